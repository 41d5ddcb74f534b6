/** Menus of the native menu bar, from left to right. */
export type MenuBar = 'file' | 'edit' | 'job' | 'run' | 'view' | 'go' | 'help';

/** Sections of the shortcut sheet. */
export type SheetGroup = 'Everywhere' | 'Places' | 'Graph: go' | 'Graph: edit' | 'Run' | 'Problems' | 'Text';

/**
 * Something that can be done by name. One list for native menus, palette and shortcut sheet; the handler lives in the renderer.
 * Keys: `Mod` is Ctrl, on macOS Cmd; parts are joined by `+`, letters are upper case: `Mod+Shift+P`, `F2`, `?`, `Alt+ArrowUp`.
 */
export interface CommandDefinition {
  /** `area.verbNoun`. */
  readonly id: string;
  /** Sentence case, verb first. */
  readonly title: string;
  readonly keys?: string | readonly string[];
  readonly menu?: { readonly bar: MenuBar; readonly group: string; readonly order: number };
  /** When the keys count (see when.ts). Menus and palette ask the handler instead. */
  readonly when?: string;
  /** False: not offered by the palette (moving the focus, keys of a gesture). */
  readonly palette?: boolean;
  /** Its row in the shortcut sheet; commands of the same row share it. Without it the title is the row's label. */
  readonly sheet?: { readonly group: SheetGroup; readonly row?: string };
  /** The key is handled where it is typed (Monaco, a tree, the canvas); it is listed, not dispatched. */
  readonly isLocal?: boolean;
}

/** Declares a command; the identity function. */
export function defineCommand(definition: CommandDefinition): CommandDefinition {
  return definition;
}

/** The keys of a command as a list. */
export function keysOf(definition: CommandDefinition): readonly string[] {
  return definition.keys === undefined ? [] : typeof definition.keys === 'string' ? [definition.keys] : definition.keys;
}
