import { applyEdits, type TextEdit } from './text-edit.ts';

/** Edits further apart than this are not gathered. */
const MOST_GATHERED = 1 << 16;

/**
 * A text under small edits. Edits near each other are gathered and joined into the whole when somebody asks for it: copying megabytes on
 * every key would cost more than reading what the key changed.
 */
export class SplicedText {
  #base: string;
  /** What stands in place of the base's characters from `#from` to `#to`. */
  #patch: string | undefined;
  #from = 0;
  #to = 0;

  constructor(text: string) {
    this.#base = text;
  }

  get length(): number {
    return this.#patch === undefined ? this.#base.length : this.#base.length + this.#patch.length - (this.#to - this.#from);
  }

  /** The whole text. */
  get value(): string {
    if (this.#patch !== undefined) {
      this.#base = this.#base.slice(0, this.#from) + this.#patch + this.#base.slice(this.#to);
      this.#patch = undefined;
    }
    return this.#base;
  }

  slice(from: number, to: number): string {
    if (this.#patch === undefined) return this.#base.slice(from, to);
    const patchEnd = this.#from + this.#patch.length;
    const back = this.#to - patchEnd;
    const head = from < this.#from ? this.#base.slice(from, Math.min(to, this.#from)) : '';
    const middle = this.#patch.slice(Math.max(0, from - this.#from), Math.max(0, to - this.#from));
    const tail = to > patchEnd ? this.#base.slice(Math.max(from, patchEnd) + back, to + back) : '';
    return head + middle + tail;
  }

  /** Takes edits, sorted and not overlapping. */
  apply(edits: readonly TextEdit[]): void {
    const first = edits[0];
    const last = edits[edits.length - 1];
    if (!first || !last) return;
    let from = first.start;
    let to = last.end;
    if (this.#patch !== undefined) {
      from = Math.min(from, this.#from);
      to = Math.max(to, this.#from + this.#patch.length);
    }
    if (to - from > MOST_GATHERED) {
      this.#base = applyEdits(this.value, edits);
      return;
    }
    const gathered = this.slice(from, to);
    const grown = this.#patch === undefined ? 0 : this.#patch.length - (this.#to - this.#from);
    this.#patch = applyEdits(
      gathered,
      edits.map(({ start, end, newText }) => ({ start: start - from, end: end - from, newText })),
    );
    this.#from = from;
    this.#to = to - grown;
  }
}
