import type { Expectation } from '#shared/edits/edit.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits, sortEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { composeEdits } from './compose.ts';
import { emptyContainer, hasOtherComments } from './empty.ts';
import { insertFlow, insertLines, insertMember, type Opening, removeMember } from './insert-member.ts';
import { breakNear, nextLineAt } from './lines.ts';
import { locate } from './locate.ts';
import { isPlainMap, type Path, type Plain, plainEqual } from './plain.ts';
import { printBlock } from './print-value.ts';
import { type Container, isEntry, linesEnd, type Member, membersOf } from './spans.ts';
import { indentStep } from './style.ts';
import { linesEdit, writeInline, writePrinted, writeValue } from './write-value.ts';

export interface SetOptions {
  /** Order in which keys of the innermost mapping are wanted; a new key goes before the first that comes later. */
  readonly order?: readonly string[];
  /** Behind which key a new key goes. */
  readonly after?: string;
  /** Keep blank lines between neighbours, for blocks such as jobs. */
  readonly spaced?: boolean;
  /** The new key stands in the paragraph of the one behind it. */
  readonly opens?: Opening;
}

/**
 * A text in the making: several steps, each the smallest splice of what the step before left, handed out as one list of edits against the
 * original. The text is read again only when a step needs to look at what an earlier one wrote.
 */
export class Draft {
  readonly #original: YamlDocument;
  #scratch: YamlDocument | undefined;
  #pending: readonly TextEdit[][] = [];
  #edits: TextEdit[] = [];
  readonly #expected: Expectation[] = [];

  constructor(doc: YamlDocument) {
    this.#original = doc;
  }

