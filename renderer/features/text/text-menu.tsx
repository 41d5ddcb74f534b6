import { useRef } from 'react';
import { Popover } from 'react-aria-components';
import type { AppState } from '#renderer/state/app-state.ts';
import { useAppState } from '#renderer/state/context.ts';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import { MenuContent, type MenuEntry, type MenuGroup } from '#renderer/ui/menu.tsx';
import { keysOf } from '#shared/commands/command.ts';
import type { TextEditor } from './text-editor.ts';
import styles from './text-pane.module.css';

/** Where the menu stands, relative to the pane. */
export interface TextMenuPlace {
  readonly x: number;
  readonly y: number;
}

const COMMANDS: readonly (readonly string[])[] = [
  ['edit.undo', 'edit.redo'],
  ['text.goToDefinition', 'text.findReferences', 'text.rename', 'text.revealInGraph'],
  ['text.complete', 'text.toggleComment'],
];

const ICONS: Readonly<Record<string, IconName>> = { 'edit.undo': 'undo-2', 'edit.redo': 'redo-2', 'text.rename': 'pencil' };

/** What can be done with the text under the pointer or caret. Undo and redo are the one history's. */
export function TextMenu({ place, editor, onClose }: { readonly place: TextMenuPlace; readonly editor: TextEditor; readonly onClose: () => void }) {
  const state = useAppState();
  const anchor = useRef<HTMLSpanElement>(null);
  const isReadOnly = editor.isReadOnly;
  const hasSelection = !(editor.editor.getSelection()?.isEmpty() ?? true);
  const clipboard: MenuGroup = {
    entries: [
      { id: 'cut', label: 'Cut', keys: 'Mod+X', isDisabled: isReadOnly || !hasSelection },
      { id: 'copy', label: 'Copy', keys: 'Mod+C', isDisabled: !hasSelection },
      { id: 'paste', label: 'Paste', keys: 'Mod+V', isDisabled: isReadOnly },
    ],
  };
  const [history, ...rest] = COMMANDS.map((ids) => groupOf(state, ids));
  return (
    <>
      <span ref={anchor} className={styles.menuAnchor} style={{ left: place.x, top: place.y }} />
      <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom start" offset={2} className={styles.menu}>
        <MenuContent
          label="What can be done here"
          groups={[...(history ? [history] : []), clipboard, ...rest]}
          onAction={(id) => {
            onClose();
            editor.focus();
            if (!state.commands.definition(id)) void editClipboard(id, editor, state);
            else state.commands.run(id);
          }}
        />
      </Popover>
    </>
  );
}

function groupOf(state: AppState, ids: readonly string[]): MenuGroup {
  return {
    entries: ids.flatMap((id): MenuEntry[] => {
      const command = state.commands.definition(id);
      if (!command) return [];
      const keys = keysOf(command)[0];
      const icon = ICONS[id];
      return [{ id, label: command.title, isDisabled: !state.commands.isEnabled(id), ...(icon ? { icon } : {}), ...(keys === undefined ? {} : { keys }) }];
    }),
  };
}

/** Through the shell's clipboard, because a page may not read the system's by itself. */
async function editClipboard(id: string, text: TextEditor, state: AppState): Promise<void> {
  const { editor } = text;
  const selection = editor.getSelection();
  const model = editor.getModel();
  if (!selection || !model) return;
  if (id === 'paste') {
    const pasted = await state.clipboard.read();
    if (pasted === undefined) state.announcer.announce('The clipboard cannot be read from here: paste with the keyboard.', 'note');
    else editor.trigger('menu', 'paste', { text: pasted });
    return;
  }
  const isWritten = await state.clipboard.write(model.getValueInRange(selection));
  if (!isWritten) state.announcer.announce('The clipboard cannot be written from here: copy with the keyboard.', 'note');
  else if (id === 'cut') editor.executeEdits('menu', [{ range: selection, text: '' }]);
}
