import type { CommandDefinition } from '#shared/commands/command.ts';
import { keysOf } from '#shared/commands/command.ts';
import { menuBars, menuGroups } from '#shared/commands/commands.ts';

/** What Electron's menus are built from, without Electron. */
export interface MenuItem {
  readonly id?: string;
  readonly label?: string;
  readonly role?:
    | 'services'
    | 'hide'
    | 'hideOthers'
    | 'unhide'
    | 'quit'
    | 'about'
    | 'cut'
    | 'copy'
    | 'paste'
    | 'selectAll'
    | 'minimize'
    | 'zoom'
    | 'front'
    | 'toggleDevTools';
  readonly type?: 'normal' | 'separator' | 'checkbox' | 'submenu';
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly command?: string;
  readonly submenu?: readonly MenuItem[];
}

/** What the renderer last said about its commands. */
export interface MenuState {
  readonly enabled: Readonly<Record<string, boolean>>;
  readonly checked: Readonly<Record<string, boolean>>;
}

/** macOS gives these keys to text fields through the menu only; elsewhere fields have them by themselves. */
const MAC_ROLES: Readonly<Record<string, NonNullable<MenuItem['role']>>> = {
  'edit.cut': 'cut',
  'edit.copy': 'copy',
  'edit.paste': 'paste',
  'edit.selectAll': 'selectAll',
};

/** The menu bar, from the list of commands. */
export function menuTemplate(platform: string, state: MenuState, isPackaged: boolean): MenuItem[] {
  const isMac = platform === 'darwin';
  const bars = menuBars.map(({ bar, title }): MenuItem => {
    const groups = menuGroups(bar).map((group) => group.map((command) => itemOf(command, isMac, state)));
    const tools: MenuItem[][] = bar === 'view' && !isPackaged ? [[{ role: 'toggleDevTools', label: 'Developer tools' }]] : [];
    return { label: title, submenu: separate([...groups, ...tools]) };
  });
  const filled = bars.filter((bar) => (bar.submenu ?? []).length > 0);
  return isMac ? [MAC_APP_MENU, ...filled.slice(0, -1), MAC_WINDOW_MENU, ...filled.slice(-1)] : filled;
}

/** `Mod+Shift+P` as Electron writes it; nothing for keys that a menu must not take from the page (plain letters, Delete, Escape, …). */
export function acceleratorOf(keys: string): string | undefined {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const hasModifier = parts.includes('Mod') || parts.includes('Ctrl') || (parts.includes('Alt') && /^F?\d|^Arrow/.test(key));
  if (!hasModifier && !/^F\d+$/.test(key)) return undefined;
  const name = ACCELERATOR_KEYS[key] ?? key;
  return [...parts.map((part) => (part === 'Mod' ? 'CommandOrControl' : part === 'Ctrl' ? 'Control' : part)), name].join('+');
}

const ACCELERATOR_KEYS: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
  '': 'Plus',
};

function itemOf(command: CommandDefinition, isMac: boolean, state: MenuState): MenuItem {
  const role = isMac ? MAC_ROLES[command.id] : undefined;
  if (role !== undefined) return { role, label: command.title };
  const first = keysOf(command)[0];
  const checked = state.checked[command.id];
  return {
    id: command.id,
    label: command.title,
    command: command.id,
    type: checked === undefined ? 'normal' : 'checkbox',
    checked,
    enabled: state.enabled[command.id] ?? false,
    accelerator: first === undefined ? undefined : acceleratorOf(first),
    // The page dispatches keys itself and knows where the focus is; elsewhere than on macOS the menu only shows them.
    registerAccelerator: isMac && command.isLocal !== true,
  };
}

function separate(groups: readonly (readonly MenuItem[])[]): MenuItem[] {
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? [...group] : [{ type: 'separator' as const }, ...group]));
}

const MAC_APP_MENU: MenuItem = {
  label: 'Sluice',
  submenu: [
    { role: 'about', label: 'About Sluice' },
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide', label: 'Hide Sluice' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { role: 'quit', label: 'Quit Sluice' },
  ],
};

const MAC_WINDOW_MENU: MenuItem = { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, { type: 'separator' }, { role: 'front' }] };
