import { pathAt } from '#shared/yaml/path-at.ts';
import type { CheckContext, Finding, Step } from './check.ts';
import { ownerOf } from './place.ts';
import type { FixStep, Problem, ProblemFix, Severity } from './problem.ts';

/** A finding with the check that it comes from. It may outlive edits elsewhere. */
export interface Kept {
  readonly code: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

const made = new WeakMap<Kept, Problem>();

/** A finding as plain data, in the present text. What was made of it before is used again, the same object when it has not moved. */
export function problemOf(kept: Kept, context: CheckContext): Problem {
  const { code, severity, finding } = kept;
  const { start, end } = finding.at;
  const before = made.get(kept);
  if (before && !movesByItself(finding)) {
    if (before.start === start && before.end === end) return before;
    const moved = { ...before, start, end };
    made.set(kept, moved);
    return moved;
  }
  const field = before?.field ?? finding.field ?? pathAt(context.doc, start)?.path ?? [];
  const related = (finding.related ?? []).map(({ message, at, path }) => ({ message, path: path ?? context.path, start: at.start, end: at.end }));
  const fixes = (finding.fixes ?? []).map(({ id, title, steps }): ProblemFix => ({ id, title, steps: steps.map(plainStep) }));
  const owner = finding.owner ?? ownerOf(field);
  const problem = { code, severity, message: finding.message, path: context.path, start, end, field, owner, related, fixes };
  made.set(kept, problem);
  return problem;
}

/** True when there are places besides its own: each may move by another distance. */
function movesByItself({ related, fixes }: Finding): boolean {
  return (related !== undefined && related.length > 0) || (fixes?.some(({ steps }) => steps.some((step) => 'text' in step)) ?? false);
}

function plainStep(step: Step): FixStep {
  if ('text' in step) return { kind: 'text', edits: step.text() };
  return 'library' in step ? { kind: 'library', component: step.library } : { kind: 'edit', ...step };
}
