import { metricsOf } from '#shared/gates/declared-metrics.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { needsOf } from './reach.ts';

/** The output of a job that a gate can judge: a file called metrics, else the file of a job that says which metrics it writes. */
export function metricsOutputOf(job: Job): Port | undefined {
  const files = job.outputs.filter((port) => port.type === 'uri_file' || port.type === undefined || !port.certain);
  const named = files.find((port) => port.name === 'metrics') ?? files.find((port) => /(^|_)(metrics|evaluation|scores?)(_|$)/i.test(port.name));
  if (named) return named;
  return (metricsOf(job).length > 0 || job.role === 'evaluate') && files.length === 1 ? files[0] : undefined;
}

/**
 * The job whose metrics decide about `before`: an evaluation that it needs, else one that judges what it reads, then any other that writes metrics;
 * the nearest first. Jobs that need `before` themselves are left out.
 */
export function judgeOf(pipeline: Pipeline, before: Job): Job | undefined {
  const needed = [...needsOf(pipeline, before.id).keys()];
  const sources = new Set(before.inputs.flatMap((port) => (port.bound !== undefined && parseEnd(port.bound)?.kind === 'job-output' ? [port.bound] : [])));
  const beside = pipeline.jobs.filter((job) => job.id !== before.id && job.inputs.some((port) => port.bound !== undefined && sources.has(port.bound)));
  const nearFirst = [...needed.flatMap((id) => pipeline.job(id) ?? []), ...beside.filter((job) => !needed.includes(job.id))];
  const able = nearFirst.filter((job) => !job.isGate && metricsOutputOf(job) !== undefined && !needsOf(pipeline, job.id).has(before.id));
  const anywhere = pipeline.jobs.filter((job) => job.id !== before.id && !job.isGate && job.role === 'evaluate' && metricsOutputOf(job) !== undefined);
  const free = anywhere.filter((job) => !needsOf(pipeline, job.id).has(before.id));
  return able.find((job) => job.role === 'evaluate') ?? able[0] ?? (free.length === 1 ? free[0] : undefined);
}
