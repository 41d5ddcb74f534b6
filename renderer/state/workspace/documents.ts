import type { Session } from '#shared/document/session-types.ts';
import type { ProjectTexts } from '#shared/edits/edit.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';

/** What the state asks of `Workspace` in shared/document: the sessions of a project and the files that they look up. */
export interface Documents {
  readonly components: ComponentFiles;
  /** The texts of the project that are known. */
  readonly project: ProjectTexts;
  open(path: string, text: string, layoutText?: string): Session;
  session(path: string): Session | undefined;
  close(path: string): void;
  /** An open document whose file is not on disk any more. */
  markRemoved(path: string): void;
  /** A file that is not open: its text, or that there is none. Sessions that read it see the change. */
  setFile(path: string, text: string | 'missing'): void;
  /** The text and layout as they are now stand on disk. */
  markSaved(path: string): void;
}
