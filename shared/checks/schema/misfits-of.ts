import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { jobSchema } from '#shared/azureml/schema/jobs.ts';
import { schemaFor } from '#shared/azureml/schema/schema-for.ts';
import { asMapping, fieldOf } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { CheckContext } from '../check.ts';
import { isClaimed } from './claimed.ts';
import type { Misfit, MisfitKind, MisfitOf } from './misfit.ts';
import { type Walk, walkNode } from './walk.ts';

const ofContext = new WeakMap<CheckContext, readonly Misfit[]>();
const ofJob = new WeakMap<Job, readonly Misfit[]>();
const JOBS: ReadonlySet<string> = new Set(['jobs']);

/** In how far the document is not as its schema says; worked out once for each text, and for a job once for as long as it stays the same. */
export function misfitsOf<K extends MisfitKind>(context: CheckContext, kind: K): readonly MisfitOf<K>[] {
  let all = ofContext.get(context);
  if (!all) {
    all = [...misfitsOfDocument(context), ...context.pipeline.jobs.flatMap(misfitsOfJob)].filter((misfit) => !isClaimed(misfit, context));
    ofContext.set(context, all);
  }
  return all.filter((misfit): misfit is MisfitOf<K> => misfit.kind === kind);
}

function misfitsOfDocument({ doc, pipeline }: CheckContext): readonly Misfit[] {
  const { map } = doc;
  if (!map || pipeline.document === 'unknown') return [];
  const isPipeline = isPipelineKind(pipeline.document);
  const walk: Walk = { mayBind: false, out: [], ...(isPipeline ? { skip: JOBS } : {}) };
  walkNode(map, schemaFor(pipeline.document), [], map.entries[0]?.key ?? map, walk);
  const jobs = isPipeline ? fieldOf(map, 'jobs') : undefined;
  if (jobs && !asMapping(jobs.value)) walkNode(jobs.value, { kind: 'map', description: 'The jobs, by name.' }, ['jobs'], jobs.key, walk);
  const hasJobs = jobs !== undefined || fieldOf(map, 'component') !== undefined;
  return walk.out.filter((misfit) => !(hasJobs && misfit.kind === 'missing-key' && misfit.key === 'jobs'));
}

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
