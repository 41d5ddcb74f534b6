import type { RunComparison } from '#shared/runs/compare/comparison.ts';
import type { Failure } from '#shared/runs/failure.ts';
import type { GitStatus } from './schemas.ts';

/** What differs between two runs, and the exact files that they used. */
export interface ComparedRuns {
  readonly comparison: RunComparison;
  /** Of the first and the second; undefined when a file is gone. */
  readonly texts: readonly [string | undefined, string | undefined];
}

/** A file that a person was asked about, by name and fingerprint. */
export interface AskedFile {
  readonly name: string;
  readonly sha256: string;
}

/** What a job of a run asks a person. */
export interface AskedQuestion {
  readonly question: string;
  readonly approvers: string | undefined;
  /** ISO times. */
  readonly asked: string | undefined;
  readonly until: string | undefined;
  readonly candidate: AskedFile | undefined;
  readonly evidence: AskedFile | undefined;
  /** It has not been answered. */
  readonly isOpen: boolean;
  /** The name that an answer is signed with unless another is given: from git, else the account. */
  readonly signAs: string;
  readonly git: GitStatus;
}

/** Why a job of a run failed. Paths are relative to the open project. */
export interface ExplainedFailure extends Failure {
  readonly task: string;
  /** The text that the file to be fixed had when it was asked. */
  readonly textBefore: string | undefined;
}
