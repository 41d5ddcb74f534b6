import type { ScalarStyle, YamlProblemCode } from './tree.ts';

/** What a token is. Numbers, for there are five tokens to a line. */
export const Kind = {
  /** A place kept free before what might turn out to be a key. */
  none: 0,
  /** `?`, or the place before a simple key. */
  key: 1,
  /** The place before the first simple key of a block mapping: opens the mapping and is its first key. */
  firstKey: 2,
  value: 3,
  blockMappingStart: 4,
  blockSequenceStart: 5,
  blockEnd: 6,
  blockEntry: 7,
  flowSequenceStart: 8,
  flowSequenceEnd: 9,
  flowMappingStart: 10,
  flowMappingEnd: 11,
  flowEntry: 12,
  alias: 13,
  anchor: 14,
  tag: 15,
  scalar: 16,
  directive: 17,
  documentStart: 18,
  documentEnd: 19,
  streamEnd: 20,
} as const;

/** Scalar styles by the number that a scalar token carries. */
export const styles: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded'];

/** Why a text cannot be read: the first thing that stops the loader. */
export interface ReadFailure {
  readonly code: YamlProblemCode;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text, side by side in plain arrays. */
export class Tokens {
  readonly kinds: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** The column of a key, dash or block start; the style of a scalar. */
  readonly details: number[] = [];
  /** The content of a scalar, the name of an anchor or alias, a tag as handle, line feed and suffix, a directive. */
  readonly texts: string[] = [];

  get length(): number {
    return this.kinds.length;
  }

  push(kind: number, start: number, end: number, detail: number, text: string): void {
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(end);
    this.details.push(detail);
    this.texts.push(text);
  }
}
