import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import type { DocumentKind, JobKind } from '#shared/azureml/kinds.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext, Place } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

/** A job of a pipeline, or a document that is a job or a component of that kind: what is checked is the same. */
export interface Body {
  readonly fields: ReadonlyMap<string, YamlEntry>;
  readonly path: Keys;
  /** "Job `tune`", "The sweep job": begins a sentence. */
  readonly who: string;
  /** What is underlined where a key is missing. */
  readonly at: Place;
  /** Its ports and keys stand here and not in a component's file. */
  readonly inline: boolean;
  readonly job: Job | undefined;
}

/** Documents that hold a body of a kind of job. */
export function documentsWith(kind: JobKind): readonly DocumentKind[] {
  const own = [`${kind}-job`, `${kind}-component`].filter((name): name is DocumentKind => STANDALONE.has(name as DocumentKind));
  return ['pipeline-job', 'pipeline-component', ...own];
}

const STANDALONE: ReadonlySet<DocumentKind> = new Set([
  'command-job',
  'sweep-job',
  'parallel-job',
  'spark-job',
  'automl-job',
  'import-job',
  'command-component',
  'parallel-component',
  'spark-component',
  'data-transfer-component',
]);

/** Everything of one kind that a document holds. */
export function bodiesOf({ doc, pipeline }: CheckContext, kind: JobKind): readonly Body[] {
  const bodies: Body[] = [];
  if (doc.map && (pipeline.document === `${kind}-job` || pipeline.document === `${kind}-component`)) {
    const at = doc.map.entries[0]?.key ?? doc.map;
    const who = `The ${documentKindTitle(pipeline.document).toLowerCase()}`;
    bodies.push({ fields: fieldsIn(doc.map), path: [], who, at, inline: true, job: undefined });
  }
  for (const job of pipeline.jobs) {
    if (job.kind !== kind) continue;
    const inline = isInline(job) || kind === 'automl';
    bodies.push({ fields: fieldsOfJob(job), path: ['jobs', job.id], who: `Job \`${job.id}\``, at: job.entry.key, inline, job });
  }
  return bodies;
}

/** The text of a scalar below a key: `textAt(body.fields, 'sampling_algorithm', 'type')`. */
export function textAt(fields: ReadonlyMap<string, YamlEntry>, key: string, inner?: string): string | undefined {
  const value = fields.get(key)?.value;
  return asText(inner === undefined ? value : fieldsIn(value).get(inner)?.value);
}

/** The number of a scalar; undefined when there is none, or a binding in its place. */
export function numberOf(entry: YamlEntry | undefined): number | undefined {
  const written = asText(entry?.value);
  const value = written === undefined || written.trim() === '' ? Number.NaN : Number(written);
  return Number.isNaN(value) ? undefined : value;
}
