import { unprintable } from './characters.ts';
import { checkConstruction } from './construct-check.ts';
import { type Division, Parser } from './parser.ts';
import { Scanner } from './scanner.ts';
import type { ReadFailure } from './tokens.ts';
import type { Piece, YamlNode, YamlProblem } from './tree.ts';

/** What PyYAML's rules make of a text. */
export interface StrictReading {
  /** The tree; what was read up to the failure when there is one. */
  readonly root: YamlNode | undefined;
  /** The first thing that scanner, parser or composer reject. */
  readonly failure: ReadFailure | undefined;
  /** What the constructor rejects. */
  readonly rejections: readonly YamlProblem[];
  readonly pieces: readonly Piece[];
  /** Anchors, aliases, tags, directives, document markers, merge keys: what cannot be read piece by piece. */
  readonly isFarReaching: boolean;
  readonly hasDuplicateKeys: boolean;
}

/** Reads a text exactly as PyYAML's `safe_load` does, up to the first failure. `offset` is where the text stands in the document. */
export function readStrictly(text: string, offset = 0, division: Division = 'none'): StrictReading {
  const scanner = new Scanner(text);
  const tokens = scanner.scan();
  const parser = new Parser(tokens, text, scanner.failure, offset, division);
  parser.parse();
  const { root, failure } = parser;
  const rejections = root && !failure && parser.needsConstructorCheck ? checkConstruction(root, parser.fullTags) : [];
  return {
    root,
    failure: failure && offset > 0 ? { ...failure, start: failure.start + offset, end: failure.end + offset } : failure,
    rejections,
    pieces: parser.pieces,
    isFarReaching: scanner.hasFarReaching || parser.needsConstructorCheck,
    hasDuplicateKeys: parser.hasDuplicateKeys,
  };
}

/** The place of the first character that YAML does not allow, or -1. */
export function findUnprintable(text: string): number {
  return text.search(unprintable);
}
