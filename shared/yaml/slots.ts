import { findDuplicates } from './duplicate-keys.ts';
import type { BreakCount } from './line-index.ts';
import type { Piece, YamlEntry, YamlMapping, YamlNode, YamlProblem } from './tree.ts';

/** A stretch of whole lines that is read by itself: one entry of the root, the line `jobs:`, or one job. */
export interface Slot {
  readonly piece: Piece;
  /** How many characters it reaches from the piece's offset: up to the next slot. */
  length: number;
  readonly kind: 'entry' | 'header' | 'job';
  /** Column of its key. */
  readonly column: number;
  readonly entries: readonly YamlEntry[];
  /** Warnings about what is within it, with offsets from the piece's. */
  readonly warnings: readonly YamlProblem[];
  /** Its line breaks, once they were counted. */
  lines: BreakCount | undefined;
}

/** The mapping under `jobs` when it is written in block style, so that each job is a slot. */
export function dividedJobs(entry: YamlEntry | undefined): YamlMapping | undefined {
  return entry?.name === 'jobs' && entry.value?.kind === 'mapping' && !entry.value.flow ? entry.value : undefined;
}

/** The slots of a tree whose root is a block mapping; nothing when it cannot be divided. */
export function slotsOf(root: YamlNode | undefined, textLength: number, warnings: readonly YamlProblem[], hasDuplicates: boolean): Slot[] {
  if (root?.kind !== 'mapping' || root.flow) return [];
  const places: { entry: YamlEntry; kind: Slot['kind']; column: number }[] = [];
  for (const entry of root.entries) {
    const jobs = dividedJobs(entry);
    places.push({ entry, kind: jobs ? 'header' : 'entry', column: root.indent });
    if (jobs) for (const job of jobs.entries) places.push({ entry: job, kind: 'job', column: jobs.indent });
  }
  let next = 0;
  return places.map(({ entry, kind, column }, k) => {
    const { piece } = entry;
    const end = places[k + 1]?.entry.piece.offset ?? textLength;
    const own: YamlProblem[] = [];
    for (; next < warnings.length; next++) {
      const warning = warnings[next];
      if (!warning || warning.start >= end) break;
      own.push(shiftProblem(warning, -piece.offset));
    }
    if (hasDuplicates) own.push(...duplicatesWithin(entry, kind).map((warning) => shiftProblem(warning, -piece.offset)));
    return { piece, length: end - piece.offset, kind, column, entries: [entry], warnings: own, lines: undefined };
  });
}

/** Warnings about duplicate keys within an entry; those among jobs are the document's. */
export function duplicatesWithin(entry: YamlEntry, kind: Slot['kind']): YamlProblem[] {
  const found = findDuplicates(entry.key);
  return kind === 'header' ? found : findDuplicates(entry.value, found);
}

/** A problem whose offsets, and those of its repair, move by `by`. */
export function shiftProblem(problem: YamlProblem, by: number): YamlProblem {
  const { fix } = problem;
  const start = problem.start + by;
  const end = problem.end + by;
  if (!fix) return { ...problem, start, end };
  return { ...problem, start, end, fix: { title: fix.title, edits: fix.edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by })) } };
}
