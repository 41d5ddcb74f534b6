import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asMapping } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
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

const ofJobs = new WeakMap<Job, readonly Body[]>();

/** The body of an inline job, of a component written inline, or of a job that overrides its component's environment. */
export function bodiesOfJob(job: Job): readonly Body[] {
  const known = ofJobs.get(job);
  if (known) return known;
  const bodies: Body[] = [];
  const fields = fieldsOfJob(job);
  const who = `Job \`${job.id}\``;
  if (isInline(job) || fields.has('environment')) bodies.push({ fields, path: ['jobs', job.id], who });
  const key = job.component?.key;
  const written = key === undefined || key === 'inline' ? undefined : fields.get(key)?.value;
  if (key !== undefined && asMapping(written)) bodies.push({ fields: fieldsIn(written), path: ['jobs', job.id, key], who });
  ofJobs.set(job, bodies);
  return bodies;
}

/** The body of a document that is a component. */
export function ownBodies({ doc, pipeline }: CheckContext): readonly Body[] {
  return isPipelineKind(pipeline.document) ? [] : [{ fields: fieldsIn(doc.map), path: [], who: 'This component' }];
}
