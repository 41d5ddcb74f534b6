import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { Range } from './rules.ts';

/** Where the rules of a metrics gate are written, or would be. */
export interface RulesPlace {
  /** Keys from the top of the document: `['jobs', 'gate', 'inputs', 'rules']`. */
  readonly path: readonly string[];
  readonly text: string;
  /** What holds them; undefined while there are none. */
  readonly node: YamlScalar | undefined;
}

/** Where the rules of a gate stand: in its input, or in the pipeline's input that it reads. Undefined for a gate without rules of its own. */
export function rulesPlace(pipeline: Pipeline, job: Job): RulesPlace | undefined {
  if (job.gateKind !== 'metrics') return undefined;
  const port = job.inputs.find((each) => each.name === 'rules');
  const own = ['jobs', job.id, 'inputs', 'rules'];
  if (!port) return { path: own, text: '', node: undefined };
  if (port.bound === undefined) return placeIn(port.entry, own);
  const from = parseEnd(port.bound);
  const input = from?.kind === 'input' ? pipeline.inputs.find((each) => each.name === from.name) : undefined;
  return input && placeIn(input.entry, ['inputs', input.name]);
}

/**
 * The stretches of a document that hold the lines of a scalar's content, in order; offsets of the whole text. Undefined where lines of the content are no lines
 * of the text: folded or escaped.
 */
export function contentLines(text: string, node: YamlScalar): readonly Range[] | undefined {
  if (node.style === 'literal') return literalLines(text, node);
  const inset = node.style === 'plain' ? 0 : 1;
  const at = { start: node.start + inset, end: node.end - inset };
  return node.style !== 'folded' && text.slice(at.start, at.end) === node.text ? [at] : undefined;
}

/** Where a stretch of the rules text stands in the document; the whole scalar where that cannot be told. */
export function rangeInDocument(text: string, node: YamlScalar, range: Range): Range {
  const lines = contentLines(text, node);
  const line = node.text.slice(0, range.start).split('\n').length - 1;
  const at = lines?.[line];
  if (!at) return { start: node.start, end: node.end };
  const from = node.text.lastIndexOf('\n', range.start - 1) + 1;
  return { start: Math.min(at.end, at.start + range.start - from), end: Math.min(at.end, at.start + range.end - from) };
}

function placeIn(entry: YamlEntry | undefined, path: readonly string[]): RulesPlace {
  const node = resolveAlias(entry?.value);
  if (node?.kind === 'mapping') {
    const key = node.entry('value') ? 'value' : 'default';
    return placeIn(node.entry(key), [...path, key]);
  }
  return node?.kind === 'scalar' && node.type !== 'null' ? { path, text: node.text, node } : { path, text: '', node: undefined };
}

function literalLines(text: string, node: YamlScalar): readonly Range[] {
  const header = text.indexOf('\n', node.start);
  if (header < 0 || header >= node.end) return [];
  const source: Range[] = [];
  let start = header + 1;
  while (start < node.end) {
    const found = text.indexOf('\n', start);
    const end = found < 0 || found > node.end ? node.end : found;
    source.push({ start, end: text[end - 1] === '\r' ? end - 1 : end });
    start = end + 1;
  }
  const content = node.text.split('\n');
  const first = content.findIndex((line) => line !== '');
  const sample = source[first];
  const indent = sample === undefined ? 0 : sample.end - sample.start - (content[first]?.length ?? 0);
  return source.map((line) => ({ start: Math.min(line.end, line.start + indent), end: line.end }));
}
