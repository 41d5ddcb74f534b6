import type { TextEdit } from '#shared/yaml/text-edit.ts';

/** What makes a job fail, as far as can be told. `exception`: Python says what, and nothing more is known. */
export type CauseKind =
  | 'missing-package'
  | 'missing-module'
  | 'missing-column'
  | 'missing-file'
  | 'out-of-memory'
  | 'no-permission'
  | 'wrong-argument'
  | 'no-gpu'
  | 'port-in-use'
  | 'package-not-installed'
  | 'no-such-program'
  | 'disk-full'
  | 'no-network'
  | 'needs-azure'
  | 'bad-code'
  | 'exception';

/** The likely cause of a failure: plain data, kept in the event `job-finished`. */
export interface FailureCause {
  readonly kind: CauseKind;
  /** A few words for the label at the job: "no module `lightgbm`". */
  readonly label: string;
  /** One sentence: "Python found no module `lightgbm`." */
  readonly message: string;
  /** Where it comes from, and what can be done, in one or two sentences: "`train.py` imports it in line 7, and `conda.yml` does not list it." */
  readonly explanation: string;
  /** The line of the project's own files that it happened in; `line` is from 1. */
  readonly place?: { readonly path: string; readonly line: number };
  /** The line of the log that says it, as it stands there. */
  readonly logLine?: string;
}

/** A fix of a failure: text edits of one file of the project, shown as a diff before it is applied. */
export interface FailureFix {
  /** Verb first, no full stop: "Add lightgbm to conda.yml". */
  readonly title: string;
  /** The file, relative to the project. */
  readonly path: string;
  /** For the text that the file had when it was asked. */
  readonly edits: readonly TextEdit[];
}

/** What is said of a job that failed. */
export interface Failure {
  /** "Exit code 1 after 1.9 s. Python found no module `lightgbm`." */
  readonly headline: string;
  /** Undefined when it is not known: then the last lines stand in its place. */
  readonly cause: FailureCause | undefined;
  readonly fix: FailureFix | undefined;
  /** The last lines of the log that are not blank, at most eight. */
  readonly lastLines: readonly string[];
}