  /** The text as far as it has come, read. */
  get doc(): YamlDocument {
    if (this.#edits.length === 0 && !this.#scratch) return this.#original;
    if (!this.#scratch) this.#scratch = readYaml(applyEdits(this.#original.text, this.#edits));
    else for (const edits of this.#pending) this.#scratch.update(edits);
    this.#pending = [];
    return this.#scratch;
  }

  get text(): string {
    return this.doc.text;
  }

  /** All steps as one list of edits of the original text. */
  get edits(): readonly TextEdit[] {
    return this.#edits;
  }

  /** What the text must hold afterwards. */
  get expected(): readonly Expectation[] {
    return this.#expected;
  }

  /** One step: edits of the text as it is now. */
  splice(edits: readonly TextEdit[]): void {
    const sorted = sortEdits(edits);
    if (sorted.length === 0) return;
    this.#edits = composeEdits(this.#original.text, this.#edits, sorted);
    if (this.#scratch) this.#pending = [...this.#pending, sorted];
  }

  /** Notes what must stand under `path` at the end; `undefined`: nothing. */
  expect(path: Path, value: Plain | undefined): void {
    for (let k = this.#expected.length - 1; k >= 0; k--) {
      const other = this.#expected[k];
      if (other && other.path.length >= path.length && path.every((part, at) => other.path[at] === part)) this.#expected.splice(k, 1);
    }
    this.#expected.push({ path, value });
  }

  /** Writes `value` under `path`, creating what is missing on the way. Nothing happens where it stands already. False when a text is in the way. */
  set(path: Path, value: Plain, options: SetOptions = {}): boolean {
    const doc = this.doc;
    const found = locate(doc, path);
    if (found.rest.length === 0) {
      if (!found.member || !found.container) return false;
      if (found.node?.kind === 'mapping' && isPlainMap(value) && found.node.entries.length > 0 && Object.keys(value).length > 0)
        return this.#setMap(path, found.node, value, options);
      if (found.node?.kind === 'sequence' && Array.isArray(value) && found.node.items.length > 0 && value.length > 0) return this.#setList(path, value);
      if (!sameValue(found.node, value)) this.splice(writeValue(doc, chainTo(found.chain, found.container), found.member, value));
      this.expect(path, value);
      return true;
    }
    const [next, ...deeper] = found.rest as [string | number, ...(string | number)[]];
    const wrapped = deeper.reduceRight<Plain>((inner, part) => (typeof part === 'number' ? [inner] : { [part]: inner }), value);
    const isLeaf = deeper.length === 0;
    const edits = this.#insertInto(found, next, wrapped, isLeaf ? options : {}, path.length - found.rest.length, path);
    if (!edits) return false;
    this.splice(edits);
    this.expect(path, value);
    return true;
  }

  /**
   * Takes away what stands under `path`; a mapping or list that would be left empty goes too. `jobs`, jobs and list items stay as `{}`, and so
   * does what a job holds in braces: `inputs: {}` takes an entry and gives it back without a trace.
   */
  unset(path: Path, options: { readonly comments?: boolean; readonly keepEmpty?: boolean } = {}): boolean {
    const doc = this.doc;
    const found = locate(doc, path);
    if (found.rest.length > 0 || !found.member || !found.container) return false;
    const { container, member } = found;
    if (membersOf(container).length > 1) {
      const twins = isEntry(member) && member.name !== undefined ? (container as YamlMapping).entries.filter((entry) => entry.name === member.name) : [member];
      if (twins.length > 1) {
        this.splice(removeMember(doc, container, member, options.comments));
        return this.unset(path, options);
      }
      this.splice(removeMember(doc, container, member, options.comments));
    } else {
      const parentPath = path.slice(0, -1);
      const stays =
        options.keepEmpty ||
        parentPath.length === 0 ||
        !isPrunable(parentPath) ||
        (container.flow && keepsBraces(parentPath) && isInBlock(doc, parentPath)) ||
        hasOtherComments(doc, parentPath, container, member, options.comments ?? false);
      if (!stays) return this.unset(parentPath, {});
      this.splice(emptyContainer(doc, parentPath, container, member, options.comments ?? false));
    }
    if (container.kind === 'sequence' && membersOf(container).length > 1) {
      const before = toPlain(container);
      const index = (container.items as readonly Member[]).indexOf(member);
      if (Array.isArray(before)) this.expect(path.slice(0, -1), before.filter((_, k) => k !== index) as Plain[]);
    } else this.expect(path, undefined);
    return true;
  }

  /** Leaves the key under `path` without a value: an output with all its defaults. */
  blank(path: Path): boolean {
    const doc = this.doc;
    const found = locate(doc, path);
    if (found.rest.length > 0 || !found.member || !found.container) return false;
    if (found.container.flow) this.splice(writeInline(doc, found.container, found.member, 'null'));
    else this.splice(writePrinted(doc, found.container, found.member, { head: '', lines: [] }));
    this.expect(path, null);
    return true;
  }

  /** Adds lines of whole entries (written from column 0; for a mapping in braces: the text of one) to the mapping under `path`, behind the entry `after` (default: the last). */
  addLines(path: Path, lines: readonly string[], options: { readonly after?: string; readonly before?: string; readonly spaced?: boolean } = {}): boolean {
    const doc = this.doc;
    const found = locate(doc, path);
    const node = found.node;
    if (found.rest.length === 0 && node?.kind === 'mapping' && (node.entries.length > 0 || found.container?.flow)) {
      let at = node.entries.length - 1;
      if (options.after !== undefined) at = node.entries.findIndex((entry) => entry.name === options.after);
      if (options.before !== undefined) at = node.entries.findIndex((entry) => entry.name === options.before) - 1;
      if (at < -1) at = node.entries.length - 1;
      this.splice(node.flow ? insertFlow(doc, node, at, lines.join(breakNear(doc, node.start))) : insertLines(doc, node, at, lines, options));
      return true;
    }
    if (found.rest.length > 0) {
      if (!this.set(path, {})) return false;
      // It is filled at once, so nobody may expect it empty.
      this.#expected.pop();
      return this.addLines(path, lines, options);
    }
    if (!found.member || !found.container || found.container.flow) return false;
    const isEmpty =
      node === null ||
      ((node.kind === 'mapping' || node.kind === 'sequence') && membersOf(node).length === 0) ||
      (node.kind === 'scalar' && node.type === 'null');
    if (!isEmpty) return false;
    const pad = ' '.repeat(found.container.indent + indentStep(doc, chainTo(found.chain, found.container)));
    this.splice(writePrinted(doc, found.container, found.member, { head: '', lines: lines.map((line) => (line === '' ? '' : pad + line)) }));
    return true;
  }

  #setMap(path: Path, node: YamlMapping, value: { readonly [key: string]: Plain }, options: SetOptions): boolean {
    const names = [...new Set(node.entries.map((entry) => entry.name))];
    let done = true;
    for (const [key, item] of Object.entries(value)) done = this.set([...path, key], item, options) && done;
    for (const name of names) if (name !== undefined && !Object.hasOwn(value, name)) done = this.unset([...path, name]) && done;
    this.expect(path, value);
    return done;
  }

  #setList(path: Path, value: readonly Plain[]): boolean {
    const before = toPlain(locate(this.doc, path).node);
    const old = Array.isArray(before) ? (before as readonly Plain[]) : [];
    let head = 0;
    while (head < old.length && head < value.length && plainEqual(old[head], value[head])) head++;
    let tail = 0;
    while (tail < old.length - head && tail < value.length - head && plainEqual(old[old.length - 1 - tail], value[value.length - 1 - tail])) tail++;
    const shared = Math.min(old.length, value.length) - head - tail;
    for (let k = head; k < head + shared; k++) this.set([...path, k], value[k] as Plain);
    for (let k = old.length - tail - 1; k >= head + shared; k--) this.unset([...path, k]);
    for (let k = head + shared; k < value.length - tail; k++) {
      const found = locate(this.doc, path);
      if (found.node?.kind !== 'sequence') return false;
      this.splice(insertMember(this.doc, chainTo(found.chain, found.node), k - 1, { key: undefined, value: value[k] as Plain }));
    }
    this.expect(path, value);
    return true;
  }

  #insertInto(found: ReturnType<typeof locate>, next: string | number, value: Plain, options: SetOptions, depth: number, path: Path): TextEdit[] | undefined {
    const doc = this.doc;
    const node = found.node;
    if (node === null || (node.kind === 'scalar' && node.type === 'null')) {
      if (found.member && found.container) {
        const whole: Plain = typeof next === 'number' ? [value] : { [next]: value };
        return writeValue(doc, chainTo(found.chain, found.container), found.member, whole);
      }
      if (typeof next === 'number') return undefined;
      const printed = printBlock({ [next]: value }, { indent: 0, step: 0, dashStep: 2 });
      // What is written into an empty file ends as files do.
      if (doc.text === '') return [{ start: 0, end: 0, newText: `${printed.lines.join('\n')}\n` }];
      return linesEdit(doc.text, doc.text.length, doc.text.length, printed.lines, breakNear(doc, doc.text.length));
    }
    if (node.kind === 'alias' || node.kind === 'scalar') return undefined;
    if (node.kind === 'sequence' ? typeof next !== 'number' || next !== node.items.length : false) return undefined;
    if (membersOf(node).length === 0) {
      const grows = !keepsBraces(path.slice(0, depth)) || hasLinesBelow(doc, node, found.container);
      if (grows && node.flow && found.member && found.container && !found.container.flow && !doc.text.slice(node.start, node.end).includes('#')) {
        const whole: Plain = node.kind === 'sequence' ? [value] : { [next]: value };
        return writeValue(doc, chainTo(found.chain, found.container), found.member, whole);
      }
      return insertMember(doc, chainTo(found.chain, node), -1, { key: node.kind === 'sequence' ? undefined : String(next), value });
    }
    const key = node.kind === 'sequence' ? undefined : String(next);
    const at =
      key === undefined
        ? membersOf(node).length - 1
        : placeFor(node as YamlMapping, key, { ...options, order: options.order ?? orderAt(doc, path.slice(0, depth), key) });
    const spaced = options.spaced ?? (depth === 0 && typeof value === 'object' && value !== null);
    return insertMember(doc, chainTo(found.chain, node), at, { key, value }, { spaced, opens: options.opens });
  }
}

/** Keys of a pipeline and of a job in the order that people write them; what is not listed goes to the end. */
const ROOT_ORDER = [
  '$schema',
  'type',
  'name',
  'version',
  'display_name',
  'description',
  'experiment_name',
  'tags',
  'compute',
  'identity',
  'settings',
  'inputs',
  'outputs',
  'jobs',
];
const JOB_ORDER = [
  'type',
  'display_name',
  'description',
  'component',
  'trial',
  'compute',
  'sampling_algorithm',
  'condition',
  'true_block',
  'false_block',
  'body',
  'items',
  'mapping',
  'max_concurrency',
  'inputs',
  'outputs',
  'search_space',
  'objective',
  'limits',
  'early_termination',
];

/** Jobs that are asked on either side. */
const NEIGHBOURS = 20;

/** The order of keys that a new one is put into; the keys of a job as the job nearest to it has them that writes this one too, then as people do. */
function orderAt(doc: YamlDocument, path: Path, key: string): readonly string[] | undefined {
  if (path.length === 0) return ROOT_ORDER;
  if (path.length !== 2 || path[0] !== 'jobs') return undefined;
  const jobs = locate(doc, ['jobs']).node;
  const entries = jobs?.kind === 'mapping' ? jobs.entries : [];
  const own = entries.findIndex((entry) => entry.name === path[1]);
  for (let away = 1; away <= NEIGHBOURS; away++) {
    for (const neighbour of [entries[own - away]?.value, entries[own + away]?.value]) {
      if (neighbour?.kind !== 'mapping' || !neighbour.entry(key)) continue;
      const names = neighbour.entries.map((entry) => entry.name ?? '');
      return [...names, ...JOB_ORDER.slice(JOB_ORDER.indexOf(key) + 1).filter((other) => JOB_ORDER.includes(key) && !names.includes(other))];
    }
  }
  return JOB_ORDER;
}

/** Index of the entry behind which `key` goes. */
function placeFor(mapping: YamlMapping, key: string, options: SetOptions): number {
  const last = mapping.entries.length - 1;
  if (options.after !== undefined) {
    const at = mapping.entries.findIndex((entry) => entry.name === options.after);
    return at < 0 ? last : at;
  }
  const rank = options.order?.indexOf(key) ?? -1;
  if (rank < 0 || !options.order) return last;
  const later = mapping.entries.findIndex((entry) => (options.order?.indexOf(entry.name ?? '') ?? -1) > rank);
  return later < 0 ? last : later - 1;
}

/** `chain` cut or extended so that it ends with `container`. */
function chainTo(chain: readonly Container[], container: Container): readonly Container[] {
  const at = chain.indexOf(container);
  return at < 0 ? [...chain, container] : chain.slice(0, at + 1);
}

function sameValue(node: YamlNode | null, value: Plain): boolean {
  if (node === null) return value === null;
  if (node.kind === 'scalar') return node.type !== 'timestamp' && node.type !== 'error' && node.tag === undefined && plainEqual(node.value, value);
  return plainEqual(toPlain(node), value);
}

/** True for what stands in a job: there empty braces are filled as braces and stay when they are emptied. */
function keepsBraces(path: Path): boolean {
  return path.length >= 3 && path[0] === 'jobs';
}

/** True when comments follow that stand deeper than the key of these braces: they once had lines of their own. */
function hasLinesBelow(doc: YamlDocument, braces: YamlNode, container: Container | undefined): boolean {
  return container !== undefined && !container.flow && linesEnd(doc.text, braces.end, container.indent) > nextLineAt(doc.text, braces.end);
}

/** True when the container under `path` is the value of a member on lines of its own. */
function isInBlock(doc: YamlDocument, path: Path): boolean {
  return locate(doc, path).container?.flow === false;
}

function isPrunable(path: Path): boolean {
  const last = path.at(-1);
  if (typeof last === 'number') return false;
  if (path.length === 1) return last !== 'jobs';
  return !(path.length === 2 && path[0] === 'jobs');
}
