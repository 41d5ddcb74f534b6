import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { FixStep, Problem, ProblemFix, RelatedPlace } from './problem.ts';

/**
 * A problem of an earlier text as it stands after edits of its document: its place moves along; a fix made of text edits is left out when what it would replace was touched.
 * The same object when nothing of it moves.
 */
export function shiftProblem(problem: Problem, edits: readonly TextEdit[]): Problem {
  if (edits.length === 0) return problem;
  const { start, end } = shiftPlace(problem, edits);
  const fixes = problem.fixes.some(hasText) ? problem.fixes.flatMap((fix) => shiftFix(fix, edits)) : problem.fixes;
  const related =
    problem.related.length === 0
      ? problem.related
      : problem.related.map((other): RelatedPlace => (other.path === problem.path ? { ...other, ...shiftPlace(other, edits) } : other));
  if (start === problem.start && end === problem.end && fixes === problem.fixes && related === problem.related) return problem;
  return { ...problem, start, end, related, fixes };
}

function hasText({ steps }: ProblemFix): boolean {
  return steps.some((step) => step.kind === 'text');
}

function shiftFix(fix: ProblemFix, edits: readonly TextEdit[]): readonly ProblemFix[] {
  const steps: FixStep[] = [];
  for (const step of fix.steps) {
    if (step.kind !== 'text') steps.push(step);
    else if (step.edits.some((one) => edits.some((edit) => edit.start < one.end && edit.end > one.start))) return [];
    else steps.push({ kind: 'text', edits: step.edits.map((one) => ({ ...one, ...shiftPlace(one, edits) })) });
  }
  return [{ ...fix, steps }];
}

function shiftPlace(
  { start, end }: { readonly start: number; readonly end: number },
  edits: readonly TextEdit[],
): { readonly start: number; readonly end: number } {
  const from = shift(start, edits, true);
  return { start: from, end: Math.max(from, shift(end, edits, false)) };
}

/** `isStart`: what is put in at the offset stands before it. */
function shift(offset: number, edits: readonly TextEdit[], isStart: boolean): number {
  let moved = 0;
  for (const edit of edits) {
    const isBefore = edit.end < offset || (edit.end === offset && (isStart || edit.start < edit.end));
    if (isBefore) moved += edit.newText.length - (edit.end - edit.start);
    else if (edit.start < offset) return edit.start + moved + Math.min(offset - edit.start, edit.newText.length);
    else break;
  }
  return offset + moved;
}
