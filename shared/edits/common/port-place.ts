import { AUTOML_DATA_KEYS } from '#shared/azureml/node-kinds.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { End, Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlEntry, YamlMapping } from '#shared/yaml/tree.ts';
import type { EditContext } from '../edit.ts';
import type { SetOptions } from '../splice/draft.ts';
import { openingOf, paragraphsOf } from './paragraph.ts';
import { inputPath, inputsNamedIn, portOrder } from './places.ts';

/** Other files that are looked at for the order of a component's ports: enough to know it, few enough not to be felt. */
const FILES_AT_MOST = 6;

/** Where a new entry goes among the others: in this order, and whether it opens the paragraph of the one behind it. */
export type PortPlace = Pick<SetOptions, 'order' | 'opens' | 'after'>;

/** The order that another use of the component gives, and how its entries stand together there. */
interface Precedent {
  readonly names: readonly string[];
  readonly paragraphs: ReadonlyMap<string, number>;
}

/**
 * Where a job's new entry is wanted: in the order of the component; where the component is not at hand, in that in which another job writes the
 * ports of the same component, in this pipeline or another of the project; else by what is written beside it: inputs that the command names in its
 * order, numbered names by their number, inputs of the pipeline as it declares them, bindings before literals where other jobs have them so. `source` is the end that the
 * entry will read. Between two paragraphs it goes to the one that its kin stand in.
 */
export function portPlace(context: EditContext, job: Job, side: 'input' | 'output', name: string, source?: End): PortPlace {
  const declared = portOrder(job, side);
  const written = portsOf(job, side).filter((port) => port.entry !== undefined && port.name !== name);
  if (side === 'input' && inputPath(job, name).length === 3) return besideData(written, name);
  if (written.length === 0) return { order: declared };
  const isDeclared = declared.includes(name);
  const precedent = isDeclared ? undefined : elsewhere(context, job, side, name);
  const order = isDeclared ? declared : (precedent?.names ?? orderBeside(context.pipeline, job, written, name, side === 'input' ? source : undefined));
  const mapping = writtenPorts(job, side);
  if (!mapping) return { order };
  const opens = openingOf({ text: context.doc.text, mapping }, name, order, isNear(context, written, name, source, precedent));
  return opens ? { order, opens } : { order };
}

/** Data of AutoML stands among the keys of the job: behind the data that comes before it, else before that which follows. */
function besideData(written: readonly Port[], name: string): PortPlace {
  const order: readonly string[] = AUTOML_DATA_KEYS;
  const before = order.slice(0, order.indexOf(name)).findLast((key) => written.some((port) => port.name === key));
  return before === undefined ? { order } : { after: before };
}

/** With which entries a new one stands in a paragraph: as elsewhere, as in the inputs of the pipeline, bindings with bindings. */
function isNear(
  context: EditContext,
  written: readonly Port[],
  name: string,
  source: End | undefined,
  precedent: Precedent | undefined,
): (other: YamlEntry) => boolean {
  const boundOf = (entry: YamlEntry): End | undefined => written.find((port) => port.name === entry.name)?.bound;
  if (precedent) return (other) => precedent.paragraphs.get(other.name ?? '') === precedent.paragraphs.get(name);
  const inputs = context.doc.map?.get('inputs');
  const sections = inputs?.kind === 'mapping' ? paragraphsOf({ text: context.doc.text, mapping: inputs }) : undefined;
  const sectionOf = (end: End | undefined): number | undefined => sections?.get(inputNamed(end) ?? '');
  const own = sectionOf(source);
  return (other) => {
    const section = sectionOf(boundOf(other));
    return own !== undefined && section !== undefined ? section === own : (source !== undefined) === (boundOf(other) !== undefined);
  };
}

function writtenPorts(job: Job, side: 'input' | 'output'): YamlMapping | undefined {
  const body = job.entry.value;
  const ports = body?.kind === 'mapping' ? body.get(side === 'input' ? 'inputs' : 'outputs') : undefined;
  return ports?.kind === 'mapping' ? ports : undefined;
}

function inputNamed(end: End | undefined): string | undefined {
  const parts = end === undefined ? undefined : parseEnd(end);
  return parts?.kind === 'input' ? parts.name : undefined;
}

function portsOf(job: Job, side: 'input' | 'output'): readonly Port[] {
  return side === 'input' ? job.inputs : job.outputs;
}

/** How the ports of the same component stand in another job that writes this one too. */
function elsewhere(context: EditContext, job: Job, side: 'input' | 'output', name: string): Precedent | undefined {
  const ref = withoutVersion(job.component?.ref);
  if (ref === undefined) return undefined;
  const here = precedentIn(context.doc, context.pipeline, job, ref, side, name);
  if (here || job.component?.where === 'local') return here;
  let read = 0;
  for (const path of context.project.list()) {
    if (path === context.path) continue;
    const text = context.project.read(path);
    if (text === undefined || !text.includes(ref) || !text.includes(`${name}:`)) continue;
    if (++read > FILES_AT_MOST) return undefined;
    const doc = readYaml(text);
    const found = precedentIn(doc, readPipeline(doc, { path, components: context.components }), undefined, ref, side, name);
    if (found) return found;
  }
  return undefined;
}

function precedentIn(doc: YamlDocument, pipeline: Pipeline, self: Job | undefined, ref: string, side: 'input' | 'output', name: string): Precedent | undefined {
  for (const job of pipeline.jobs) {
    if (job === self || withoutVersion(job.component?.ref) !== ref) continue;
    const names = portsOf(job, side).flatMap((port) => (port.entry ? [port.name] : []));
    const mapping = writtenPorts(job, side);
    if (names.includes(name)) return { names, paragraphs: mapping ? paragraphsOf({ text: doc.text, mapping }) : new Map() };
  }
  return undefined;
}

/** The place that the entries beside it give to a new one. */
function orderBeside(pipeline: Pipeline, job: Job, written: readonly Port[], name: string, source: End | undefined): readonly string[] {
  const named = inputsNamedIn(job);
  if (named.includes(name) && written.every((port, k) => k === 0 || named.indexOf(port.name) > named.indexOf(written[k - 1]?.name ?? ''))) return named;
  const names = written.map((port) => port.name);
  const putBefore = (index: number): readonly string[] => [...names.slice(0, index), name, ...names.slice(index)];
  const numbered = placeByNumber(names, name);
  if (numbered !== undefined) return putBefore(numbered);
  if (source === undefined) return [];
  const place = placeByRank(pipeline, written, source) ?? placeByKind(pipeline, job, written);
  return place === undefined ? [] : putBefore(place);
}

/** Before the first literal, where nothing but literals follow and the other jobs that have both write their bindings first. */
function placeByKind(pipeline: Pipeline, job: Job, written: readonly Port[]): number | undefined {
  const first = written.findIndex((port) => port.bound === undefined);
  if (first < 0 || written.slice(first).some((port) => port.bound !== undefined)) return undefined;
  let votes = 0;
  for (const other of pipeline.jobs) {
    const ports = other === job ? [] : other.inputs.filter((port) => port.entry !== undefined);
    const literal = ports.findIndex((port) => port.bound === undefined);
    const lastBinding = ports.findLastIndex((port) => port.bound !== undefined);
    if (literal >= 0 && lastBinding >= 0) votes += lastBinding < literal ? 1 : -1;
  }
  return votes > 0 ? first : undefined;
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
    const name = inputNamed(end);
    return name === undefined ? -1 : pipeline.inputs.findIndex((input) => input.name === name);
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
