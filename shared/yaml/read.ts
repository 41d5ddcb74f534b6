import { BYTE_ORDER_MARK } from './characters.ts';
import { DividedText } from './divided-text.ts';
import type { YamlDocument } from './document.ts';
import { type FullReading, readFully } from './full-read.ts';
import { countBreaks, LineIndex } from './line-index.ts';
import type { Slot } from './slots.ts';
import { SplicedText } from './spliced-text.ts';
import type { TextEdit } from './text-edit.ts';
import type { YamlMapping, YamlNode, YamlProblem } from './tree.ts';

/** Reads a text as Azure ML's loader does. Always gives a document: `problems` says what is wrong with it. */
export function readYaml(text: string): YamlDocument {
  return new TextDocument(text);
}

class TextDocument implements YamlDocument {
  readonly #text: SplicedText;
  revision = 0;
  /** Present while the text can be re-read slot by slot. */
  #divided: DividedText | undefined;
  /** The last reading of the whole text. Its tree and problems hold while the text is not divided. */
  #reading: FullReading;
  #problems: readonly YamlProblem[] | undefined;
  #lines: LineIndex | undefined;

  constructor(text: string) {
    this.#text = new SplicedText(text);
    this.#reading = readFully(text);
    this.#divide();
  }

  get text(): string {
    return this.#text.value;
  }

  get length(): number {
    return this.#text.length;
  }

  get root(): YamlNode | undefined {
    return this.#divided ? this.#divided.root : this.#reading.root;
  }

  get map(): YamlMapping | undefined {
    const { root } = this;
    return root?.kind === 'mapping' ? root : undefined;
  }

  get problems(): readonly YamlProblem[] {
    this.#problems ??= this.#divided ? this.#divided.warnings() : this.#reading.problems;
    return this.#problems;
  }

  get readable(): boolean {
    return this.#divided !== undefined || this.#reading.problems.every(({ severity }) => severity !== 'error');
  }

  get lineEnd(): '\n' | '\r\n' {
    return this.#lineIndex().lineEnd;
  }

  update(edits: readonly TextEdit[]): void {
    if (edits.length === 0) return;
    const before = this.#text.length;
    this.#text.apply(edits);
    this.revision++;
    this.#problems = undefined;
    this.#lines = undefined;
    const delta = this.#text.length - before;
    if (this.#divided?.apply(edits, this.#text)) return;
    const known = untouchedJobs(this.#divided?.slots ?? this.#reading.slots, edits, delta);
    const reuse = (start: number, end: number, column: number): Slot | undefined => {
      const slot = known.get(start);
      if (!slot || slot.length !== end - start || slot.column !== column) return undefined;
      slot.piece.offset = start;
      return slot;
    };
    this.#reading = readFully(this.text, reuse);
    this.#divide();
    this.#divided?.adopt(reuse);
  }

  positionAt(offset: number): { readonly line: number; readonly column: number } {
    return this.#lineIndex().positionAt(offset);
  }

  lineStart(line: number): number {
    return this.#lineIndex().lineStart(line);
  }

  #divide(): void {
    const { root, isDivisible, slots } = this.#reading;
    this.#divided = isDivisible && root?.kind === 'mapping' ? new DividedText([...slots], root) : undefined;
  }

  /** Counts what stands before the first slot, and each slot whose lines are not counted yet. */
  #lineIndex(): LineIndex {
    if (this.#lines) return this.#lines;
    const { text } = this;
    const slots = this.#divided?.slots ?? [];
    const firstStart = slots[0]?.piece.offset ?? text.length;
    // A byte order mark alone is no stretch of lines.
    const isBehindMark = firstStart === 1 && text.charCodeAt(0) === BYTE_ORDER_MARK;
    const starts = [0];
    for (const { piece } of slots) starts.push(piece.offset);
    if (isBehindMark) starts[1] = 0;
    this.#lines = new LineIndex(text, starts, (stretch) => {
      const slot = slots[stretch - 1];
      if (!slot) return countBreaks(text, 0, firstStart);
      slot.lines ??= countBreaks(text, slot.piece.offset, slot.piece.offset + slot.length);
      return slot.lines;
    });
    return this.#lines;
  }
}

/** The jobs that edits leave alone and about which there is nothing to say, by where they stand afterwards. */
function untouchedJobs(slots: readonly Slot[], edits: readonly TextEdit[], delta: number): Map<number, Slot> {
  const start = edits[0]?.start ?? 0;
  const end = edits[edits.length - 1]?.end ?? 0;
  const known = new Map<number, Slot>();
  for (const slot of slots) {
    if (slot.kind !== 'job' || slot.warnings.length > 0) continue;
    const { offset } = slot.piece;
    if (offset + slot.length <= start) known.set(offset, slot);
    else if (offset >= end) known.set(offset + delta, slot);
  }
  return known;
}
