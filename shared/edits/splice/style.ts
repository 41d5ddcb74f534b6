import type { YamlDocument } from '#shared/yaml/document.ts';
import type { YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { isBlankLine, previousLineAt } from './lines.ts';
import { isPlainMap, type Plain } from './plain.ts';
import { type Container, commentsAbove, memberLines, membersOf } from './spans.ts';

const WALK_LIMIT = 400;

/** How much deeper a nested mapping stands, by its siblings, then its parents, then most of the text, then 2. */
export function indentStep(doc: YamlDocument, chain: readonly Container[]): number {
  for (let k = chain.length - 1; k >= 0; k--) {
    const container = chain[k];
    if (!container || container.flow || container.kind !== 'mapping') continue;
    for (const entry of container.entries) {
      const value = entry.value;
      if (value?.kind === 'mapping' && !value.flow && value.entries.length > 0) return Math.max(1, value.indent - container.indent);
    }
    const parent = chain[k - 1];
    if (parent && parent.kind === 'mapping' && !parent.flow && container.indent > parent.indent) return container.indent - parent.indent;
  }
  const counts = new Map<number, number>();
  walk(doc.root ?? null, (node) => {
    if (node.kind !== 'mapping' || node.flow) return;
    for (const { value } of node.entries) {
      if (value?.kind === 'mapping' && !value.flow && value.entries.length > 0) count(counts, value.indent - node.indent);
    }
  });
  return most(counts) || 2;
}

/** How much deeper than its key the dashes of a list stand: as in most lists of the text, else as deep as a mapping. */
export function dashStep(doc: YamlDocument, step: number): number {
  const counts = new Map<number, number>();
  walk(doc.root ?? null, (node) => {
    if (node.kind !== 'mapping' || node.flow) return;
    for (const { value } of node.entries) if (value?.kind === 'sequence' && !value.flow) count(counts, value.indent - node.indent);
  });
  return most(counts) ?? step;
}

/** The quotes that every text value of a container wears; undefined when one goes without or they differ. */
function quotesOf(container: Container): 'single' | 'double' | undefined {
  let quotes: 'single' | 'double' | undefined;
  for (const { value } of membersOf(container)) {
    if (value?.kind !== 'scalar' || value.type !== 'string') continue;
    if (value.style !== 'single' && value.style !== 'double') return undefined;
    if (quotes && quotes !== value.style) return undefined;
    quotes = value.style;
  }
  return quotes;
}

/** True when True and False are written like this beside a new value, else in most of the text. Asked only for a truth value. */
export function hasCapitals(doc: YamlDocument, container: Container, old: YamlNode | null): boolean {
  const counts = new Map<boolean, number>();
  const look = (node: YamlNode | null): void => {
    if (node?.kind === 'scalar' && node.type === 'bool' && /^(true|false)$/i.test(node.text)) count(counts, /^[TF]/.test(node.text));
  };
  look(old);
  if (counts.size === 0) for (const member of membersOf(container)) look(member.value);
  if (counts.size === 0) walk(doc.root ?? null, look);
  return most(counts) ?? false;
}

/** The quotes for a new value of a container: an expression wears what expressions wear beside it, else in most of the text. */
export function quotesFor(doc: YamlDocument, container: Container, value: Plain): 'single' | 'double' | undefined {
  if (typeof value !== 'string' || !value.startsWith('${{')) return quotesOf(container);
  const counts = new Map<string, number>();
  const look = (node: YamlNode | null): void => {
    if (node?.kind === 'scalar' && node.text.startsWith('${{')) count(counts, node.style);
  };
  for (const member of membersOf(container)) look(member.value);
  if (counts.size === 0 && !container.flow) walk(doc.root ?? null, look);
  const style = most(counts);
  return style === undefined ? quotesOf(container) : style === 'single' || style === 'double' ? style : undefined;
}

/**
 * True when most neighbouring members of a block container have a blank line between them. Beside a lone member there is nothing to see: then
 * the sections of the document say it. A pipeline that has none yet is written as people write one, with blank lines.
 */
export function isSpaced(doc: YamlDocument, container: Container): boolean {
  const { spaced, pairs } = countSpaced(doc, container);
  if (pairs > 0) return spaced > 0 && spaced * 2 >= pairs;
  const { root } = doc;
  if (root?.kind !== 'mapping' || root.flow) return false;
  const sections = root === container ? { spaced, pairs } : countSpaced(doc, root);
  return sections.pairs === 0 ? isPipeline(root) : sections.spaced > 0 && sections.spaced * 2 >= sections.pairs;
}

function isPipeline(root: YamlMapping): boolean {
  const [type, schema] = [root.get('type'), root.get('$schema')];
  if (type?.kind === 'scalar') return type.value === 'pipeline';
  return schema?.kind === 'scalar' && /pipeline(Job|Component)\.schema\.json$/.test(schema.text);
}

/** Neighbours of which one holds more than a value, and how many of them have a blank line between them. */
function countSpaced(doc: YamlDocument, container: Container): { readonly spaced: number; readonly pairs: number } {
  const members = membersOf(container);
  let spaced = 0;
  let pairs = 0;
  for (let k = 1; k < members.length; k++) {
    const member = members[k];
    if (!member || (isPlain(member.value) && isPlain(members[k - 1]?.value ?? null))) continue;
    pairs++;
    const top = commentsAbove(doc.text, memberLines(doc, container, member).start, container.indent);
    const above = previousLineAt(doc.text, top);
    if (above >= 0 && isBlankLine(doc.text, above)) spaced++;
  }
  return { spaced, pairs };
}

function isPlain(node: YamlNode | null): boolean {
  return node === null || node.kind === 'scalar';
}

/** True when the short lists of a text stand in brackets: as most of them do, else as people write them. Asked only for a value that holds a list. */
export function listsInFlow(doc: YamlDocument, value: Plain): boolean {
  if (!holdsList(value)) return false;
  let flow = 0;
  let block = 0;
  walk(doc.root ?? null, (node) => {
    if (node.kind !== 'sequence' || node.items.length === 0 || !node.items.every((item) => item.value?.kind === 'scalar')) return;
    if (node.flow) flow++;
    else block++;
  });
  return flow >= block;
}

function holdsList(value: Plain): boolean {
  return Array.isArray(value) || (isPlainMap(value) && Object.values(value).some(holdsList));
}

/** Visits nodes from the top, at most a few hundred: enough to know a file's style. */
function walk(root: YamlNode | null, visit: (node: YamlNode) => void): void {
  const queue: (YamlNode | null)[] = [root];
  for (let k = 0; k < queue.length && k < WALK_LIMIT; k++) {
    const node = queue[k];
    if (!node) continue;
    visit(node);
    if (node.kind === 'mapping') for (const entry of node.entries) queue.push(entry.value);
    else if (node.kind === 'sequence') for (const item of node.items) queue.push(item.value);
  }
}

function count<T>(counts: Map<T, number>, value: T): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function most<T>(counts: ReadonlyMap<T, number>): T | undefined {
  let best: T | undefined;
  let times = 0;
  for (const [value, count] of counts) {
    if (count > times) {
      best = value;
      times = count;
    }
  }
  return best;
}
