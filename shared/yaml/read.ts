import { BYTE_ORDER_MARK } from './characters.ts';
import { DividedText } from './divided-text.ts';
import type { YamlDocument } from './document.ts';
import { type FullReading, readFully } from './full-read.ts';
import { type BreakCount, countBreaks, LineIndex, type Stretch } from './line-index.ts';
import type { Slot } from './slots.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import type { YamlMapping, YamlNode, YamlProblem } from './tree.ts';

/** Reads a text as Azure ML's loader does. Always gives a document: `problems` says what is wrong with it. */
export function readYaml(text: string): YamlDocument {
  return new TextDocument(text);
}

class TextDocument implements YamlDocument {
  text: string;
  revision = 0;
  /** Present while the text can be re-read slot by slot. */
  #divided: DividedText | undefined;
  /** The last reading of the whole text. Its tree and problems hold while the text is not divided. */
  #reading: FullReading;
  #problems: readonly YamlProblem[] | undefined;
  #lines: LineIndex | undefined;
  readonly #counts = new WeakMap<object, BreakCount>();

  constructor(text: string) {
    this.text = text;
    this.#reading = readFully(text);
    this.#divide();
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
    const before = this.text;
    this.text = applyEdits(before, edits);
    this.revision++;
    this.#problems = undefined;
    this.#lines = undefined;
    const delta = this.text.length - before.length;
    if (this.#divided?.apply(edits, this.text, delta)) return;
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

  #lineIndex(): LineIndex {
    this.#lines ??= new LineIndex(this.text, this.#stretches());
    return this.#lines;
  }

  /** What stands before the first slot, and the slots. The count of a slot is kept for as long as its piece is. */
  #stretches(): Stretch[] {
    const { text } = this;
    const slots = this.#divided?.slots ?? [];
    const firstStart = slots[0]?.piece.offset ?? text.length;
    const stretches: Stretch[] = [{ start: 0, count: () => countBreaks(text, 0, firstStart) }];
    for (const { piece, length } of slots) {
      const count = (): BreakCount => {
        const known = this.#counts.get(piece);
        if (known) return known;
        const fresh = countBreaks(text, piece.offset, piece.offset + length);
        this.#counts.set(piece, fresh);
        return fresh;
      };
      // A byte order mark alone is no stretch of lines.
      const isBehindMark = piece.offset === 1 && text.charCodeAt(0) === BYTE_ORDER_MARK;
      stretches.push({ start: isBehindMark ? 0 : piece.offset, count });
    }
    return stretches;
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
