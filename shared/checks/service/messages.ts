import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { NearJob } from '../run-checks.ts';
import type { ProblemLine } from './problem-changes.ts';
import type { FileAnswer, FileEntry, Wanted } from './project-mirror.ts';

/** What the checks are told, in the order in which it happened. A revision is a number of the sender's; it comes back with the problems. */
export type ToChecks =
  /** Another project: everything before is forgotten. */
  | { readonly kind: 'reset' }
  /** A document is open with this text. Sent again for an open one, the text replaces what was known. */
  | { readonly kind: 'open'; readonly path: string; readonly text: string; readonly revision: number }
  /** `length` is that of the text afterwards: when it does not fit, the whole text is asked for. */
  | { readonly kind: 'edit'; readonly path: string; readonly edits: readonly TextEdit[]; readonly revision: number; readonly length: number }
  | { readonly kind: 'close'; readonly path: string }
  /** Files and folders of the project. */
  | { readonly kind: 'list'; readonly entries: readonly FileEntry[] }
  /** What is known of a file that is not open. */
  | { readonly kind: 'file'; readonly path: string; readonly answer: FileAnswer };

/** What the checks say. */
export type FromChecks =
  /**
   * All problems of a document but those that its reader reports by itself (`syntaxProblems`). None while it cannot be read. `lines` refer to the list that
   * was told as number `base`, moved by the edits between its revision and this one; `base` is undefined when they refer to none. `isPartial`: what was found
   * outside of jobs is from an earlier look, moved.
   */
  | {
      readonly kind: 'problems';
      readonly path: string;
      readonly revision: number;
      readonly number: number;
      readonly base: number | undefined;
      readonly lines: readonly ProblemLine[];
      readonly isPartial: boolean;
      readonly tookMs: number;
    }
  /**
   * What the few jobs that an edit changed say themselves, told before anything else is looked at. A list that holds it follows as `problems`, with the rest of
   * the document.
   */
  | { readonly kind: 'near'; readonly path: string; readonly revision: number; readonly jobs: readonly NearJob[] }
  /** These files are asked about: answer with `file`, and again whenever the answer changes. */
  | { readonly kind: 'want'; readonly files: readonly { readonly path: string; readonly what: Wanted }[] }
  /** This document is not what was sent: send it whole. */
  | { readonly kind: 'resend'; readonly path: string }
  /** What is wrong with `.sluice/checks.yml`, in sentences. */
  | { readonly kind: 'settings'; readonly notes: readonly string[] }
  /** Every document that was sent has been checked. */
  | { readonly kind: 'idle' }
  /** A bug: the checks have stopped. */
  | { readonly kind: 'failed'; readonly message: string };
