import { BYTE_ORDER_MARK } from './characters.ts';
import { duplicatesAmong, duplicateWarning } from './duplicate-keys.ts';
import { byPlace, findUnprintable } from './full-read.ts';
import { KeyCounter } from './key-counter.ts';
import { lastAtMost } from './line-index.ts';
import { Parser } from './parser.ts';
import { Scanner } from './scanner.ts';
import { dividedJobs, duplicatesWithin, type Slot, shiftProblem } from './slots.ts';
import type { TextEdit } from './text-edit.ts';
import { YamlEntry, YamlMapping, type YamlProblem } from './tree.ts';

/** A run of slots that edits touch. */
interface Stretch {
  readonly from: number;
  to: number;
  delta: number;
}

/**
 * A readable text that is divided into slots, and what an edit within one does to it. Only for texts without anything that reaches from one
 * slot into another: then a slot that still reads as the same kind of entry, from its first character on, reads the same in its place.
 */
export class DividedText {
  readonly #rootKeys = new KeyCounter();
  readonly #jobKeys = new KeyCounter();

  constructor(
    public slots: Slot[],
    public root: YamlMapping,
  ) {
    for (const slot of slots) for (const entry of slot.entries) this.#keysOf(slot).add(entry);
  }

  #keysOf({ kind }: Slot): KeyCounter {
    return kind === 'job' ? this.#jobKeys : this.#rootKeys;
  }

  /** Reads the slots that the edits touch. False, with nothing changed, when the whole text has to be read. */
  apply(edits: readonly TextEdit[], newText: { slice(from: number, to: number): string }): boolean {
    const stretches = this.#stretchesOf(edits);
    if (!stretches) return false;
    const fresh: Slot[][] = [];
    let shift = 0;
    for (const { from, to, delta } of stretches) {
      const first = this.slots[from];
      const last = this.slots[to];
      if (!first || !last || first.kind === 'header') return false;
      for (let k = from; k <= to; k++) if (this.slots[k]?.kind !== first.kind) return false;
      const start = first.piece.offset + shift;
      const slots = readSlots(newText.slice(start, last.piece.offset + last.length + shift + delta), start, first);
      if (!slots) return false;
      fresh.push(slots);
      shift += delta;
    }
    this.#replace(stretches, fresh);
    this.rebuild();
    return true;
  }

  /** The runs of slots that edits touch, and by how much each changes in length; nothing when one begins before the first slot. */
  #stretchesOf(edits: readonly TextEdit[]): Stretch[] | undefined {
    const head = this.slots[0];
    const stretches: Stretch[] = [];
    for (const { start, end, newText } of edits) {
      if (!head || start < head.piece.offset) return undefined;
      const from = this.#slotAt(start);
      const to = this.#slotAt(end);
      const delta = newText.length - (end - start);
      const last = stretches[stretches.length - 1];
      if (last && from <= last.to) {
        last.to = Math.max(last.to, to);
        last.delta += delta;
      } else stretches.push({ from, to, delta });
    }
    return stretches.length === 0 ? undefined : stretches;
  }

  #replace(stretches: readonly Stretch[], fresh: readonly Slot[][]): void {
    let shift = 0;
    for (const [index, { to, delta }] of stretches.entries()) {
      shift += delta;
      const next = stretches[index + 1]?.from ?? this.slots.length;
      if (shift !== 0) {
        for (let k = to + 1; k < next; k++) {
          const slot = this.slots[k];
          if (slot) slot.piece.offset += shift;
        }
      }
    }
    for (let index = stretches.length - 1; index >= 0; index--) {
      const stretch = stretches[index];
      const added = fresh[index];
      if (!stretch || !added) continue;
      const removed = this.slots.splice(stretch.from, stretch.to - stretch.from + 1, ...added);
      for (const slot of removed) for (const entry of slot.entries) this.#keysOf(slot).remove(entry);
      for (const slot of added) for (const entry of slot.entries) this.#keysOf(slot).add(entry);
    }
  }

  #slotAt(offset: number): number {
    return lastAtMost(this.slots.length, (index) => this.slots[index]?.piece.offset ?? 0, offset);
  }

  /** Takes over the jobs of an earlier reading where their text is the same, so that they keep their identity. */
  adopt(find: (start: number, end: number, column: number) => Slot | undefined): void {
    let isChanged = false;
    for (let k = 0; k < this.slots.length; k++) {
      const slot = this.slots[k];
      if (slot?.kind !== 'job') continue;
      const known = find(slot.piece.offset, slot.piece.offset + slot.length, slot.column);
      if (!known) continue;
      this.slots[k] = known;
      isChanged = true;
    }
    if (isChanged) this.rebuild();
  }

  /** Makes the root, and the mapping under `jobs`, from the slots. */
  rebuild(): void {
    const rootEntries: YamlEntry[] = [];
    let jobEntries: YamlEntry[] = [];
    let header = -1;
    const closeJobs = (): void => {
      const slot = this.slots[header];
      const entry = slot?.entries[0];
      const old = dividedJobs(entry);
      if (!slot || !entry || !old) return;
      const last = jobEntries[jobEntries.length - 1];
      const to = last ? last.end - slot.piece.offset : old.to;
      const jobs = new YamlMapping(old.piece, old.from, to, old.anchor, old.tag, false, old.indent, jobEntries);
      const renewed = new YamlEntry(entry.piece, entry.key, jobs, entry.from, entry.colonAt, to);
      this.slots[header] = { ...slot, entries: [renewed] };
      rootEntries.push(renewed);
      header = -1;
    };
    for (let k = 0; k < this.slots.length; k++) {
      const slot = this.slots[k];
      const entry = slot?.entries[0];
      if (!slot || !entry) continue;
      if (slot.kind === 'job') {
        jobEntries.push(entry);
        continue;
      }
      closeJobs();
      if (slot.kind === 'header') {
        header = k;
        jobEntries = [];
      } else rootEntries.push(entry);
    }
    closeJobs();
    const { root } = this;
    const last = rootEntries[rootEntries.length - 1];
    const to = last ? last.end - root.piece.offset : root.to;
    this.root = new YamlMapping(root.piece, root.from, to, root.anchor, root.tag, false, root.indent, rootEntries);
  }

  /** All warnings about the text, in order. */
  warnings(): YamlProblem[] {
    const found: YamlProblem[] = [];
    for (const { piece, warnings } of this.slots) for (const warning of warnings) found.push(shiftProblem(warning, piece.offset));
    if (this.#rootKeys.hasDuplicates) found.push(...duplicatesAmong(this.root.entries).map(duplicateWarning));
    if (this.#jobKeys.hasDuplicates) {
      for (const entry of this.root.entries) {
        const jobs = dividedJobs(entry);
        if (jobs) found.push(...duplicatesAmong(jobs.entries).map(duplicateWarning));
      }
    }
    return found.sort(byPlace);
  }
}

