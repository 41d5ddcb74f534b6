import { createStore, type StoreApi } from 'zustand/vanilla';

/** Panes that F6 goes through, in this order; elements name theirs with `data-pane`. */
export const PANES = ['rail', 'side', 'text', 'canvas', 'inspector', 'bottom', 'status', 'title'] as const;
export type Pane = (typeof PANES)[number];

export interface FocusState {
  readonly pane: Pane | undefined;
  /** In the side panel: which of its places. */
  readonly place: string | undefined;
  /** A text field other than the text pane has the keys. */
  readonly isInField: boolean;
}

export type FocusStore = StoreApi<FocusState>;

/** Follows the focus through the document. */
export function createFocusStore(): FocusStore {
  const store: FocusStore = createStore<FocusState>(() => ({ pane: undefined, place: undefined, isInField: false }));
  const follow = (target: EventTarget | null) => {
    if (!(target instanceof Element)) return;
    const element = target.closest('[data-pane]');
    const pane = PANES.find((each) => each === element?.getAttribute('data-pane'));
    const place = target.closest('[data-place]')?.getAttribute('data-place') ?? undefined;
    const isInField = isField(target);
    const before = store.getState();
    if (before.pane !== pane || before.place !== place || before.isInField !== isInField) store.setState({ pane: pane ?? before.pane, place, isInField });
  };
  if (typeof document !== 'undefined') document.addEventListener('focusin', (event) => follow(event.target));
  return store;
}

/** A place where keys are typed. Monaco's own text counts as text pane, its find widget as a field. */
export function isField(element: Element): boolean {
  if (element.closest('.monaco-editor')) return element.closest('.find-widget, .rename-box') !== null;
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || (element instanceof HTMLElement && element.isContentEditable);
}
