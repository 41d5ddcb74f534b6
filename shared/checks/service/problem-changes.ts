import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { FixStep, Problem, ProblemFix, RelatedPlace } from '../problem.ts';
import { shiftProblem } from '../shift-problem.ts';

/** A list of problems told by what is new in it: problems, and runs of the list that was told before, moved by the edits made since. */
export type ProblemLine = Problem | { readonly from: number; readonly count: number };

/** A list as it stands after edits, one change of the text after the other. */
export function movedBy(problems: readonly Problem[], changes: readonly (readonly TextEdit[])[]): readonly Problem[] {
  if (changes.length === 0) return problems;
  return problems.map((problem) => changes.reduce(shiftProblem, problem));
}

/** So many problems of the earlier list may be gone at one place before the rest of it is looked up by name. */
const LOOK_AHEAD = 4;

/** What is new in `now`. `before` is what the other side has, moved to the same text. */
export function changesOf(before: readonly Problem[], now: readonly Problem[]): readonly ProblemLine[] {
  const lines: ProblemLine[] = [];
  let known: ReadonlyMap<string, number> | undefined;
  let next = 0;
  let missed = 0;
  let run: { from: number; count: number } | undefined;
  for (const problem of now) {
    let at = next;
    while (at < next + LOOK_AHEAD && !isSame(before[at], problem)) at++;
    if (at === next + LOOK_AHEAD && missed >= LOOK_AHEAD) {
      known ??= new Map(before.map((each, index) => [keyOf(each), index]));
      at = known.get(keyOf(problem)) ?? -1;
    }
    if (!isSame(before[at], problem)) {
      lines.push(problem);
      run = undefined;
      missed++;
      continue;
    }
    if (run && run.from + run.count === at) run.count++;
    else {
      run = { from: at, count: 1 };
      lines.push(run);
    }
    missed = 0;
    next = at + 1;
  }
  return lines;
}

/** The list that the lines tell of. */
export function withChanges(before: readonly Problem[], lines: readonly ProblemLine[]): readonly Problem[] {
  if (isNothingNew(before, lines)) return before;
  return lines.flatMap((line) => ('from' in line ? before.slice(line.from, line.from + line.count) : [line]));
}

/** True when the list is what it was. */
export function isNothingNew(before: readonly Problem[], lines: readonly ProblemLine[]): boolean {
  const [first] = lines;
  if (!first) return before.length === 0;
  return lines.length === 1 && 'from' in first && first.from === 0 && first.count === before.length;
}

function keyOf({ code, start, end, message }: Problem): string {
  return `${code} ${start} ${end} ${message}`;
}

function isSame(a: Problem | undefined, b: Problem): boolean {
  if (a === undefined) return false;
  return (
    a === b ||
    (a.start === b.start &&
      a.end === b.end &&
      a.code === b.code &&
      a.severity === b.severity &&
      a.message === b.message &&
      a.path === b.path &&
      a.owner === b.owner &&
      (a.field === b.field || isSameList(a.field, b.field, Object.is)) &&
      (a.related === b.related || isSameList(a.related, b.related, isSameRelated)) &&
      (a.fixes === b.fixes || isSameList(a.fixes, b.fixes, isSameFix)))
  );
}

function isSameList<T>(a: readonly T[], b: readonly T[], isSameItem: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, k) => isSameItem(item, b[k] as T));
}

function isSameRelated(a: RelatedPlace, b: RelatedPlace): boolean {
  return a.start === b.start && a.end === b.end && a.path === b.path && a.message === b.message;
}

function isSameFix(a: ProblemFix, b: ProblemFix): boolean {
  return a === b || (a.id === b.id && a.title === b.title && isSameList(a.steps, b.steps, isSameStep));
}

function isSameStep(a: FixStep, b: FixStep): boolean {
  // Plain data, and short.
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
