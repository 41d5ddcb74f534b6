import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlMapping } from '#shared/yaml/tree.ts';
import type { Draft } from '../splice/draft.ts';
import { locate } from '../splice/locate.ts';
import type { Path } from '../splice/plain.ts';
import { declaresItsPorts, outputPath } from './places.ts';
import type { PortPlace } from './port-place.ts';

/** Keys of an object that says what data is and how it is brought, in the order that people write them. */
export const OBJECT_ORDER: readonly string[] = ['type', 'path', 'mode'];

/** Writes a binding under `path`: into the `path` of an object, so that its type and mode stay, else as a text in its place. */
export function writeBinding(draft: Draft, path: Path, binding: string, place: PortPlace): void {
  const { node, rest } = locate(draft.doc, path);
  if (rest.length === 0 && node?.kind === 'mapping' && isUnfed(node)) draft.set([...path, 'path'], binding, { order: objectOrder(draft, path) });
  else {
    const isObject = rest.length === 0 && node?.kind === 'mapping' && node.entry('path') !== undefined && node.entry('value') === undefined;
    draft.set(isObject ? [...path, 'path'] : path, binding, place);
  }
}

/**
 * Takes the binding of a job's input away. Of an object what else it says stays, its type and mode, so that it can be fed again; an input that
 * may be left out goes as a whole, because the rest of an object does not leave it out.
 */
export function unbindInput(draft: Draft, path: Path, isOptional: boolean): void {
  const { node, rest } = locate(draft.doc, path);
  const isObject = rest.length === 0 && node?.kind === 'mapping' && node.entry('path') !== undefined && node.entry('<<') === undefined;
  if (isObject && !isOptional && node.entries.some((entry) => entry.name === 'type' || entry.name === 'mode')) draft.unset([...path, 'path']);
  else draft.unset(path);
}

/** An object that says nothing but type and mode: what feeds it is missing. */
function isUnfed(node: YamlMapping): boolean {
  return node.entries.length > 0 && node.entries.every((entry) => entry.name === 'type' || entry.name === 'mode');
}

/** The order in which the keys of such an object are written beside it, else in the rest of the pipeline. */
function objectOrder({ doc }: Draft, path: Path): readonly string[] {
  const beside = locate(doc, path.slice(0, -1)).node;
  const jobs = resolveAlias(doc.map?.get('jobs'));
  const places = [beside, doc.map?.get('inputs')];
  if (jobs?.kind === 'mapping')
    for (const job of jobs.entries) if (job.value?.kind === 'mapping') places.push(job.value.get('inputs'), job.value.get('outputs'));
  for (const place of places) {
    for (const { value } of place?.kind === 'mapping' ? place.entries : []) {
      const names = value?.kind === 'mapping' ? value.entries.map((entry) => entry.name ?? '').filter((name) => OBJECT_ORDER.includes(name)) : [];
      if (names.length > 1 && names.includes('path')) return names;
    }
  }
  return OBJECT_ORDER;
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
