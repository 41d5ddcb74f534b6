import type { AppState } from '#renderer/state/app-state.ts';
import { PANES } from '#renderer/state/window/focus.store.ts';

/** Puts the focus into a pane: where it was, else on what it offers first. */
export function focusPane(pane: string): boolean {
  const root = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  if (!root) return false;
  const target =
    root.querySelector<HTMLElement>('[data-initial-focus]') ??
    (pane === 'text' ? root.querySelector<HTMLElement>('.monaco-editor textarea, .monaco-editor .native-edit-context') : null) ??
    (pane === 'canvas' ? root.querySelector<HTMLElement>('[role="application"]') : null) ??
    (pane === 'side' ? (root.querySelector<HTMLElement>('[role="row"][aria-selected="true"]') ?? root.querySelector<HTMLElement>('[role="row"]')) : null) ??
    root.querySelector<HTMLElement>('button:not([disabled]), [href], input, select, textarea, [tabindex]:not([tabindex="-1"])');
  if (!target) return false;
  target.focus();
  // What is typed next takes the place of what was searched for before.
  if (target instanceof HTMLInputElement && target.type === 'search') target.select();
  return root.contains(document.activeElement);
}

/** The next or previous pane that can take the focus. */
export function cyclePane(by: 1 | -1): void {
  const current = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane');
  const at = (PANES as readonly (string | null | undefined)[]).indexOf(current);
  for (let k = 1; k <= PANES.length; k++) {
    const next = PANES[(at + by * k + PANES.length * 2) % PANES.length];
    if (next && focusPane(next)) return;
  }
}

/** After a dialog: when what had the focus is gone (a row that was renamed), its pane gets it. */
export function keepFocus(state: AppState): () => void {
  let pane = state.focus.getState().pane;
  return state.dialogs.store.subscribe(({ open }, before) => {
    if (open && !before.open) pane = state.focus.getState().pane;
    if (open || !before.open) return;
    setTimeout(() => {
      const active = document.activeElement;
      if ((active === null || active === document.body) && !state.dialogs.store.getState().open) focusPane(pane ?? 'canvas');
    }, 60);
  });
}

/** Escape that nobody else has used goes one level out: sheet, settings, then from a side pane back to the work. */
export function levelOut(state: AppState): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || state.dialogs.store.getState().open) return;
    const { isSettingsOpen, isSheetOpen } = state.frame.getState();
    const { pane } = state.focus.getState();
    if (isSettingsOpen) state.frame.setState({ isSettingsOpen: false });
    else if (isSheetOpen && (pane === 'inspector' || pane === 'canvas')) {
      state.frame.setState({ isSheetOpen: false });
      requestAnimationFrame(() => focusPane('canvas'));
    } else if (pane !== 'text' && pane !== 'canvas' && !focusPane('canvas')) focusPane('text');
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}
