import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asMapping } from '#shared/pipeline/fields.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

/** Documents that hold what runs: jobs with a body of their own, or a component. */
export const WITH_BODIES: readonly DocumentKind[] = ['pipeline-job', 'pipeline-component', 'command-component', 'parallel-component', 'spark-component'];

/** What runs: the keys of an inline job, of a component written inline, or of the component that the document is. */
export interface Body {
  readonly fields: ReadonlyMap<string, YamlEntry>;
  /** Keys from the root to it. */
  readonly path: Keys;
  /** How a sentence calls it: "Job `train`", "This component". */
  readonly who: string;
}

/** The bodies of a document, and the jobs that override a component's environment. */
export function bodiesOf({ doc, pipeline }: CheckContext): readonly Body[] {
  if (pipeline.document !== 'pipeline-job' && pipeline.document !== 'pipeline-component')
    return [{ fields: fieldsIn(doc.map), path: [], who: 'This component' }];
  const bodies: Body[] = [];
  for (const job of pipeline.jobs) {
    const fields = fieldsOfJob(job);
    const who = `Job \`${job.id}\``;
    if (isInline(job) || fields.has('environment')) bodies.push({ fields, path: ['jobs', job.id], who });
    const key = job.component?.key;
    if (key === undefined || key === 'inline') continue;
    const written = fields.get(key)?.value;
    if (asMapping(written)) bodies.push({ fields: fieldsIn(written), path: ['jobs', job.id, key], who });
  }
  return bodies;
}
