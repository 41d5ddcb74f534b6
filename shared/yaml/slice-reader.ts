import { checkConstruction } from './construct-check.ts';
import { type Leniency, withQuoteFix } from './leniency.ts';
import { Parser } from './parser.ts';
import { Scanner } from './scanner.ts';
import { shiftProblem } from './slots.ts';
import type { ReadFailure } from './tokens.ts';
import type { Piece, YamlNode, YamlProblem } from './tree.ts';

/** What a stretch of a text reads as. */
export interface SliceReading {
  readonly root: YamlNode | undefined;
  readonly failure: ReadFailure | undefined;
  readonly notes: readonly YamlProblem[];
  /** Whether nothing in it has to do with anything elsewhere, nor is worth a word. */
  readonly isLocal: boolean;
}

/** Reads stretches of a broken text by the strict rules, as lenient as a text that cannot be right allows. Anchors are known to what comes behind. */
export class SliceReader {
  readonly #text: string;
  readonly #tabWidth: number;
  #anchors: ReadonlyMap<string, YamlNode> = new Map();

  constructor(text: string, tabWidth: number) {
    this.#text = text;
    this.#tabWidth = tabWidth;
  }

  /** The anchors met so far; setting them takes what was read since back. */
  get anchors(): ReadonlyMap<string, YamlNode> {
    return this.#anchors;
  }

  set anchors(anchors: ReadonlyMap<string, YamlNode>) {
    this.#anchors = anchors;
  }

  /** Reads from `start`, which may stand within a line, to `end`, as if it were a document of its own. `suffix` is read behind it. */
  read(start: number, end: number, column: number, piece: Piece, suffix = ''): SliceReading {
    const notes: YamlProblem[] = [];
    const offset = start - column;
    const shift = (problem: YamlProblem): YamlProblem => shiftProblem(problem, offset);
    const source = ' '.repeat(column) + this.#text.slice(start, end) + suffix;
    const leniency: Leniency = { tabWidth: this.#tabWidth, anchors: new Map(this.#anchors), note: (problem) => notes.push(shift(problem)) };
    const scanner = new Scanner(source, leniency);
    const tokens = scanner.scan();
    const parser = new Parser(tokens, source, scanner.failure, offset, 'none', leniency, piece);
    parser.parse();
    const { failure } = parser;
    if (failure)
      return {
        root: parser.root,
        failure: { ...failure, start: failure.start + offset, end: Math.min(failure.end + offset, this.#text.length) },
        notes,
        isLocal: false,
      };
    this.#anchors = leniency.anchors;
    const rejections = parser.root && parser.needsConstructorCheck ? checkConstruction(parser.root, parser.fullTags) : [];
    const isLocal = notes.length === 0 && scanner.warnings.length === 0 && !scanner.hasFarReaching && !parser.needsConstructorCheck && !parser.hasDuplicateKeys;
    return {
      root: parser.root,
      failure: undefined,
      notes: [...notes, ...scanner.warnings.map(shift), ...rejections.map((problem) => withQuoteFix(this.#text, problem))],
      isLocal,
    };
  }
}
