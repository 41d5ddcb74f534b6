import { type CommandDefinition, keysOf, type SheetGroup } from '#shared/commands/command.ts';

/** A row of the sheet: what is done, and the keys of each command in it. */
export interface ShortcutRow {
  readonly label: string;
  readonly keys: readonly string[];
}

const ORDER: readonly SheetGroup[] = ['Everywhere', 'Places', 'Graph: go', 'Graph: edit', 'Problems', 'Text'];

/** The commands that have keys, by section, filtered by what is done or by a key. */
export function shortcutGroups(
  commands: readonly CommandDefinition[],
  filter: string,
): readonly { readonly title: SheetGroup; readonly rows: readonly ShortcutRow[] }[] {
  const words = filter.trim().toLowerCase();
  return ORDER.map((title) => {
    const rows = new Map<string, string[]>();
    for (const command of commands) {
      if (command.sheet?.group !== title || keysOf(command).length === 0) continue;
      const label = command.sheet.row ?? command.title;
      rows.set(label, [...(rows.get(label) ?? []), ...keysOf(command)]);
    }
    return {
      title,
      rows: [...rows]
        .map(([label, keys]) => ({ label, keys }))
        .filter(
          (row) =>
            words === '' || row.label.toLowerCase().includes(words) || row.keys.some((keys) => keys.toLowerCase().replace('mod', 'ctrl').includes(words)),
        ),
    };
  }).filter((group) => group.rows.length > 0);
}

/** `Ctrl 1 or 2 or 3`: of alternatives that hold the same keys down, the later ones show their last key alone. */
export function shortened(keys: readonly string[]): readonly string[] {
  const heldBy = (each: string) => each.slice(0, each.lastIndexOf('+', each.length - 2) + 1);
  const first = heldBy(keys[0] ?? '');
  return keys.map((each, k) => (k > 0 && first !== '' && heldBy(each) === first ? each.slice(first.length) : each));
}
