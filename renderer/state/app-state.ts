import { commands as commandList } from '#shared/commands/commands.ts';
import type { WhenContext } from '#shared/commands/when.ts';
import type { AppInfo } from '#shared/contract/schemas.ts';
import type { HostApi } from '#shared/contract/types.ts';
import { ComponentList } from './components/component-list.store.ts';
import { LibraryUse } from './components/library-use.store.ts';
import { VerdictsStore } from './gates/verdicts.store.ts';
import { type ConnectChecks, checksBeside } from './problems/checks-wire.ts';
import { ProblemsStore } from './problems/problems.store.ts';
import { createProposalStore, type ProposalStore } from './proposal.store.ts';
import { ForecastsStore } from './runs/forecasts.store.ts';
import { createLogPlaceStore, type LogPlaceStore } from './runs/log-place.store.ts';
import { PreviewsStore } from './runs/previews.store.ts';
import { ReplaysStore } from './runs/replays.store.ts';
import { RunsStore } from './runs/runs.store.ts';
import { Announcer } from './window/announcer.store.ts';
import { CommandRegistry } from './window/commands.store.ts';
import { type CursorStore, createCursorStore } from './window/cursor.store.ts';
import { Dialogs } from './window/dialogs.store.ts';
import { createFocusStore, type FocusStore } from './window/focus.store.ts';
import { createFrameStore, type FrameStore } from './window/frame.store.ts';
import { SelectionStore, selectedJobs } from './window/selection.store.ts';
import { SettingsStore } from './window/settings.store.ts';
import { createThemeStore, type ThemeStore } from './window/theme.store.ts';
import type { Documents } from './workspace/documents.ts';
import { WorkspaceStore } from './workspace/workspace.store.ts';

export interface Clipboard {
  /** Undefined when it may not be read. */
  read(): Promise<string | undefined>;
  /** False when it may not be written. */
  write(text: string): Promise<boolean>;
}

/** Everything that features share. Made once in main.tsx, handed down by context. */
export interface AppState {
  readonly host: HostApi;
  readonly info: AppInfo;
  readonly clipboard: Clipboard;
  readonly settings: SettingsStore;
  readonly theme: ThemeStore;
  readonly selection: SelectionStore;
  readonly proposal: ProposalStore;
  readonly announcer: Announcer;
  readonly dialogs: Dialogs;
  readonly frame: FrameStore;
  readonly focus: FocusStore;
  readonly cursor: CursorStore;
  readonly workspace: WorkspaceStore;
  readonly components: ComponentList;
  readonly libraryUse: LibraryUse;
  readonly verdicts: VerdictsStore;
  readonly problems: ProblemsStore;
  readonly runs: RunsStore;
  readonly replays: ReplaysStore;
  readonly forecasts: ForecastsStore;
  readonly previews: PreviewsStore;
  readonly logPlace: LogPlaceStore;
  readonly commands: CommandRegistry;
}

export interface AppStateParts {
  readonly host: HostApi;
  readonly info: AppInfo;
  readonly clipboard: Clipboard;
  readonly createDocuments: () => Documents;
  /** Where the checks run; left out: beside everything else. */
  readonly connectChecks?: ConnectChecks;
}

/** Makes the stores and ties them together. */
export function createAppState(parts: AppStateParts): AppState {
  const { host, info, clipboard, createDocuments } = parts;
  const settings = new SettingsStore(host);
  const selection = new SelectionStore();
  const announcer = new Announcer();
  const dialogs = new Dialogs();
  const focus = createFocusStore();
  const frame = createFrameStore();
  const workspace = new WorkspaceStore({ host, settings, selection, dialogs, announcer, createDocuments });
  const verdicts = new VerdictsStore();
  const runs = new RunsStore({ host, workspace, dialogs, announcer, verdicts });
  const state: Omit<AppState, 'commands'> = {
    host,
    info,
    clipboard,
    settings,
    theme: createThemeStore(settings),
    selection,
    proposal: createProposalStore(),
    announcer,
    dialogs,
    frame,
    focus,
    cursor: createCursorStore(),
    workspace,
    components: new ComponentList(host),
    libraryUse: new LibraryUse({ host, settings, announcer, workspace, frame }),
    verdicts,
    problems: new ProblemsStore({ host, workspace, announcer, connect: parts.connectChecks ?? checksBeside }),
    runs,
    replays: new ReplaysStore({ host, workspace, runs }),
    forecasts: new ForecastsStore({ host, workspace, runs }),
    previews: new PreviewsStore(workspace),
    logPlace: createLogPlaceStore(),
  };
  return { ...state, commands: new CommandRegistry(commandList, () => whenContext(state)) };
}

/** The facts that a command's `when` may ask for. */
export function whenContext(state: Omit<AppState, 'commands'>): WhenContext {
  const { pane, place, isInField, hasDraft } = state.focus.getState();
  const { project, graph } = state.workspace.store.getState();
  const selection = state.selection.current();
  const pipeline = state.workspace.graphSession()?.pipeline;
  const jobs = selectedJobs(selection).filter((job) => pipeline?.job(job) !== undefined);
  const hasDocument = state.workspace.session() !== undefined;
  const isOutline = pane === 'side' && place === 'outline';
  return {
    inField: isInField,
    hasDraft: isInField && hasDraft,
    canvasFocus: pane === 'canvas',
    outlineFocus: isOutline,
    graphFocus: pane === 'canvas' || isOutline,
    textFocus: pane === 'text',
    inspectorFocus: pane === 'inspector',
    hasProject: project !== undefined,
    hasDocument,
    hasPipeline: graph !== undefined,
    isRunning: state.runs.liveOf(graph) !== undefined,
    hasSelection: selection.ends.length > 0,
    hasSelectedJob: jobs.length > 0,
    hasOneSelectedJob: jobs.length === 1,
    isElectron: state.info.shell === 'electron',
    isMac: state.info.platform === 'mac',
  };
}
