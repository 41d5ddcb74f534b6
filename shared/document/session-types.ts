import type { Disposable } from '#shared/base/disposable.ts';
import type { Result } from '#shared/base/result.ts';
import type { EditDefinition, FileChange, Refusal } from '#shared/edits/edit.ts';
import type { LayoutFile } from '#shared/layout/layout-file.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';

/** Who changed the text. Monaco must not be sent back what it typed itself. */
export type ChangeOrigin = 'typing' | 'edit' | 'undo' | 'redo' | 'reload' | 'layout';

/** Told after every change of text or layout. */
export interface SessionChange {
  readonly origin: ChangeOrigin;
  /** Sorted, not overlapping, offsets into the text before. Empty for a layout change. */
  readonly edits: readonly TextEdit[];
  readonly layoutChanged: boolean;
  readonly label: string | undefined;
  /** What to select and reveal: ends (`parent.jobs.train`) that still exist, and the changed ranges in the text after. */
  readonly select: readonly string[];
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/**
 * One open document: text, tree, pipeline, layout and its part of the one history. Implemented by `DocumentSession` (session.ts); `Workspace`
 * (workspace.ts) holds the sessions of a project, because an edit can reach several files and is then one step of undo.
 */
export interface Session {
  readonly path: string;
  readonly text: string;
  readonly revision: number;
  readonly doc: YamlDocument;
  /** Of the present text, whatever its state. */
  readonly pipeline: Pipeline;
  /** The last pipeline of a readable text, and when it stopped being the present one (ms since epoch); the canvas shows it while the text cannot be read. */
  readonly lastGood: { readonly pipeline: Pipeline; readonly since: number | undefined };
  readonly layout: LayoutFile;
  /** True when text or layout differ from what is on disk. */
  readonly isDirty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;

  /** What the user typed in the text pane. Joined with the typing run before it when it continues there within a second. */
  type(edits: readonly TextEdit[]): void;
  /** Text that was made ready elsewhere (the repair of a problem), as one step of undo with that name. False when it changes nothing. */
  applyRaw(label: string, edits: readonly TextEdit[]): boolean;
  /** Refuse, apply, re-read, push one history entry, tell listeners. */
  /** `notes` are sentences about what could not be kept, for the user. */
  apply<Args>(edit: EditDefinition<Args>, args: Args): Result<{ readonly files: readonly FileChange[]; readonly notes?: readonly string[] }, Refusal>;
  /** The same answer without doing it. */
  refuse<Args>(edit: EditDefinition<Args>, args: Args): Refusal | undefined;
  /** What would be written, without doing it: for the line shown before a drop and for diffs. */
  preview<Args>(edit: EditDefinition<Args>, args: Args): Result<{ readonly edits: readonly TextEdit[]; readonly files: readonly FileChange[] }, Refusal>;
  /** Several edits as one step of undo. A refusal inside takes all of it back. */
  group<T>(label: string, run: () => Result<T, Refusal>): Result<T, Refusal>;
  /** From now on edits refuse with this sentence, because the file may not be written; undefined lets them in again. */
  lock(reason: string | undefined): void;
  setLayout(label: string, layout: LayoutFile): void;
  /** The file changed on disk: becomes one undoable step. */
  reload(text: string): void;
  undo(): Result<void, Refusal>;
  redo(): Result<void, Refusal>;
  onDidChange(listener: (change: SessionChange) => void): Disposable;
}
