import type { CommandDefinition, MenuBar } from './command.ts';
import { editCommands } from './edit.command.ts';
import { fileCommands } from './file.command.ts';
import { gateCommands } from './gate.command.ts';
import { graphCommands, textCommands } from './graph.command.ts';
import { runCommands } from './run.command.ts';
import { viewCommands } from './view.command.ts';

/** Every command: native menus, palette and shortcut sheet are built from this list. */
export const commands: readonly CommandDefinition[] = [
  ...viewCommands,
  ...fileCommands,
  ...editCommands,
  ...gateCommands,
  ...runCommands,
  ...graphCommands,
  ...textCommands,
];

/** Titles of the menus, from left to right. */
export const menuBars: readonly { readonly bar: MenuBar; readonly title: string }[] = [
  { bar: 'file', title: 'File' },
  { bar: 'edit', title: 'Edit' },
  { bar: 'job', title: 'Job' },
  { bar: 'run', title: 'Run' },
  { bar: 'view', title: 'View' },
  { bar: 'go', title: 'Go' },
  { bar: 'help', title: 'Help' },
];

/** The commands of a menu in groups, in the order in which they are shown. */
export function menuGroups(bar: MenuBar): readonly (readonly CommandDefinition[])[] {
  const groups = new Map<string, CommandDefinition[]>();
  for (const command of commands) {
    if (command.menu?.bar !== bar) continue;
    const group = groups.get(command.menu.group);
    if (group) group.push(command);
    else groups.set(command.menu.group, [command]);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list.sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0)));
}
