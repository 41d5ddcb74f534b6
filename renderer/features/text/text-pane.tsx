import { useEffect, useRef, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useSession, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { loadMonaco } from './load-monaco.ts';
import { textCommandHandlers } from './text-commands.ts';
import { TextEditor } from './text-editor.ts';
import { TextMenu, type TextMenuPlace } from './text-menu.tsx';
import styles from './text-pane.module.css';
import { textServiceOf } from './text-service.ts';
import './editor.css';

/** The text of the active file, in Monaco. The graph does not wait for it: Monaco comes when the pane is first shown. */
export function TextPane() {
  const state = useAppState();
  const session = useSession();
  const isReadOnly = useWorkspaceValue((each) => each.tabs.find((tab) => tab.path === session?.path)?.isReadOnly ?? false);
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<TextEditor>();
  const [failure, setFailure] = useState<string>();
  const [menu, setMenu] = useState<TextMenuPlace>();

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let isGone = false;
    let dispose = () => {};
    loadMonaco().then(
      (monaco) => {
        if (isGone) return;
        const made = new TextEditor(monaco, element, state, textServiceOf(state, monaco));
        const handlers = Object.entries(textCommandHandlers(made, state)).map(([id, handler]) => state.commands.register(id, handler));
        dispose = () => {
          for (const handler of handlers) handler.dispose();
          made.dispose();
        };
        setEditor(made);
      },
      (error: unknown) => setFailure(String(error)),
    );
    return () => {
      isGone = true;
      setEditor(undefined);
      dispose();
    };
  }, [state]);

  useEffect(() => editor?.show(session, isReadOnly), [editor, session, isReadOnly]);

  useEffect(() => {
    const asked = editor?.onDidAskForMenu.on(setMenu);
    return () => asked?.dispose();
  }, [editor]);

  return (
    <div className={styles.pane}>
      {failure === undefined ? null : <p className={styles.failure}>The editor could not be loaded: {failure}</p>}
      {/* `nokey`: the canvas library would take the space bar for its own, because Monaco types into no input element. */}
      <div ref={host} className={`${styles.editor} nokey`} />
      {menu && editor ? (
        <TextMenu
          place={menu}
          editor={editor}
          onClose={() => {
            setMenu(undefined);
            editor.focus();
          }}
        />
      ) : null}
    </div>
  );
}
