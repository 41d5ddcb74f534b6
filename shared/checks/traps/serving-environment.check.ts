import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asScalar, asText } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { type CheckContext, defineCheck, fix, type Report, step } from '../check.ts';
import { pipelineAt } from '../common/pipeline-files.ts';
import { fieldsIn } from '../common/walk.ts';
import { documentsWith } from './project-documents.ts';

/** A model answers with the packages that it was made with. */
export const servingEnvironment = defineCheck({
  code: 'serving-environment',
  rule: 'trap',
  severity: 'info',
  title: 'Another environment for serving than for training',
  documents: ['pipeline-job', 'pipeline-component', 'online-deployment', 'batch-deployment'],
  run(context, report) {
    const { document, jobs } = context.pipeline;
    if (document === 'online-deployment' || document === 'batch-deployment') {
      deployment(context, report);
      return;
    }
    const trained = trainedWith(jobs);
    if (!trained) return;
    for (const job of jobs) {
      const named = job.role === 'evaluate' && /scor|predict|infer/i.test(job.id) ? namedIn(job.environment) : undefined;
      const entry = fieldsIn(job.entry.value).get('environment');
      if (!named || !entry || !differs(named, trained.ref)) continue;
      say(report, entry.value ?? entry.key, ['jobs', job.id, 'environment'], `Job \`${job.id}\` scores`, named, trained);
    }
  },
});

interface Named {
  readonly text: string;
  readonly name: string;
  readonly version: string | undefined;
}

/** A registered environment; undefined for one that is written out, which cannot be compared by name. */
function namedIn(text: string | undefined): Named | undefined {
  const ref = text === undefined || !/^azureml:/i.test(text) ? undefined : parseComponentRef(text);
  if (ref?.kind !== 'workspace' && ref?.kind !== 'registry') return undefined;
  return text === undefined ? undefined : { text, name: ref.name, version: ref.version };
}

function differs(a: Named, b: Named): boolean {
  return a.name !== b.name || (a.version !== undefined && b.version !== undefined && a.version !== b.version);
}

interface Trained {
  readonly job: string;
  readonly ref: Named;
}

function trainedWith(jobs: readonly Job[]): Trained | undefined {
  for (const job of jobs) {
    const ref = job.role === 'train' || job.role === 'tune' ? namedIn(job.environment ?? job.component?.declared?.environment) : undefined;
    if (ref) return { job: job.id, ref };
  }
  return undefined;
}

function deployment(context: CheckContext, report: Report): void {
  const environment = fieldsIn(context.doc.map).get('environment');
  const node = asScalar(environment?.value);
  const served = namedIn(asText(environment?.value));
  if (!node || !served) return;
  const trained = documentsWith(context, 'jobs:').flatMap(({ path, kind }) =>
    kind === 'pipeline-job' ? (trainedWith(pipelineAt(context.components, path)?.jobs ?? []) ?? []) : [],
  );
  // With several trainings in the project it is enough that one of them fits.
  const [first] = trained;
  if (!first || trained.some(({ ref }) => !differs(ref, served))) return;
  say(report, node, ['environment'], 'The deployment answers', served, first);
}

function say(report: Report, at: { readonly start: number; readonly end: number }, path: readonly string[], who: string, used: Named, trained: Trained): void {
  report({
    at,
    field: path,
    severity: used.name === trained.ref.name ? 'warning' : 'info',
    message: `${who} in \`${used.text}\`, but \`${trained.job}\` trains in \`${trained.ref.text}\`: packages that differ make a model fail, or answer otherwise. Use one environment for both.`,
    fixes: [fix('use-training-environment', `Use \`${trained.ref.text}\``, step(set, { path: [...path], value: trained.ref.text }))],
  });
}
