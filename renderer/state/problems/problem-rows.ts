import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { Problem, Severity } from '#shared/checks/problem.ts';

/** A problem with a name that it keeps while the text around it changes. */
export interface ProblemRow {
  readonly id: string;
  readonly problem: Problem;
}

/** Names for problems: alike after every check as long as they are the same problem at the same field. */
export function rowsOf(problems: readonly Problem[]): readonly ProblemRow[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const name = `${problem.path}:${problem.code}:${problem.field.join('.')}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { id: count === 0 ? name : `${name}#${count}`, problem };
  });
}

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** How many of each severity. */
export function countProblems(problems: readonly Problem[]): ProblemCount {
  let errors = 0;
  let warnings = 0;
  for (const { severity } of problems) {
    if (severity === 'error') errors++;
    else if (severity === 'warning') warnings++;
  }
  return { errors, warnings, infos: problems.length - errors - warnings };
}

const OWNER_NODE = /^parent\.((?:jobs|inputs|outputs)\.[^.]+)/;

/** How many problems each job, input and output of the pipeline has, by its node: `jobs.train`, `inputs.raw`. */
export function countByNode(problems: readonly Problem[]): ReadonlyMap<string, ProblemCount> {
  const counts = new Map<string, { errors: number; warnings: number; infos: number }>();
  for (const { owner, severity } of problems) {
    const node = owner === undefined ? undefined : OWNER_NODE.exec(owner)?.[1];
    if (node === undefined) continue;
    const count = counts.get(node) ?? { errors: 0, warnings: 0, infos: 0 };
    if (severity === 'error') count.errors++;
    else if (severity === 'warning') count.warnings++;
    else count.infos++;
    counts.set(node, count);
  }
  return counts;
}

/** What a screen reader says, and the icon beside it. */
export const SEVERITY_ICONS: Readonly<Record<Severity, IconName>> = { error: 'circle-alert', warning: 'triangle-alert', info: 'info' };

/** "line 71" of a problem, from 1. */
export function lineOf(problem: Problem, doc: { positionAt(offset: number): { readonly line: number } }): number {
  return doc.positionAt(problem.start).line;
}
