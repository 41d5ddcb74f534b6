import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asMapping } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

/** Documents that hold what runs: jobs with a body of their own, a job that stands alone, a component, a deployment, an environment, and what names one of them. */
export const WITH_BODIES: readonly DocumentKind[] = [
  'pipeline-job',
  'pipeline-component',
  'command-component',
  'parallel-component',
  'spark-component',
  'command-job',
  'parallel-job',
  'spark-job',
  'sweep-job',
  'online-deployment',
  'batch-deployment',
  'environment',
  'schedule',
  'online-endpoint',
];

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

/** The body of a document that holds no jobs: of the job, component, deployment or environment that it is. */
export function ownBodies({ doc, pipeline: { document } }: CheckContext): readonly Body[] {
  if (isPipelineKind(document) || document === 'schedule' || document === 'online-endpoint') return [];
  const fields = fieldsIn(doc.map);
  if (document === 'sweep-job') return [{ fields: fieldsIn(fields.get('trial')?.value), path: ['trial'], who: 'The trial' }];
  return [{ fields, path: [], who: whoIs(document) }];
}

function whoIs(document: DocumentKind): string {
  if (document.endsWith('-component')) return 'This component';
  if (document.endsWith('-deployment')) return 'This deployment';
  return document === 'environment' ? 'This environment' : 'This job';
}
