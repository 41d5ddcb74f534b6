import { createStore, type StoreApi } from 'zustand/vanilla';

/** Which of text and graph are on screen. */
export type ViewMode = 'text' | 'both' | 'graph';
export type SidePlace = 'files' | 'outline' | 'components' | 'runs';
/** What the bottom panel shows. */
export type BottomTab = 'problems' | 'log' | 'timeline' | 'metrics';

/** How a document is looked at; kept per file by the host, never in the project. */
export interface FileView {
  readonly mode: ViewMode;
  /** The graph stands at the left. */
  readonly isSwapped: boolean;
  /** Share of the text beside the graph in per cent; undefined until the user has moved the splitter: then 38 % of the window. */
  readonly split: number | undefined;
}

export const DEFAULT_VIEW: FileView = { mode: 'both', isSwapped: false, split: undefined };

export interface FrameState {
  readonly side: SidePlace | undefined;
  readonly isBottomOpen: boolean;
  readonly bottomTab: BottomTab;
  readonly isInspectorOpen: boolean;
  /** Settings take the whole work area. */
  readonly isSettingsOpen: boolean;
  /** Two runs that are compared take the whole work area: their ids. */
  readonly compared: readonly [string, string] | undefined;
  /** The run panel stands at the place of the inspector. */
  readonly isRunPanelOpen: boolean;
  /** Below 1200 px the inspector is a sheet over the graph. */
  readonly isSheetOpen: boolean;
  /** Px that what the inspector shows would like to have; it gives them back when it goes. */
  readonly inspectorWish: number | undefined;
  readonly width: number;
  readonly views: Readonly<Record<string, FileView>>;
  /** Below 900 px: which of the two is on screen. */
  readonly narrowMode: 'text' | 'graph';
}

/** What of the frame is open. */
export type FrameStore = StoreApi<FrameState>;

/** Makes the store. */
export function createFrameStore(): FrameStore {
  return createStore<FrameState>(() => ({
    side: undefined,
    isBottomOpen: false,
    bottomTab: 'problems',
    isInspectorOpen: true,
    isSettingsOpen: false,
    compared: undefined,
    isRunPanelOpen: false,
    isSheetOpen: false,
    inspectorWish: undefined,
    width: typeof window === 'undefined' ? 1440 : window.innerWidth,
    views: {},
    narrowMode: 'graph',
  }));
}

/** `full`: all panes; `sheet` (below 1200): inspector over the graph; `compact` (below 1024): search is an icon; `single` (below 900): text or graph. */
export type WidthClass = 'full' | 'sheet' | 'compact' | 'single';

export function widthClass(width: number): WidthClass {
  return width >= 1200 ? 'full' : width >= 1024 ? 'sheet' : width >= 900 ? 'compact' : 'single';
}
