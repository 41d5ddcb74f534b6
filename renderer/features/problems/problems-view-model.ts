import type { Session } from '#shared/document/session-types.ts';
import type { YamlProblem } from '#shared/yaml/tree.ts';
import { graphRows } from './graph-rows.ts';

/** One row of the list. */
export interface ProblemRow {
  readonly id: string;
  readonly path: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Title of its repair. */
  readonly fix: string | undefined;
}

/** Problems of one document, worst first, then by place. */
export function problemRows(session: Session): readonly ProblemRow[] {
  const rows = session.doc.problems.map((problem, k) => rowOf(session, problem, k));
  return [...rows, ...graphRows(session)].sort((a, b) => rank(a) - rank(b) || a.start - b.start);
}

/** The worst of several lists: what the shut strip shows. */
export function worstOf(rows: readonly ProblemRow[]): ProblemRow | undefined {
  return [...rows].sort((a, b) => rank(a) - rank(b))[0];
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

/** How many of each severity. */
export function countProblems(rows: readonly ProblemRow[]): Counts {
  const errors = rows.filter((row) => row.severity === 'error').length;
  return { errors, warnings: rows.length - errors };
}

function rowOf(session: Session, problem: YamlProblem, k: number): ProblemRow {
  return {
    id: `${session.path}:${problem.code}:${k}`,
    path: session.path,
    severity: problem.severity,
    message: problem.message,
    line: session.doc.positionAt(problem.start).line,
    start: problem.start,
    end: problem.end,
    fix: problem.fix?.title,
  };
}

function rank(row: ProblemRow): number {
  return row.severity === 'error' ? 0 : 1;
}
