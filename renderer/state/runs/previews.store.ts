import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Preview } from '#shared/runs/output-look.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';

/** What a job wrote to an output, opened beside the text. */
export interface PreviewTab {
  /** The pipeline, relative to the project. */
  readonly path: string;
  /** `split.train_data`. */
  readonly output: string;
  readonly run: string;
  /** A file of the output's folder; undefined: what says most. */
  readonly file: string | undefined;
  /** What it turned out to be; for the icon of the tab. */
  readonly kind?: Preview['kind'];
}

/** A port that shows what it delivered. */
export interface Peek {
  readonly path: string;
  /** As the graph names it: `parent.jobs.split.outputs.train_data`. */
  readonly end: string;
  readonly output: string;
  readonly run: string;
}

export interface PreviewsState {
  readonly tabs: readonly PreviewTab[];
  /** Key of the tab that stands in place of the text. */
  readonly active: string | undefined;
  readonly peek: Peek | undefined;
  /** Goes up when a user opens one: the keys go there. */
  readonly opened: number;
}

/** Outputs that are looked at: as a peek at their port, and as tabs beside the open files. */
export class PreviewsStore {
  readonly store: StoreApi<PreviewsState> = createStore<PreviewsState>(() => ({ tabs: [], active: undefined, peek: undefined, opened: 0 }));

  /** A file that is opened or chosen comes before the preview; another project has none. */
  constructor(workspace: WorkspaceStore) {
    let before = workspace.store.getState();
    workspace.store.subscribe((state) => {
      if (state.project?.project !== before.project?.project) this.clear();
      else if (state.activated !== before.activated) this.activate(undefined);
      before = state;
    });
  }

  /** Opens an output as a tab; one that is open shows this run now. */
  open(tab: PreviewTab): void {
    const key = keyOfPreview(tab);
    this.store.setState(({ tabs, opened }) => ({
      tabs: tabs.some((each) => keyOfPreview(each) === key) ? tabs.map((each) => (keyOfPreview(each) === key ? tab : each)) : [...tabs, tab],
      active: key,
      peek: undefined,
      opened: opened + 1,
    }));
  }

  /** Shows another run or file in an open tab. */
  change(key: string, change: Partial<Pick<PreviewTab, 'run' | 'file' | 'kind'>>): void {
    this.store.setState(({ tabs }) => ({ tabs: tabs.map((each) => (keyOfPreview(each) === key ? { ...each, ...change } : each)) }));
  }

  /** Puts a tab in place of the text; undefined: the text comes back. */
  activate(key: string | undefined): void {
    if (this.store.getState().active !== key) this.store.setState({ active: key });
  }

  close(key: string): void {
    this.store.setState(({ tabs, active }) => {
      const at = tabs.findIndex((each) => keyOfPreview(each) === key);
      const rest = tabs.filter((_, k) => k !== at);
      const next = rest[Math.min(at, rest.length - 1)];
      return { tabs: rest, active: active === key ? next && keyOfPreview(next) : active };
    });
  }

  peekAt(peek: Peek | undefined): void {
    this.store.setState({ peek });
  }

  /** Another project is open. */
  clear(): void {
    this.store.setState({ tabs: [], active: undefined, peek: undefined });
  }
}

/** A tab is its output, whatever run it shows. */
export function keyOfPreview(tab: Pick<PreviewTab, 'path' | 'output'>): string {
  return `${tab.path}\n${tab.output}`;
}

/** `split.train_data` for the end `parent.jobs.split.outputs.train_data`; undefined for anything that is no output of a job. */
export function outputOfEnd(end: string): string | undefined {
  const found = /^parent\.jobs\.([^.]+)\.outputs\.([^.]+)$/.exec(end);
  if (found) return `${found[1]}.${found[2]}`;
  return /^parent\.outputs\.[^.]+$/.test(end) ? end : undefined;
}
