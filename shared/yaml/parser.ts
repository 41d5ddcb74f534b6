import { hasDuplicates } from './duplicate-keys.ts';
import { type Leniency, missingComma, unknownAlias } from './leniency.ts';
import { resolvePlain, resolveScalar } from './scalar-type.ts';
import { TagHandles } from './tag-handles.ts';
import { Kind, type ReadFailure, styles, type Tokens } from './tokens.ts';
import { type Piece, YamlAlias, YamlEntry, YamlItem, YamlMapping, type YamlNode, type YamlProblemCode, YamlScalar, YamlSequence } from './tree.ts';

/** Nesting beyond this is refused: a little deeper PyYAML runs out of stack. */
export const deepestNesting = 490;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What was written before a node. */
interface Properties {
  anchor: string | undefined;
  /** As written. */
  tag: string | undefined;
  /** With its handle resolved. */
  fullTag: string | undefined;
  start: number;
  end: number;
}
const noProperties: Properties = { anchor: undefined, tag: undefined, fullTag: undefined, start: -1, end: -1 };

/** How a mapping's entries are divided into pieces: `each` entry is one, `jobs` also divides the mapping under the key `jobs`. */
export type Division = 'none' | 'each' | 'jobs';

/** Makes the tree of a token list, by the grammar of PyYAML's parser. Stops at the first thing that it rejects; keeps what was read until then. */
export class Parser {
  root: YamlNode | undefined;
  failure: ReadFailure | undefined;
  readonly fullTags = new Map<YamlNode, string>();
  readonly anchors: Map<string, YamlNode>;
  /** Where the root was found, when it is a block mapping: the pieces that its entries make, in order. */
  readonly pieces: Piece[] = [];
  /** Set when something was read that only the loader's constructor judges: tags, merge keys, aliases, keys that are collections. */
  needsConstructorCheck = false;
  hasDuplicateKeys = false;
  #next = 0;
  #depth = 0;
  #piece: Piece;
  /** The offset in the scanned text that the piece's offset stands for. */
  #base = 0;
  readonly #handles = new TagHandles();

  constructor(
    readonly tokens: Tokens,
    readonly text: string,
    readonly scanFailure: ReadFailure | undefined,
    /** Where the scanned text stands in the document. */
    readonly offset: number,
    readonly division: Division,
    /** When given: what can be passed over is noted here, and parsing goes on. */
    readonly leniency?: Leniency,
    /** The piece that the nodes belong to, when it is there already. */
    piece?: Piece,
    /** How many collections the text stands in already. */
    depth = 0,
  ) {
    this.#depth = depth;
    this.#piece = piece ?? { offset };
    this.#base = this.#piece.offset - offset;
    this.anchors = leniency?.anchors ?? new Map();
  }

