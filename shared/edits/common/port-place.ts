import { parseEnd } from '#shared/pipeline/end.ts';
import type { End, Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { EditContext } from '../edit.ts';
import { portOrder } from './places.ts';

/** Other files that are looked at for the order of a component's ports: enough to know it, few enough not to be felt. */
const FILES_AT_MOST = 6;

/**
 * The order in which a job's entries are wanted, so that a new one goes where it belongs: that of the component; where the component is not at
 * hand, that in which another job writes the ports of the same component, in this pipeline or another of the project; else by what is written
 * beside it: numbered names by their number, inputs of the pipeline as the pipeline declares them. `source` is the end that the entry will read.
 */
export function portPlace(context: EditContext, job: Job, side: 'input' | 'output', name: string, source?: End): readonly string[] {
  const declared = portOrder(job, side);
  if (declared.includes(name)) return declared;
  const written = portsOf(job, side).filter((port) => port.entry !== undefined && port.name !== name);
  if (written.length === 0) return [];
  return orderElsewhere(context, job, side, name) ?? orderBeside(context.pipeline, written, name, side === 'input' ? source : undefined);
}

function portsOf(job: Job, side: 'input' | 'output'): readonly Port[] {
  return side === 'input' ? job.inputs : job.outputs;
}

/** How the ports of the same component stand in another job that writes this one too. */
function orderElsewhere(context: EditContext, job: Job, side: 'input' | 'output', name: string): readonly string[] | undefined {
  const ref = withoutVersion(job.component?.ref);
  if (ref === undefined) return undefined;
  const here = orderIn(context.pipeline, job, ref, side, name);
  if (here || job.component?.where === 'local') return here;
  let read = 0;
  for (const path of context.project.list()) {
    if (path === context.path) continue;
    const text = context.project.read(path);
    if (text === undefined || !text.includes(ref) || !text.includes(`${name}:`)) continue;
    if (++read > FILES_AT_MOST) return undefined;
    const found = orderIn(readPipeline(readYaml(text), { path, components: context.components }), undefined, ref, side, name);
    if (found) return found;
  }
  return undefined;
}

function orderIn(pipeline: Pipeline, self: Job | undefined, ref: string, side: 'input' | 'output', name: string): readonly string[] | undefined {
  for (const job of pipeline.jobs) {
    if (job === self || withoutVersion(job.component?.ref) !== ref) continue;
    const names = portsOf(job, side).flatMap((port) => (port.entry ? [port.name] : []));
    if (names.includes(name)) return names;
  }
  return undefined;
}

/** The place that the entries beside it give to a new one. */
function orderBeside(pipeline: Pipeline, written: readonly Port[], name: string, source: End | undefined): readonly string[] {
  const names = written.map((port) => port.name);
  const putBefore = (index: number): readonly string[] => [...names.slice(0, index), name, ...names.slice(index)];
  const numbered = placeByNumber(names, name);
  if (numbered !== undefined) return putBefore(numbered);
  if (source === undefined) return [];
  const ranked = placeByRank(pipeline, written, source);
  return ranked === undefined ? [] : putBefore(ranked);
}

/** `part_2` stands behind `part_1` and before `part_3`. */
function placeByNumber(names: readonly string[], name: string): number | undefined {
  const [, stem, number] = /^(.*?)(\d+)$/.exec(name) ?? [];
  if (stem === undefined || number === undefined) return undefined;
  let behind: number | undefined;
  for (const [index, other] of names.entries()) {
    const [, otherStem, otherNumber] = /^(.*?)(\d+)$/.exec(other) ?? [];
    if (otherStem !== stem) continue;
    if (Number(otherNumber) > Number(number)) return index;
    behind = index + 1;
  }
  return behind;
}

/** Among entries that read inputs of the pipeline: in the order in which the pipeline declares them. */
function placeByRank(pipeline: Pipeline, written: readonly Port[], source: End): number | undefined {
  const rankOf = (end: End | undefined): number => {
    const parts = end === undefined ? undefined : parseEnd(end);
    return parts?.kind === 'input' ? pipeline.inputs.findIndex((input) => input.name === parts.name) : -1;
  };
  const rank = rankOf(source);
  if (rank < 0) return undefined;
  let behind: number | undefined;
  for (const [index, port] of written.entries()) {
    const other = rankOf(port.bound);
    if (other < 0) continue;
    if (other > rank) return index;
    behind = index + 1;
  }
  return behind;
}

/** A reference without its version or label: another version of a component most likely has its ports in the same order. */
function withoutVersion(ref: string | undefined): string | undefined {
  return ref?.replace(/(\/versions\/|\/labels\/|@|(?<=azureml:[^/]*):)[^/:@]*$/, '');
}
