import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { Draft } from '../splice/draft.ts';
import type { Path } from '../splice/plain.ts';
import { unbindInput, unbindOutput, writersOf } from './bindings.ts';
import { findPort } from './guards.ts';
import { inputPath, outputPath } from './places.ts';
import { type SharedChoice, unshare } from './sharing.ts';

/** Takes what feeds an end away. */
export function removeConnection(draft: Draft, pipeline: Pipeline, to: string, shared: SharedChoice): void {
  for (const { job, port } of boundPorts(pipeline, to)) {
    unshare(draft, portPath(job, port), shared);
    if (port.side === 'input') unbindInput(draft, portPath(job, port), port.optional);
    else unbindOutput(draft, job, port);
  }
}

/** Where the value of a port stands. */
export function portPath(job: Job, port: Port): Path {
  return port.side === 'input' ? inputPath(job, port.name) : outputPath(job, port.name);
}

/** The ports that hold the binding of an end. */
export function boundPorts(pipeline: Pipeline, to: string): { readonly job: Job; readonly port: Port }[] {
  const end = parseEnd(to);
  if (end?.kind === 'output') return writersOf(pipeline, to);
  if (end?.kind !== 'job-input' && end?.kind !== 'job-output') return [];
  const job = pipeline.job(end.job);
  const port = job && findPort(job, end.kind === 'job-input' ? 'input' : 'output', end.name);
  if (!job || port?.bound === undefined) return [];
  return [{ job, port }];
}