/** Reads a stretch of whole lines as entries like those of the slot `like`. Nothing when it may read otherwise in its place. */
function readSlots(text: string, offset: number, like: Slot): Slot[] | undefined {
  if (text.charCodeAt(0) === BYTE_ORDER_MARK || findUnprintable(text).length > 0) return undefined;
  // A string of its own: a mere view would keep the whole text of this revision alive.
  const slice = ` ${text}`.slice(1);
  const scanner = new Scanner(slice);
  const tokens = scanner.scan();
  if (scanner.failure || scanner.hasFarReaching) return undefined;
  const parser = new Parser(tokens, slice, undefined, offset, 'each', undefined, undefined, like.kind === 'job' ? 1 : 0);
  parser.parse();
  const { root } = parser;
  if (parser.failure || parser.needsConstructorCheck || root?.kind !== 'mapping' || root.flow || root.indent !== like.column) return undefined;
  const first = root.entries[0];
  if (!first || first.start !== offset + like.column) return undefined;
  const slots: Slot[] = [];
  let nextWarning = 0;
  for (let k = 0; k < root.entries.length; k++) {
    const entry = root.entries[k];
    if (!entry || (like.kind === 'entry' && entry.name === 'jobs')) return undefined;
    const { piece } = entry;
    const end = root.entries[k + 1]?.piece.offset ?? offset + slice.length;
    const warnings: YamlProblem[] = [];
    for (; nextWarning < scanner.warnings.length; nextWarning++) {
      const warning = scanner.warnings[nextWarning];
      if (!warning || warning.start + offset >= end) break;
      warnings.push(shiftProblem(warning, offset - piece.offset));
    }
    if (parser.hasDuplicateKeys) warnings.push(...duplicatesWithin(entry, like.kind).map((warning) => shiftProblem(warning, -piece.offset)));
    slots.push({ piece, length: end - piece.offset, kind: like.kind, column: like.column, entries: [entry], warnings, lines: undefined });
  }
  return slots;
}
