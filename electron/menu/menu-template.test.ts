import { describe, expect, it } from 'vitest';
import { commands } from '#shared/commands/commands.ts';
import { acceleratorOf, type MenuItem, menuTemplate } from './menu-template.ts';

const flat = (items: readonly MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...flat(item.submenu ?? [])]);

describe('the native menus', () => {
  it('hold every command that has a place in them, once', () => {
    const items = flat(menuTemplate('linux', { enabled: {}, checked: {} }, true));

    const shown = items.flatMap((item) => item.command ?? []);
    expect(shown.sort()).toEqual(commands.flatMap((command) => (command.menu === undefined ? [] : [command.id])).sort());
  });

  it('take no key from the page, and show them', () => {
    const items = flat(menuTemplate('linux', { enabled: {}, checked: {} }, true));

    expect(items.filter((item) => item.registerAccelerator === true)).toEqual([]);
    expect(items.find((item) => item.command === 'edit.undo')?.accelerator).toBe('CommandOrControl+Z');
  });

  it('are enabled as the page says, and not before it has said so', () => {
    const before = flat(menuTemplate('linux', { enabled: {}, checked: {} }, true)).find((item) => item.command === 'edit.undo');
    const after = flat(menuTemplate('linux', { enabled: { 'edit.undo': true }, checked: { 'edit.undo': true } }, true)).find(
      (item) => item.command === 'edit.undo',
    );

    expect([before?.enabled, before?.type]).toEqual([false, 'normal']);
    expect([after?.enabled, after?.type, after?.checked]).toEqual([true, 'checkbox', true]);
  });

  it('leave the clipboard keys of text fields to the system on macOS', () => {
    const roles = flat(menuTemplate('darwin', { enabled: {}, checked: {} }, true)).flatMap((item) => item.role ?? []);

    expect(roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'quit', 'hide']));
  });

  it('never bind a plain letter', () => {
    expect(['C', 'Shift+C', 'Delete', '?', 'Space', 'Alt+A'].map(acceleratorOf)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
    expect(['Mod+Shift+P', 'F5', 'Shift+F8', 'Alt+ArrowUp', 'Mod+.'].map(acceleratorOf)).toEqual([
      'CommandOrControl+Shift+P',
      'F5',
      'Shift+F8',
      'Alt+Up',
      'CommandOrControl+.',
    ]);
  });
});