  /** Reads the one document of the text. */
  parse(): void {
    let kind = this.#kind();
    if (kind === Kind.directive || kind === Kind.documentStart) {
      kind = this.#parseDirectives();
      if (kind !== Kind.documentStart) {
        this.#failAt('bad-directive', 'Behind directives a line with --- must follow.');
        return;
      }
      this.#next++;
      kind = this.#kind();
      if (kind !== Kind.directive && kind !== Kind.documentStart && kind !== Kind.documentEnd && kind !== Kind.streamEnd) this.root = this.#parseRoot();
    } else if (kind !== Kind.streamEnd) this.root = this.#parseRoot();
    if (this.failure) return;
    while (this.#kind() === Kind.documentEnd) this.#next++;
    kind = this.#kind();
    if (kind === Kind.streamEnd) {
      this.failure = this.scanFailure;
      return;
    }
    const isSecond = kind === Kind.documentStart || kind === Kind.directive;
    if (isSecond) this.#failAt('several-documents', 'A second document starts here. Azure ML reads one document from a file.');
    else
      this.#failAt('unexpected-character', 'Nothing more can stand here: the value before it is complete. Check the indentation, or put the value in quotes.');
  }

  #kind(): number {
    const { kinds } = this.tokens;
    let kind = kinds[this.#next] ?? Kind.streamEnd;
    while (kind === Kind.none) kind = kinds[++this.#next] ?? Kind.streamEnd;
    return kind;
  }

  #start(): number {
    return this.tokens.starts[this.#next] ?? this.text.length;
  }

  #fail(code: YamlProblemCode, message: string, start: number, end: number): void {
    this.failure ??= { code, message, start, end };
    this.#next = this.tokens.length - 1;
  }

  /** Fails at the present token. Where the scanner stopped, its reason is the better one. */
  #failAt(code: YamlProblemCode, message: string): void {
    if (this.#kind() === Kind.streamEnd && this.scanFailure) this.failure ??= this.scanFailure;
    else this.#fail(code, message, this.#start(), Math.max(this.tokens.ends[this.#next] ?? 0, this.#start()));
  }

  #parseDirectives(): number {
    let kind = this.#kind();
    while (kind === Kind.directive) {
      const complaint = this.#handles.add(this.tokens.texts[this.#next] ?? '');
      if (complaint !== undefined) this.#failAt('bad-directive', complaint);
      if (this.failure) return Kind.documentStart;
      this.#next++;
      kind = this.#kind();
    }
    return kind;
  }

