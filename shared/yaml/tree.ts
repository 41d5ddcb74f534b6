/**
 * The tree of a YAML text: what stands where. Offsets are UTF-16 units of the whole text, for the current revision of the document
 * that the node belongs to. A node keeps its identity for as long as the lines of its piece are untouched; its offsets then move with the text
 * (see docs/decisions/0002-own-yaml-reader.md), so read `start` and `end` when they are needed, do not store them across an edit.
 */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias;

/** A place whose text is parsed as a unit; moving it moves every node in it. */
export interface Piece {
  /** Offset of the piece's first character in the whole text. */
  offset: number;
}

/** The type of a scalar as PyYAML's `safe_load` resolves it (yaml-reference §1). `error` is what its constructor rejects (`=`, a value `<<`). */
export type ScalarType = 'null' | 'bool' | 'int' | 'float' | 'string' | 'timestamp' | 'error';
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

abstract class NodeBase {
  constructor(
    readonly piece: Piece,
    /** Offsets within the piece. */
    readonly from: number,
    readonly to: number,
    /** `&name` before the node, without the `&`. */
    readonly anchor: string | undefined,
    /** `!tag` before the node, as written. */
    readonly tag: string | undefined,
  ) {}

  /** First character of the node itself: a quote, a bracket, a first key, a block scalar's `|`; not its anchor or tag. */
  get start(): number {
    return this.piece.offset + this.from;
  }

  /** Just behind the last character of the node's content; of a block scalar: behind the last line that belongs to it, its line break included. */
  get end(): number {
    return this.piece.offset + this.to;
  }
}

export class YamlScalar extends NodeBase {
  readonly kind = 'scalar';
  constructor(
    piece: Piece,
    from: number,
    to: number,
    anchor: string | undefined,
    tag: string | undefined,
    readonly style: ScalarStyle,
    /** The content: quotes and escapes resolved, lines folded. For a plain scalar the text as written (folded). */
    readonly text: string,
    readonly type: ScalarType,
    /** The value as Azure ML's loader reads it; a timestamp is its text. */
    readonly value: string | number | boolean | null,
  ) {
    super(piece, from, to, anchor, tag);
  }
}

/** So many entries are looked through faster than they are put into a map, which would also stay. */
const FEW = 8;

export class YamlMapping extends NodeBase {
  readonly kind = 'mapping';
  constructor(
    piece: Piece,
    from: number,
    to: number,
    anchor: string | undefined,
    tag: string | undefined,
    readonly flow: boolean,
    /** Column (from 0) of the keys of a block mapping. */
    readonly indent: number,
    /** In the order of the text, duplicates included. */
    readonly entries: readonly YamlEntry[],
  ) {
    super(piece, from, to, anchor, tag);
  }

  #byKey: Map<string, YamlEntry> | undefined;

  /** The entry for `key`; of duplicates the last, as Azure ML reads it. Merge keys (`<<`) are not followed: see `getMerged`. */
  entry(key: string): YamlEntry | undefined {
    if (this.entries.length <= FEW) {
      for (let at = this.entries.length - 1; at >= 0; at--) if (this.entries[at]?.name === key) return this.entries[at];
      return undefined;
    }
    if (!this.#byKey) {
      this.#byKey = new Map();
      for (const entry of this.entries) if (entry.name !== undefined) this.#byKey.set(entry.name, entry);
    }
    return this.#byKey.get(key);
  }

  /** The value under `key`, aliases not followed. Undefined when there is no such key, null when the key has no value. */
  get(key: string): YamlNode | null | undefined {
    return this.entry(key)?.value;
  }
}

/** `key: value` of a mapping. */
export class YamlEntry {
  constructor(
    readonly piece: Piece,
    readonly key: YamlNode,
    /** Null when nothing stands behind the colon. */
    readonly value: YamlNode | null,
    /** Within the piece: the start of the key, of the colon (-1 when it is missing), and the end of the value (of the colon when there is none). */
    readonly from: number,
    readonly colonAt: number,
    readonly to: number,
  ) {}

  /** The key as text, when it is a scalar. */
  get name(): string | undefined {
    return this.key.kind === 'scalar' ? this.key.text : undefined;
  }
  get start(): number {
    return this.piece.offset + this.from;
  }
  /** Offset of the colon, or -1. */
  get colon(): number {
    return this.colonAt < 0 ? -1 : this.piece.offset + this.colonAt;
  }
  get end(): number {
    return this.piece.offset + this.to;
  }
}

export class YamlSequence extends NodeBase {
  readonly kind = 'sequence';
  constructor(
    piece: Piece,
    from: number,
    to: number,
    anchor: string | undefined,
    tag: string | undefined,
    readonly flow: boolean,
    /** Column (from 0) of the dashes of a block sequence. */
    readonly indent: number,
    readonly items: readonly YamlItem[],
  ) {
    super(piece, from, to, anchor, tag);
  }
}

/** One item of a sequence. */
export class YamlItem {
  constructor(
    readonly piece: Piece,
    readonly value: YamlNode | null,
    /** Within the piece: the dash (in flow style: the value) and the end of the value. */
    readonly from: number,
    readonly to: number,
  ) {}
  get start(): number {
    return this.piece.offset + this.from;
  }
  get end(): number {
    return this.piece.offset + this.to;
  }
}

export class YamlAlias extends NodeBase {
  readonly kind = 'alias';
  constructor(
    piece: Piece,
    from: number,
    to: number,
    readonly name: string,
    /** What it stands for; undefined when no such anchor was defined before it. */
    readonly target: YamlNode | undefined,
  ) {
    super(piece, from, to, undefined, undefined);
  }
}

/** Something in the text that Azure ML's loader rejects (`error`) or reads otherwise than the writer may think (`warning`). */
export interface YamlProblem {
  readonly code: YamlProblemCode;
  readonly severity: 'error' | 'warning';
  /** One sentence for a person: what is wrong and what to do. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** A repair that makes the text readable, where one can be computed. */
  readonly fix?: YamlRepair;
  /** Another repair, where only the author knows which is wanted. */
  readonly otherFix?: YamlRepair;
}

export interface YamlRepair {
  /** Left out: `repair`. */
  readonly id?: string;
  readonly title: string;
  readonly edits: readonly import('./text-edit.ts').TextEdit[];
}

export type YamlProblemCode =
  | 'tab-indentation'
  | 'bad-indentation'
  | 'unclosed-quote'
  | 'unclosed-bracket'
  | 'missing-colon'
  | 'missing-comma'
  | 'unexpected-character'
  | 'bad-escape'
  | 'bad-block-header'
  | 'bad-directive'
  | 'bad-tag'
  | 'unknown-alias'
  | 'value-rejected'
  | 'several-documents'
  | 'template-placeholder'
  | 'not-a-mapping'
  | 'control-character'
  | 'too-deep'
  | 'duplicate-key'
  | 'merge-conflict'
  | 'under-indented-continuation';
