import type { AppState } from '#renderer/state/app-state.ts';
import { keysOf } from '#shared/commands/command.ts';

/** Codes by which a key is told where the layout or Shift changes its character. */
const BY_CODE: Readonly<Record<string, string>> = { Digit0: '0', Digit1: '1', Digit2: '2', Digit3: '3', Space: 'Space', Slash: '/', Period: '.', Comma: ',' };

/**
 * The combinations that an event may stand for, most exact first: `Mod+Shift+P`. `?` is its own key whatever Shift is; letters are upper case.
 */
export function combinationsOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>, isMac: boolean): readonly string[] {
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  // The other of Ctrl and Cmd is never ours.
  if (isMac ? event.ctrlKey : event.metaKey) return [];
  const shown = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const code = BY_CODE[event.code] ?? (/^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : undefined);
  const names = new Set([shown, ...(code !== undefined && (isMod || event.altKey || event.shiftKey || code === 'Space') ? [code] : [])]);
  const result: string[] = [];
  for (const name of names) {
    const rest = `${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${name}`;
    result.push(isMod ? `Mod+${rest}` : rest);
    // A character that needs Shift is written without it: `?`, `+`.
    if (event.shiftKey && name.length === 1 && !/[A-Z0-9]/.test(name)) result.push(`${isMod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${name}`);
  }
  return result;
}

/**
 * Runs the command of a key. Listens before the panes do, so that one history and one save hold everywhere; a command whose `when` does not hold, and any
 * key while a dialog or a menu is open, is left to whoever has the focus.
 */
export function dispatchKeys(state: AppState): () => void {
  const isMac = state.info.platform === 'mac';
  const byKey = new Map<string, string[]>();
  for (const command of state.commands.definitions) {
    if (command.isLocal) continue;
    for (const keys of keysOf(command)) byKey.set(keys, [...(byKey.get(keys) ?? []), command.id]);
  }
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (state.dialogs.store.getState().open || isInPopup(event.target)) return;
    for (const combination of combinationsOf(event, isMac)) {
      for (const id of byKey.get(combination) ?? []) {
        if (!state.commands.matches(id) || !state.commands.isEnabled(id)) continue;
        event.preventDefault();
        event.stopPropagation();
        state.commands.run(id);
        return;
      }
    }
  };
  window.addEventListener('keydown', listen, true);
  return () => window.removeEventListener('keydown', listen, true);
}

function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"][data-popup]') !== null;
}
