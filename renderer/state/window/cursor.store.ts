import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where the caret of the text pane stands; line and column from 1. `goTo` asks the text pane to go somewhere. */
export interface CursorState {
  readonly path: string | undefined;
  /** Whether a text pane shows that document. */
  readonly isShown: boolean;
  /** Whether the text pane has the keys, so that its caret is where one works. */
  readonly hasKeys: boolean;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly goTo: { readonly path: string; readonly start: number; readonly end: number; readonly count: number; readonly isShownOnly: boolean } | undefined;
}

export type CursorStore = StoreApi<CursorState>;

/** Makes the store. */
export function createCursorStore(): CursorStore {
  return createStore<CursorState>(() => ({ path: undefined, isShown: false, hasKeys: false, line: 1, column: 1, offset: 0, goTo: undefined }));
}

/** Asks the text pane to show and select a range; it answers when the file's model is there. `isShownOnly`: the focus stays where it is. */
export function goToRange(store: CursorStore, path: string, start: number, end: number, options: { readonly isShownOnly?: boolean } = {}): void {
  store.setState((state) => ({ goTo: { path, start, end, count: (state.goTo?.count ?? 0) + 1, isShownOnly: options.isShownOnly ?? false } }));
}
