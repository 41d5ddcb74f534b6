import type { StoreApi } from 'zustand/vanilla';
import type { Session } from '#shared/document/session-types.ts';
import type { SelectionStore } from '../window/selection.store.ts';
import { isPipelineKind, isYamlPath } from './layout-path.ts';
import { nextActive, type Tab, withTab } from './tabs.ts';
import type { WorkspaceState } from './workspace-state.ts';

/** The tabs: which there are, which one is active, and which pipeline is drawn. */
export class OpenTabs {
  readonly #store: StoreApi<WorkspaceState>;
  readonly #selection: SelectionStore;
  readonly #session: (path: string) => Session | undefined;

  constructor(store: StoreApi<WorkspaceState>, selection: SelectionStore, session: (path: string) => Session | undefined) {
    this.#store = store;
    this.#selection = selection;
    this.#session = session;
  }

  get(path: string): Tab | undefined {
    return this.#store.getState().tabs.find((each) => each.path === path);
  }

  get active(): string | undefined {
    return this.#store.getState().active;
  }

  /** Files with unsaved work. */
  get dirty(): readonly string[] {
    return this.#store.getState().tabs.flatMap((tab) => (tab.isDirty ? tab.path : []));
  }

  change(path: string, change: Partial<Tab>): void {
    this.#store.setState((state) => ({ tabs: state.tabs.map((tab) => (tab.path === path ? { ...tab, ...change } : tab)) }));
  }

  /** Says whether the file holds unsaved work; one that does is no preview. */
  markDirty(path: string, isDirty: boolean): void {
    const tab = this.get(path);
    if (tab && (tab.isDirty !== isDirty || (isDirty && tab.isPreview))) this.change(path, { isDirty, isPreview: tab.isPreview && !isDirty });
  }

  /** Opens a tab beside another; the preview that gave way to it. */
  open(tab: Tab, beside: string | undefined): string | undefined {
    const { tabs, replaced } = withTab(this.#store.getState().tabs, tab, beside);
    this.#store.setState({ tabs });
    return replaced;
  }

  /** A tab at the end, for a file with work that is not saved. */
  addUnsaved(path: string, onDisk: Tab['onDisk']): void {
    const tab: Tab = { path, isPreview: false, isDirty: true, isReadOnly: false, onDisk, trail: [] };
    this.#store.setState((state) => ({ tabs: [...state.tabs, tab] }));
  }

  /** Takes a tab away; its neighbour is shown. */
  close(path: string): void {
    const { tabs, active } = this.#store.getState();
    if (!tabs.some((tab) => tab.path === path)) return;
    this.#store.setState({ tabs: tabs.filter((tab) => tab.path !== path), active: active === path ? nextActive(tabs, path) : active });
    this.followGraph();
  }

  activate(path: string): void {
    this.#store.setState((state) => ({ active: path, activated: state.activated + 1 }));
    this.followGraph();
  }

  /** The active file may have become a pipeline, or be one no more. */
  followGraph(): void {
    const { active, graph, tabs } = this.#store.getState();
    const session = active === undefined ? undefined : this.#session(active);
    const isPipeline =
      session !== undefined && isYamlPath(session.path) && (isPipelineKind(session.pipeline.document) || isPipelineKind(session.lastGood.pipeline.document));
    const next = isPipeline ? active : graph !== undefined && tabs.some((tab) => tab.path === graph) ? graph : undefined;
    this.#selection.setActive(next ?? active);
    if (next !== graph) this.#store.setState({ graph: next });
  }
}
