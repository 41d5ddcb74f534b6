import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { Draft } from '../splice/draft.ts';
import { locate } from '../splice/locate.ts';
import type { Path } from '../splice/plain.ts';
import { declaresItsPorts, outputPath } from './places.ts';

/** Writes a binding under `path`: into the `path` of an object, so that its mode stays, else as a text in its place. */
export function writeBinding(draft: Draft, path: Path, binding: string, order: readonly string[]): void {
  const { node, rest } = locate(draft.doc, path);
  const isObject = rest.length === 0 && node?.kind === 'mapping' && node.entry('path') !== undefined && node.entry('value') === undefined;
  draft.set(isObject ? [...path, 'path'] : path, binding, { order });
}

/** Every job output that is bound to an end of the pipeline. */
export function writersOf(pipeline: Pipeline, end: string): { readonly job: Job; readonly port: Port }[] {
  return pipeline.jobs.flatMap((job) => job.outputs.filter((port) => port.bound === end).map((port) => ({ job, port })));
}

/** Takes the binding of a job's output away; where the job itself declares its outputs the output stays. */
export function unbindOutput(draft: Draft, job: Job, port: Port): void {
  unbindOutputAt(draft, outputPath(job, port.name), declaresItsPorts(job));
}

/** The same for an output that stands under `path`; `keep` leaves it declared. */
export function unbindOutputAt(draft: Draft, path: Path, keep: boolean): void {
  const { node, rest } = locate(draft.doc, path);
  if (rest.length > 0) return;
  if (node?.kind === 'mapping' && node.entries.some((entry) => entry.name !== 'path')) draft.unset([...path, 'path']);
  else if (keep) draft.blank(path);
  else draft.unset(path);
}
