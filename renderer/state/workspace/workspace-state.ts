import type { GitStatus, JournalOffer, OpenedProject, ProjectEntry } from '#shared/contract/schemas.ts';
import type { Tab } from './tabs.ts';

/** What panes read of the open project. */
export interface WorkspaceState {
  readonly project: OpenedProject | undefined;
  readonly entries: readonly ProjectEntry[];
  /** What the list leaves out, in a sentence. */
  readonly listNotice: string | undefined;
  readonly tabs: readonly Tab[];
  readonly active: string | undefined;
  /** Goes up whenever a file is opened or chosen, also the one that is active. */
  readonly activated: number;
  /** The pipeline that is drawn: the active file, or the last active pipeline while a component or a script is edited beside it. */
  readonly graph: string | undefined;
  readonly git: GitStatus;
  /** Unsaved work of an earlier session that is waiting for an answer. */
  readonly offers: readonly JournalOffer[];
  /** Goes up when a session or a file that sessions read has changed. */
  readonly version: number;
  /** The connection to the host is lost. */
  readonly isDisconnected: boolean;
}

export const NO_PROJECT: WorkspaceState = {
  project: undefined,
  entries: [],
  listNotice: undefined,
  tabs: [],
  active: undefined,
  activated: 0,
  graph: undefined,
  git: {},
  offers: [],
  version: 0,
  isDisconnected: false,
};
