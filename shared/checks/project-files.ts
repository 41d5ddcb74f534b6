/** What is known of the files of the project. Paths are relative to it, '/' as separator. Synchronous: answers from what has been read so far. */
export interface ProjectFiles {
  /** Goes up whenever an answer may have changed. */
  readonly version: number;
  /** `unknown`: outside the project, or not looked at yet; nothing may be said about it. */
  kindOf(path: string): 'file' | 'folder' | 'missing' | 'unknown';
  /** Every file that is known. */
  list(): readonly string[];
  /** The text of a YAML or Python file; undefined when it is not known (yet). */
  read(path: string): string | undefined;
  /** The text as of the last commit; undefined when it is not known (yet), or git has none. */
  committed(path: string): string | undefined;
}