  #parseRoot(): YamlNode | undefined {
    return this.#parseNode(true, false, this.division) ?? undefined;
  }

  #parseNode(isBlock: boolean, mayBeIndentless: boolean, division: Division): YamlNode | null {
    let kind = this.#kind();
    if (kind === Kind.alias) return this.#parseAlias();
    let properties = noProperties;
    if (kind === Kind.anchor || kind === Kind.tag) {
      properties = this.#parseProperties();
      if (this.failure) return null;
      kind = this.#kind();
    }
    if (kind === Kind.scalar) return this.#parseScalar(properties);
    if (++this.#depth > deepestNesting) {
      this.#failAt('too-deep', 'The nesting is deeper than the reader goes.');
      return null;
    }
    let node: YamlNode | null = null;
    if (mayBeIndentless && kind === Kind.blockEntry) node = this.#parseBlockSequence(properties, true);
    else if (kind === Kind.flowSequenceStart) node = this.#parseFlowSequence(properties);
    else if (kind === Kind.flowMappingStart) node = this.#parseFlowMapping(properties);
    else if (isBlock && kind === Kind.blockSequenceStart) {
      this.#next++;
      node = this.#parseBlockSequence(properties, false);
    } else if (isBlock && (kind === Kind.blockMappingStart || kind === Kind.firstKey)) node = this.#parseBlockMapping(properties, division);
    else if (properties !== noProperties) node = this.#emptyScalar(properties.end, properties);
    else this.#failAt('unexpected-character', 'A value is expected here.');
    this.#depth--;
    return node;
  }

  #parseAlias(): YamlAlias {
    const name = this.tokens.texts[this.#next] ?? '';
    const start = this.#start();
    const end = this.tokens.ends[this.#next] ?? start;
    const target = this.anchors.get(name);
    const node = new YamlAlias(this.#piece, start - this.#base, end - this.#base, name, target);
    this.needsConstructorCheck = true;
    if (!target && this.leniency) this.leniency.note(unknownAlias(this.text, name, start, end));
    if (!target && !this.leniency) this.#fail('unknown-alias', unknownAlias(this.text, name, start, end).message, start, end);
    else this.#next++;
    return node;
  }

  #parseProperties(): Properties {
    const properties: Properties = { ...noProperties, start: this.#start() };
    for (let count = 0; count < 2; count++) {
      const kind = this.#kind();
      if (kind === Kind.anchor && properties.anchor === undefined) properties.anchor = this.tokens.texts[this.#next];
      else if (kind === Kind.tag && properties.tag === undefined) {
        const [handle = '', suffix = ''] = (this.tokens.texts[this.#next] ?? '').split('\n');
        const full = this.#handles.resolve(handle, suffix);
        if (full === undefined) this.#failAt('bad-tag', `The tag handle ${handle} is not defined.`);
        if (this.failure) return properties;
        properties.tag = this.text.slice(this.#start(), this.tokens.ends[this.#next]);
        properties.fullTag = full;
        this.needsConstructorCheck = true;
      } else break;
      properties.end = this.tokens.ends[this.#next] ?? properties.start;
      this.#next++;
    }
    const { anchor } = properties;
    if (anchor !== undefined && this.anchors.has(anchor)) {
      if (this.leniency) {
        const { start, end } = properties;
        this.leniency.note({ code: 'value-rejected', severity: 'error', message: `The anchor &${anchor} is defined twice.`, start, end });
      } else this.#fail('value-rejected', `The anchor &${anchor} is defined twice.`, properties.start, properties.end);
    }
    return properties;
  }

  #remember(node: YamlNode, properties: Properties): void {
    if (properties === noProperties) return;
    if (properties.anchor !== undefined) this.anchors.set(properties.anchor, node);
    if (properties.fullTag !== undefined) this.fullTags.set(node, properties.fullTag);
  }

  #parseScalar(properties: Properties): YamlScalar {
    const at = this.#next++;
    const { starts, ends, details, texts } = this.tokens;
    const start = (starts[at] ?? 0) - this.#base;
    const end = (ends[at] ?? 0) - this.#base;
    const text = texts[at] ?? '';
    const style = styles[details[at] ?? 0] ?? 'plain';
    if (properties === noProperties && style !== 'plain') return new YamlScalar(this.#piece, start, end, undefined, undefined, style, text, 'string', text);
    const { type, value } = properties === noProperties ? resolvePlain(text) : resolveScalar(text, style, properties.fullTag);
    if (type === 'error') this.needsConstructorCheck = true;
    const node = new YamlScalar(this.#piece, start, end, properties.anchor, properties.tag, style, text, type, value);
    this.#remember(node, properties);
    return node;
  }

  #emptyScalar(at: number, properties: Properties): YamlScalar {
    const { type, value } = resolveScalar('', 'plain', properties.fullTag);
    if (type === 'error') this.needsConstructorCheck = true;
    const place = at - this.#base;
    const node = new YamlScalar(this.#piece, place, place, properties.anchor, properties.tag, 'plain', '', type, value);
    this.#remember(node, properties);
    return node;
  }

  #parseBlockSequence(properties: Properties, isIndentless: boolean): YamlSequence {
    this.#kind();
    const start = this.#start() - this.#base;
    const items: YamlItem[] = [];
    const node = new YamlSequence(this.#piece, start, start, properties.anchor, properties.tag, false, this.tokens.details[this.#next] ?? 0, items);
    const open: Writable<YamlSequence> = node;
    this.#remember(node, properties);
    let kind = this.#kind();
    while (kind === Kind.blockEntry) {
      const from = this.#start() - this.#base;
      let to = from + 1;
      this.#next++;
      kind = this.#kind();
      let value: YamlNode | null = null;
      const isEmpty = kind === Kind.blockEntry || kind === Kind.blockEnd || (isIndentless && (kind === Kind.key || kind === Kind.value));
      if (!isEmpty) {
        value = this.#parseNode(true, false, 'none');
        if (value) to = value.to;
        kind = this.#kind();
      }
      items.push(new YamlItem(this.#piece, value, from, to));
      open.to = to;
    }
    if (this.failure || isIndentless) return node;
    if (kind === Kind.blockEnd) this.#next++;
    else this.#failAt('bad-indentation', 'This does not line up with the list above it.');
    return node;
  }

  #parseBlockMapping(properties: Properties, division: Division): YamlMapping {
    const mapPiece = this.#piece;
    const mapBase = this.#base;
    const start = this.#start() - this.#base;
    const indent = this.tokens.details[this.#next] ?? 0;
    const entries: YamlEntry[] = [];
    const node = new YamlMapping(this.#piece, start, start, properties.anchor, properties.tag, false, indent, entries);
    const open: Writable<YamlMapping> = node;
    this.#remember(node, properties);
    if (this.#kind() === Kind.firstKey) this.tokens.kinds[this.#next] = Kind.key;
    else this.#next++;
    let kind = this.#kind();
    while (kind === Kind.key) {
      if (division !== 'none') this.#openPiece(this.#start() - indent);
      const end = this.#parseEntry(entries, division);
      open.to = end - mapBase;
      kind = this.#kind();
    }
    this.#piece = mapPiece;
    this.#base = mapBase;
    if (this.failure) return node;
    if (kind === Kind.blockEnd) this.#next++;
    else if (kind === Kind.value) this.#failAt('unexpected-character', 'This colon has no key before it.');
    else this.#failAt('bad-indentation', 'This does not line up with the keys above it.');
    this.#noteDuplicates(entries);
    return node;
  }

  #openPiece(at: number): void {
    this.#piece = { offset: this.offset + at };
    this.#base = at;
    this.pieces.push(this.#piece);
  }

  /** One entry of a block mapping. The place behind it in the scanned text. */
  #parseEntry(entries: YamlEntry[], division: Division): number {
    const piece = this.#piece;
    const base = this.#base;
    const start = this.#start();
    let end = start;
    let key: YamlNode | null = null;
    // A simple key's token is empty, an explicit one's is the question mark.
    end = this.tokens.ends[this.#next] ?? start;
    this.#next++;
    let kind = this.#kind();
    if (kind !== Kind.key && kind !== Kind.value && kind !== Kind.blockEnd) {
      key = this.#parseNode(true, true, 'none');
      if (key) end = key.to + base;
      kind = this.#kind();
    }
    key ??= this.#emptyScalar(end, noProperties);
    this.#noteKey(key);
    let colon = -1;
    let value: YamlNode | null = null;
    if (kind === Kind.value) {
      colon = this.#start() - base;
      end = this.#start() + 1;
      this.#next++;
      kind = this.#kind();
      if (kind !== Kind.key && kind !== Kind.value && kind !== Kind.blockEnd) {
        const inner = division === 'jobs' && key.kind === 'scalar' && key.text === 'jobs' ? 'each' : 'none';
        value = this.#parseNode(true, true, inner);
        if (value) end = value.to + base;
      }
    }
    entries.push(new YamlEntry(piece, key, value, start - base, colon, end - base));
    return end;
  }

  #noteKey(key: YamlNode): void {
    if (key.kind !== 'scalar') this.needsConstructorCheck = true;
    else if (key.type === 'error' && key.style === 'plain' && key.tag === undefined && (key.text === '<<' || key.text === '=')) {
      // The loader takes these two as keys, though not as values.
      const writable: Writable<YamlScalar> = key;
      writable.type = 'string';
      this.needsConstructorCheck = true;
    }
  }

  #noteDuplicates(entries: readonly YamlEntry[]): void {
    if (!this.hasDuplicateKeys && hasDuplicates(entries)) this.hasDuplicateKeys = true;
  }

  #parseFlowSequence(properties: Properties): YamlSequence {
    const open = this.#start();
    const items: YamlItem[] = [];
    const node = new YamlSequence(this.#piece, open - this.#base, open + 1 - this.#base, properties.anchor, properties.tag, true, -1, items);
    this.#remember(node, properties);
    const close = this.#parseFlow(Kind.flowSequenceEnd, open, (kind) => {
      const start = this.#start() - this.#base;
      const value = kind === Kind.key ? this.#parseSinglePair() : this.#parseNode(false, false, 'none');
      items.push(new YamlItem(this.#piece, value, start, value ? value.to : start));
    });
    const writable: Writable<YamlSequence> = node;
    writable.to = close - this.#base;
    return node;
  }

  /** `a: b` as an item of a flow sequence: a mapping without braces. */
  #parseSinglePair(): YamlMapping {
    const start = this.#start() - this.#base;
    const entries: YamlEntry[] = [];
    const node = new YamlMapping(this.#piece, start, start, undefined, undefined, true, -1, entries);
    const end = this.#parseFlowEntry(entries, Kind.flowSequenceEnd);
    const writable: Writable<YamlMapping> = node;
    writable.to = end - this.#base;
    return node;
  }

  #parseFlowMapping(properties: Properties): YamlMapping {
    const open = this.#start();
    const entries: YamlEntry[] = [];
    const node = new YamlMapping(this.#piece, open - this.#base, open + 1 - this.#base, properties.anchor, properties.tag, true, -1, entries);
    this.#remember(node, properties);
    const close = this.#parseFlow(Kind.flowMappingEnd, open, () => this.#parseFlowEntry(entries, Kind.flowMappingEnd));
    const writable: Writable<YamlMapping> = node;
    writable.to = close - this.#base;
    this.#noteDuplicates(entries);
    return node;
  }

  /** The parts between two brackets. The place behind the closing one. */
  #parseFlow(closing: number, open: number, parsePart: (kind: number) => void): number {
    this.#next++;
    let kind = this.#kind();
    let end = open + 1;
    for (let isFirst = true; kind !== closing && !this.failure; isFirst = false) {
      if (!isFirst) {
        if (kind === Kind.flowEntry) {
          end = this.#start() + 1;
          this.#next++;
          kind = this.#kind();
          if (kind === closing) break;
        } else if (this.leniency && this.#lacksOnlyComma(kind)) this.leniency.note(missingComma(this.tokens.ends[this.#next - 1] ?? open, this.#start()));
        else {
          this.#failInFlow(open, kind);
          break;
        }
      }
      if (kind === Kind.streamEnd) {
        this.#failInFlow(open, kind);
        break;
      }
      parsePart(kind);
      end = this.tokens.ends[this.#next - 1] ?? end;
      kind = this.#kind();
    }
    if (this.failure) return end;
    end = this.#start() + 1;
    this.#next++;
    return end;
  }

  /** Whether the next part begins on the same line, so that a comma was forgotten rather than a bracket. */
  #lacksOnlyComma(kind: number): boolean {
    if (kind !== Kind.scalar && kind !== Kind.key) return false;
    const before = this.tokens.ends[this.#next - 1] ?? 0;
    return !/[\r\n]/.test(this.text.slice(before, this.#start()));
  }

  #failInFlow(open: number, kind: number): void {
    const bracket = this.text.charAt(open);
    if (kind === Kind.streamEnd && !this.scanFailure) {
      this.#fail('unclosed-bracket', `The ${bracket} that opens here is never closed.`, open, open + 1);
    } else this.#failAt('missing-comma', 'A comma is missing before this.');
  }

  /** One entry of a flow mapping, or of a pair in a flow sequence. The place behind it. */
  #parseFlowEntry(entries: YamlEntry[], closing: number): number {
    const base = this.#base;
    const start = this.#start();
    let end = start;
    let key: YamlNode | null = null;
    let kind = this.#kind();
    let value: YamlNode | null = null;
    let colon = -1;
    if (kind === Kind.key) {
      end = this.tokens.ends[this.#next] ?? start;
      this.#next++;
      kind = this.#kind();
      if (kind !== Kind.value && kind !== Kind.flowEntry && kind !== closing) {
        key = this.#parseNode(false, false, 'none');
        if (key) end = key.to + base;
        kind = this.#kind();
      }
      if (kind === Kind.value) {
        colon = this.#start() - base;
        end = this.#start() + 1;
        this.#next++;
        kind = this.#kind();
        if (kind !== Kind.flowEntry && kind !== closing) {
          value = this.#parseNode(false, false, 'none');
          if (value) end = value.to + base;
        }
      }
    } else {
      key = this.#parseNode(false, false, 'none');
      if (key) end = key.to + base;
    }
    key ??= this.#emptyScalar(end, noProperties);
    this.#noteKey(key);
    entries.push(new YamlEntry(this.#piece, key, value, start - base, colon, end - base));
    return end;
  }
}
