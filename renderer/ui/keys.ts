const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const NAMES: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

/** The key caps of `Mod+Shift+P`: Ctrl, Shift, P; on macOS ⌘, ⇧, P. */
export function keyCaps(keys: string, isMac: boolean): readonly string[] {
  const parts = keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys === '+' ? ['+'] : keys.split('+');
  return parts.filter((part) => part !== '').map((part) => (isMac ? MAC[part] : undefined) ?? NAMES[part] ?? part);
}
