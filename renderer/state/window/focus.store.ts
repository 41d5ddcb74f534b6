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
  /** What was typed in that field is not entered yet: Ctrl+Z is about these letters, and only then not about the one history. */
  readonly hasDraft: boolean;
}

export type FocusStore = StoreApi<FocusState>;

/** Follows the focus through the document. */
export function createFocusStore(): FocusStore {
  const store: FocusStore = createStore<FocusState>(() => ({ pane: undefined, place: undefined, isInField: false, hasDraft: false }));
  const follow = (target: EventTarget | null) => {
    if (!(target instanceof Element)) return;
    const element = target.closest('[data-pane]');
    const pane = PANES.find((each) => each === element?.getAttribute('data-pane'));
    const place = target.closest('[data-place]')?.getAttribute('data-place') ?? undefined;
    const isInField = isField(target);
    const before = store.getState();
    if (before.pane !== pane || before.place !== place || before.isInField !== isInField) store.setState({ pane: pane ?? before.pane, place, isInField });
    if (before.hasDraft) store.setState({ hasDraft: false });
  };
  const draft = (hasDraft: boolean) => {
    if (store.getState().hasDraft !== hasDraft) store.setState({ hasDraft });
  };
  if (typeof document !== 'undefined') {
    document.addEventListener('focusin', (event) => follow(event.target));
    document.addEventListener('input', ({ target }) => target instanceof Element && draft(isField(target) && !isEmpty(target)));
    // Enter gives what was typed to whoever waits for it.
    document.addEventListener('keydown', (event) => event.key === 'Enter' && draft(false), { capture: true });
  }
  return store;
}

function isEmpty(element: Element): boolean {
  return (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && element.value === '';
}

/** A place where keys are typed. Monaco's own text counts as text pane, its find widget as a field. */
export function isField(element: Element): boolean {
  if (element.closest('.monaco-editor')) return element.closest('.find-widget, .rename-box') !== null;
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || (element instanceof HTMLElement && element.isContentEditable);
}
