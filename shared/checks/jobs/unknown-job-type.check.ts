import { JOB_TYPES } from '#shared/azureml/schema/jobs.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { CheckContext } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';
import { listed } from '../common/words.ts';

/** Words of older versions and other tools for the same. */
const OLD: Readonly<Record<string, string>> = { python_script: 'command', script: 'command', hyperdrive: 'sweep', parallel_run: 'parallel', auto_ml: 'automl' };

/** What the old types `component_job` and `step` leave open: the kind of the component's file, or what the job holds. */
function typeOf(job: Job, { path, files }: CheckContext): string | undefined {
  const fields = fieldsOfJob(job);
  const ref = asText(fields.get('component')?.value);
  const file = ref === undefined ? undefined : resolveRelative(path, ref);
  const type = file === undefined ? undefined : /^type:[ \t]*["']?(\w+)/m.exec(files.read(file) ?? '')?.[1];
  if (JOB_TYPES.some(({ value }) => value === type)) return type;
  return fields.has('command') ? 'command' : fields.has('trial') ? 'sweep' : fields.has('task') ? 'parallel' : undefined;
}

const ALONE: ReadonlySet<string> = new Set(['finetuning', 'distillation']);

/** A `type` that no job of a pipeline can have (NOD-001). */
export const unknownJobType = defineCheck({
  code: 'unknown-job-type',
  rule: 'NOD-001',
  severity: 'error',
  title: 'Job of a type that does not exist',
  runJob(job, context, report) {
    const { type } = job;
    const value = fieldsOfJob(job).get('type')?.value;
    if (job.kind !== 'unknown' || type === undefined || !value || type.includes('${{')) return;
    const path = ['jobs', job.id, 'type'];
    const types = JOB_TYPES.map((one) => one.value);
    const word = type
      .replaceAll('-', '_')
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replace(/(_?(component|job|step|node))+$/, '');
    const meant = nearest(word, types) ?? OLD[word] ?? (word === '' ? typeOf(job, context) : undefined);
    const says = `Job \`${job.id}\` has the type \`${type}\``;
    if (ALONE.has(type.toLowerCase())) {
      report({
        at: value,
        field: path,
        message: `${says}, which is a job of its own and cannot stand in a pipeline. Use the pipeline component that Azure ML offers for it.`,
      });
    } else if (meant === undefined) report({ at: value, field: path, message: `${says}, which does not exist. Use one of ${listed(types.slice(0, 6))}.` });
    else
      report({
        at: value,
        field: path,
        message: `${says}, which does not exist. Did you mean \`${meant}\`?`,
        fixes: [fix('did-you-mean', `Write \`type: ${meant}\``, step(set, { path, value: meant }))],
      });
  },
});
