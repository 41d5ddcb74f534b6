import type { Problem } from '#shared/checks/problem.ts';
import { movedBy } from '#shared/checks/service/problem-changes.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';

/** Problems that are marked in the text, in groups that are drawn anew each for itself. */
export type MarkGroups = ReadonlyMap<string, readonly Problem[]>;

/** Monaco draws no more than this many markers of a text; the list has them all. */
const MOST_MARKS = 500;
/** Of these, no more for warnings and notes: room is left for errors. */
const MOST_OTHERS = 400;
const OTHER_GROUPS = 40;

/** The group of errors. */
export const ERRORS = 'sluice';
/** So many errors are marked whatever else there is. */
export const SURE_ERRORS = MOST_MARKS - MOST_OTHERS;

/** Errors in a group of their own, the others by the job that they belong to. */
export function groupsOf(problems: readonly Problem[]): MarkGroups {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const others = problems.filter((problem) => problem.severity !== 'error').slice(0, MOST_OTHERS);
  const groups = new Map<string, Problem[]>();
  if (errors.length > 0) groups.set(ERRORS, errors.slice(0, MOST_MARKS - others.length));
  for (const problem of others) {
    const name = `${ERRORS}-${hashOf(jobOf(problem))}`;
    const group = groups.get(name);
    if (group) group.push(problem);
    else groups.set(name, [problem]);
  }
  return groups;
}

/** What was drawn, where it is after edits. */
export function movedGroups(groups: MarkGroups, changes: readonly (readonly TextEdit[])[]): MarkGroups {
  if (changes.length === 0) return groups;
  return new Map([...groups].map(([name, problems]) => [name, movedBy(problems, changes)]));
}

/** True when drawing `now` would give the picture that `before` gave. */
export function isDrawn(before: readonly Problem[], now: readonly Problem[]): boolean {
  return before.length === now.length && now.every((problem, k) => isAlike(before[k], problem));
}

function isAlike(a: Problem | undefined, b: Problem): boolean {
  if (a === b) return true;
  const isThere = a?.start === b.start && a.end === b.end && a.code === b.code && a.severity === b.severity && a.message === b.message;
  return isThere && a.fixes[0]?.title === b.fixes[0]?.title;
}

function jobOf({ field }: Problem): string {
  return field[0] === 'jobs' ? String(field[1]) : '';
}

function hashOf(text: string): number {
  let hash = 0;
  for (let k = 0; k < text.length; k++) hash = (hash * 31 + text.charCodeAt(k)) % 65_521;
  return hash % OTHER_GROUPS;
}
