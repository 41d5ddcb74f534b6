import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import { isNull } from '#shared/pipeline/fields.ts';
import type { ComponentFiles, Job } from '#shared/pipeline/pipeline.ts';
import type { YamlMapping } from '#shared/yaml/tree.ts';
import { defineCheck, fix, step } from '../check.ts';
import { type Misspelt, misspelt } from '../common/misspelt.ts';
import { pipelineAt } from '../common/pipeline-files.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';
import { listed } from '../common/words.ts';

/** A job without a compute in a pipeline without a default (CMP-001). */
export const noCompute = defineCheck({
  code: 'no-compute',
  rule: 'CMP-001',
  severity: 'error',
  title: 'Job has no compute to run on',
  // A pipeline component takes its computes from the pipeline that uses it.
  documents: ['pipeline-job'],
  run({ doc, pipeline }, report) {
    const entry = misspeltDefault(doc.map);
    if (!entry || pipeline.defaultCompute !== undefined || !pipeline.jobs.some(needsCompute)) return;
    const path = ['settings', entry.name];
    report({
      at: entry.key,
      field: path,
      message: `Jobs have no compute to run on, because \`${entry.name}\` is no setting. Did you mean \`default_compute\`?`,
      fixes: [fix('did-you-mean', `Rename \`${entry.name}\` to \`default_compute\``, step(renameKey, { path, to: 'default_compute' }))],
    });
  },
  runJob(job, { doc, pipeline, components }, report) {
    if (pipeline.defaultCompute !== undefined || misspeltDefault(doc.map) || misspelt(fieldsIn(doc.map), 'settings') || hasOldDefaults(doc.map)) return;
    const meant = needsCompute(job) ? misspelt(fieldsOfJob(job), 'compute') : undefined;
    if (meant) {
      const path = ['jobs', job.id, meant.name];
      report({
        at: meant.key,
        field: path,
        message: `Job \`${job.id}\` has no compute to run on, because \`${meant.name}\` is not known. Did you mean \`compute\`?`,
        fixes: [fix('did-you-mean', `Rename \`${meant.name}\` to \`compute\``, step(renameKey, { path, to: 'compute' }))],
      });
      return;
    }
    const inner = job.kind === 'pipeline' ? innerJobs(components, job.component?.path) : [];
    if (!needsCompute(job) && inner.length === 0) return;
    const setDefault = fix(
      'default-compute',
      'Run all jobs on serverless compute',
      step(set, { path: ['settings', 'default_compute'], value: 'azureml:serverless' }),
    );
    const setOwn = fix('own-compute', `Run \`${job.id}\` on serverless compute`, step(set, { path: ['jobs', job.id, 'compute'], value: 'azureml:serverless' }));
    report({
      at: job.entry.key,
      field: ['jobs', job.id, 'compute'],
      message:
        inner.length > 0
          ? `Job \`${job.id}\` runs ${listed(inner)}, which ${inner.length === 1 ? 'has' : 'have'} no compute: set \`settings.default_compute\`.`
          : `Job \`${job.id}\` has no compute to run on: set \`settings.default_compute\`, or a \`compute\` of its own.`,
      fixes: inner.length > 0 ? [setDefault] : [setDefault, setOwn],
    });
  },
});

/** `default_compte` under `settings`: one fault, not one for each job. */
function misspeltDefault(map: YamlMapping | undefined): Misspelt | undefined {
  return misspelt(fieldsIn(fieldsIn(map).get('settings')?.value), 'default_compute');
}

/** `defaults` of before 2022 is said where it stands. */
function hasOldDefaults(map: YamlMapping | undefined): boolean {
  return fieldsIn(map).has('defaults');
}

const KINDS: ReadonlySet<string> = new Set(['command', 'sweep', 'parallel', 'automl', 'data-transfer']);

function needsCompute(job: Job): boolean {
  return KINDS.has(job.kind) && isNull(fieldsOfJob(job).get('compute')?.value);
}

/** Jobs without a compute in a local pipeline component and in those that it uses. */
function innerJobs(components: ComponentFiles, start: string | undefined): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const files = start === undefined ? [] : [start];
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const pipeline = pipelineAt(components, file);
    if (!pipeline || pipeline.defaultCompute !== undefined) continue;
    for (const job of pipeline.jobs) {
      if (needsCompute(job)) found.push(job.id);
      if (job.kind === 'pipeline' && job.component?.path !== undefined) files.push(job.component.path);
    }
  }
  return found;
}
