import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { jobSchema } from '#shared/azureml/schema/jobs.ts';
import { schemaFor } from '#shared/azureml/schema/schema-for.ts';
import { asMapping, fieldOf } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { CheckContext, DocumentCheck, JobCheck, Report } from '../check.ts';
import { isClaimed } from './claimed.ts';
import { meantKey } from './meant-key.ts';
import type { Misfit, MisfitKind, MisfitOf } from './misfit.ts';
import { type Walk, walkNode } from './walk.ts';

const ofContext = new WeakMap<CheckContext, readonly Misfit[]>();
const ofJob = new WeakMap<Job, readonly Misfit[]>();
const JOBS: ReadonlySet<string> = new Set(['jobs']);

/** The misfits of one kind, of what is looked at: a job, or the rest of the document. */
type MisfitsOf = <K extends MisfitKind>(kind: K) => readonly MisfitOf<K>[];

/** Both looks of a check that says something about misfits: at one job, and at what stands outside of jobs. */
export function lookAtMisfits(look: (misfitsOf: MisfitsOf, context: CheckContext, report: Report) => void): DocumentLook & JobLook {
  return {
    run: (context, report) => look((kind) => pick(misfitsOfDocument(context), kind, context), context, report),
    runJob: (job, context, report) => look((kind) => pick(misfitsOfJob(job), kind, context), context, report),
  };
}

type DocumentLook = Pick<DocumentCheck, 'run'>;
type JobLook = Pick<JobCheck, 'runJob'>;

/** In how far the document is not as its schema says, its jobs included. */
export function misfitsOf<K extends MisfitKind>(context: CheckContext, kind: K): readonly MisfitOf<K>[] {
  return pick([...misfitsOfDocument(context), ...context.pipeline.jobs.flatMap(misfitsOfJob)], kind, context);
}

function pick<K extends MisfitKind>(misfits: readonly Misfit[], kind: K, context: CheckContext): readonly MisfitOf<K>[] {
  return misfits.filter((misfit): misfit is MisfitOf<K> => misfit.kind === kind && !isClaimed(misfit, context) && !isSaidAtKey(misfit, misfits));
}

/** A required key that stands there under a wrong name is said at that name alone. */
function isSaidAtKey(missing: Misfit, misfits: readonly Misfit[]): boolean {
  if (missing.kind !== 'missing-key') return false;
  const holder = missing.path.slice(0, -1).join('\n');
  return misfits.some(
    (other) =>
      other.kind === 'unknown-key' &&
      (!other.kept || other.path.length === 1) &&
      other.path.slice(0, -1).join('\n') === holder &&
      meantKey(other.key, Object.keys(other.known)) === missing.key,
  );
}

/** Worked out once for each text. */
function misfitsOfDocument(context: CheckContext): readonly Misfit[] {
  let misfits = ofContext.get(context);
  if (!misfits) {
    misfits = walkDocument(context);
    ofContext.set(context, misfits);
  }
  return misfits;
}

function walkDocument({ doc, pipeline }: CheckContext): readonly Misfit[] {
  const { map } = doc;
  if (!map || pipeline.document === 'unknown') return [];
  const isPipeline = isPipelineKind(pipeline.document);
  const walk: Walk = { mayBind: false, out: [], ...(isPipeline ? { skip: JOBS } : {}) };
  walkNode(map, schemaFor(pipeline.document), [], map.entries[0]?.key ?? map, walk);
  const jobs = isPipeline ? fieldOf(map, 'jobs') : undefined;
  if (jobs && !asMapping(jobs.value))
    walkNode(jobs.value, { kind: 'map', description: 'The jobs, by name.', values: { kind: 'any' } }, ['jobs'], jobs.key, walk);
  const hasJobs = jobs !== undefined || fieldOf(map, 'component') !== undefined;
  return walk.out.filter((misfit) => !(hasJobs && misfit.kind === 'missing-key' && misfit.key === 'jobs'));
}

/** Worked out once for as long as the job stays the same. */
function misfitsOfJob(job: Job): readonly Misfit[] {
  let misfits = ofJob.get(job);
  if (!misfits) {
    const walk: Walk = { mayBind: true, out: [] };
    const inline = job.component?.key === 'inline' && job.component.where === 'inline';
    walkNode(job.entry.value, jobSchema(job.kind, inline), ['jobs', job.id], job.entry.key, walk);
    misfits = walk.out;
    ofJob.set(job, misfits);
  }
  return misfits;
}
