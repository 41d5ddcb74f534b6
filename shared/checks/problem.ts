import type { TextEdit } from '#shared/yaml/text-edit.ts';

export type Severity = 'error' | 'warning' | 'info';

/**
 * What a check reports, as plain data: the same value is the badge of a node, the squiggle, the row of the list, the line of `sluice check` and the SARIF
 * result. Offsets are UTF-16 units of the text that was checked.
 */
export interface Problem {
  /** Kebab-case, public: `unknown-job`. Its page is `docs/problems/<code>.md`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence with cause, place and remedy. Names of the file stand in backticks. */
  readonly message: string;
  /** The document that it stands in, relative to the project. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** Keys from the root down to what is wrong: `['jobs','train','inputs','learning_rate']`. The inspector shows it at that field. */
  readonly field: readonly (string | number)[];
  /** The job, port, input or output it belongs to: `parent.jobs.train`, `parent.jobs.train.inputs.data`, `parent.inputs.raw`. */
  readonly owner: string | undefined;
  /** Other places that explain it: the other end of an edge, the first of two duplicates. */
  readonly related: readonly RelatedPlace[];
  /** The best first. */
  readonly fixes: readonly ProblemFix[];
}

export interface RelatedPlace {
  readonly message: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A problem's one-click edit, as plain data. Shown as a diff before it is applied, undone in one step. */
export interface ProblemFix {
  /** Unique among the fixes of the problem; alike for alike fixes, so that "fix all of this kind" finds its kin: `did-you-mean`. */
  readonly id: string;
  /** Verb first, sentence case, no full stop: "Read from `split`". It is also what the Undo menu says. */
  readonly title: string;
  /** Done in order, as one step of undo. */
  readonly steps: readonly FixStep[];
}

export type FixStep =
  /** An edit of `shared/edits` by id; `path` when it is another file of the project. */
  | { readonly kind: 'edit'; readonly path?: string; readonly edit: string; readonly args: unknown }
  /** Text edits of the document for the revision that was checked. */
  | { readonly kind: 'text'; readonly edits: readonly TextEdit[] }
  /** A component of the starter library, by its id: whoever makes the fix copies it into the project's `components/` before the other steps, unless it is there. */
  | { readonly kind: 'library'; readonly component: string };

/** The components of the starter library that a fix needs in the project. */
export function libraryOf(fix: ProblemFix): readonly string[] {
  return fix.steps.flatMap((step) => (step.kind === 'library' ? [step.component] : []));
}

/** Worst first, then by place. */
export function compareProblems(a: Problem, b: Problem): number {
  return rankOf(a.severity) - rankOf(b.severity) || a.start - b.start || a.code.localeCompare(b.code);
}

/** 0 for an error, 2 for an info. */
export function rankOf(severity: Severity): number {
  return severity === 'error' ? 0 : severity === 'warning' ? 1 : 2;
}
