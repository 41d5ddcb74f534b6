import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where a selection was made; a view does not answer to its own. */
export type SelectionSource = 'text' | 'canvas' | 'outline' | 'inspector' | 'command';

export interface Selection {
  /** Ends in the format's words (`parent.jobs.train`, `parent.jobs.train.inputs.x`) and ids of edges (`edge:…`), as the pipeline gives them. */
  readonly ends: readonly string[];
  readonly primary: string | undefined;
  readonly source: SelectionSource;
  /** Goes up whenever the views should scroll the primary into view. */
  readonly reveal: number;
}

export const EMPTY_SELECTION: Selection = { ends: [], primary: undefined, source: 'command', reveal: 0 };

export interface SelectionState {
  readonly active: string | undefined;
  readonly byPath: Readonly<Record<string, Selection>>;
}

/** What is selected, one selection per document, shared by every view. */
export class SelectionStore {
  readonly store: StoreApi<SelectionState> = createStore<SelectionState>(() => ({ active: undefined, byPath: {} }));

  /** The selection of the active document. */
  current(): Selection {
    const { active, byPath } = this.store.getState();
    return (active === undefined ? undefined : byPath[active]) ?? EMPTY_SELECTION;
  }

  of(path: string): Selection {
    return this.store.getState().byPath[path] ?? EMPTY_SELECTION;
  }

  /** Selects `ends` in the active document or in `path`; the last one is primary unless said otherwise. The same selection again changes nothing but `reveal`. */
  select(
    ends: readonly string[],
    source: SelectionSource,
    options: { readonly reveal?: boolean; readonly primary?: string; readonly path?: string } = {},
  ): void {
    const path = options.path ?? this.store.getState().active;
    if (path === undefined) return;
    const before = this.of(path);
    const primary = options.primary ?? ends[ends.length - 1];
    const isSame = primary === before.primary && ends.length === before.ends.length && ends.every((end, k) => end === before.ends[k]);
    if (isSame && !options.reveal) return;
    const next: Selection = { ends: isSame ? before.ends : ends, primary, source, reveal: before.reveal + (options.reveal ? 1 : 0) };
    this.store.setState((state) => ({ byPath: { ...state.byPath, [path]: next } }));
  }

  /** Adds an end, or takes it away when it is selected already. */
  toggle(end: string, source: SelectionSource): void {
    const { ends } = this.current();
    this.select(ends.includes(end) ? ends.filter((each) => each !== end) : [...ends, end], source);
  }

  setActive(path: string | undefined): void {
    this.store.setState({ active: path });
  }

  forget(path: string): void {
    this.store.setState((state) => {
      const { [path]: _gone, ...rest } = state.byPath;
      return { byPath: rest };
    });
  }
}

/** The job that an end belongs to: `train` for `parent.jobs.train.inputs.x`. */
export function jobOfEnd(end: string | undefined): string | undefined {
  return end === undefined ? undefined : /^parent\.jobs\.([^.]+)/.exec(end)?.[1];
}

/** Jobs that are selected as such, in the order of selection. */
export function selectedJobs(selection: Selection): string[] {
  const jobs: string[] = [];
  for (const end of selection.ends) {
    const job = /^parent\.jobs\.([^.]+)$/.exec(end)?.[1];
    if (job !== undefined) jobs.push(job);
  }
  return jobs;
}
