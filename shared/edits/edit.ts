import type { ZodType } from 'zod';
import type { ComponentFiles, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { Path, Plain } from './splice/plain.ts';

/** What an edit may look at. It never reads the screen, files of its own or a clock. */
export interface EditContext {
  /** Path of the document, relative to the project, '/' as separator. */
  readonly path: string;
  readonly doc: YamlDocument;
  readonly pipeline: Pipeline;
  readonly components: ComponentFiles;
  /** Other YAML files of the project, for edits that reach several (rename a component port, extract, inline). Paths as above. */
  readonly project: ProjectTexts;
}

export interface ProjectTexts {
  /** Paths of the YAML files of the project that can be read. */
  list(): readonly string[];
  read(path: string): string | undefined;
}

/** Why an edit would not do what was asked. `message` is one sentence: what, why, what to do instead. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
}

/** Closed list; grows with the edits. `sluice edit` prints it, tests assert on it. */
export type RefusalReason =
  | 'document-unreadable'
  | 'read-only'
  | 'not-a-pipeline'
  | 'bad-arguments'
  | 'unknown-edit'
  | 'no-such-job'
  | 'no-such-port'
  | 'no-such-input'
  | 'no-such-output'
  | 'no-such-path'
  | 'no-such-file'
  | 'name-taken'
  | 'bad-name'
  | 'would-form-cycle'
  | 'reads-itself'
  | 'type-mismatch'
  | 'nothing-to-do'
  | 'nothing-valid-remains'
  | 'shared-by-alias'
  | 'not-connected'
  | 'already-connected'
  | 'not-local'
  | 'not-commented-out'
  | 'would-break-text'
  | 'file-exists'
  | 'bad-snippet'
  | 'newer-changes';

/** What an edit writes. */
export interface EditResult {
  /** In the document itself: sorted, not overlapping, smallest. */
  readonly edits: readonly TextEdit[];
  /** In other files of the project. */
  readonly files?: readonly FileChange[];
  /** What to select afterwards, in the format's words: `parent.jobs.train`, `parent.inputs.x`. */
  readonly select?: readonly string[];
  /** What the text must hold afterwards; who applies the edit re-reads and refuses with `would-break-text` when it does not. */
  readonly expect?: readonly Expectation[];
  /** Sentences for the user about what could not be kept: "left out: inputs a and b of train". */
  readonly notes?: readonly string[];
  /** What becomes of layout nodes (`jobs.train`): positions follow a rename and go with what is removed. */
  readonly nodes?: { readonly renamed?: Readonly<Record<string, string>>; readonly removed?: readonly string[] };
}

/** `value` stands under `path`; undefined: nothing does. */
export interface Expectation {
  readonly path: Path;
  readonly value: Plain | undefined;
}

export type FileChange =
  | { readonly path: string; readonly kind: 'change'; readonly edits: readonly TextEdit[] }
  | { readonly path: string; readonly kind: 'create'; readonly text: string };

/**
 * A named change that yields text edits. One file per edit (`<id>.edit.ts`), registered in `edits.ts`.
 * `refuse` is the one answer to "may I?": the canvas asks it while dragging, commands ask it for enablement, the session asks it again.
 * An edit never calls another edit.
 */
export interface EditDefinition<Args = unknown> {
  readonly id: string;
  /** One line for `sluice edits`. */
  readonly summary: string;
  /** Arguments; its JSON Schema is what `sluice edits --json` prints. Strict: unknown arguments are refused. */
  readonly args: ZodType<Args>;
  /** What the Undo menu says: "Rename job train to fit". */
  label(args: Args): string;
  refuse(context: EditContext, args: Args): Refusal | undefined;
  apply(context: EditContext, args: Args): EditResult;
}

/** Declares an edit; the identity function, so that argument types are inferred. */
export function defineEdit<Args>(definition: EditDefinition<Args>): EditDefinition<Args> {
  return definition;
}
