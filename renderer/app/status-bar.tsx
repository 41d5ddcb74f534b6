import { useStore } from 'zustand';
import { useBehindPaint, useValueBehindPaint } from '#renderer/state/behind-paint.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useSession, useWorkspace, useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { CursorState } from '#renderer/state/window/cursor.store.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import type { Session } from '#shared/document/session-types.ts';
import styles from './status-bar.module.css';
import { describeIndent, describeKind, describePlace } from './status-view-model.ts';

/** Branch and changes at the left; caret, indent, line ends and kind of the document at the right. What a key changes in it is drawn behind the key. */
export function StatusBar() {
  const git = useWorkspaceValue((state) => state.git);
  const isReadOnly = useWorkspaceValue((state) => state.tabs.find((tab) => tab.path === state.active)?.isReadOnly ?? false);
  const isDisconnected = useWorkspaceValue((state) => state.isDisconnected);
  const session = useSession();
  useBehindPaint(useWorkspace().store);
  const facts = session && describeDocument(session);
  return (
    <footer className={styles.status} data-pane="status">
      {git.branch === undefined ? null : (
        <span className={styles.item} title="Branch">
          <Icon name="git-branch" size={12} />
          {git.branch}
        </span>
      )}
      {git.changedLines === undefined || git.changedLines === 0 ? null : (
        <span className={styles.item} title="Lines changed since the last commit">
          <Icon name="diff" size={12} />
          {git.changedLines === 1 ? '1 line' : `${git.changedLines} lines`}
        </span>
      )}
      <span className={styles.grow} />
      {isReadOnly ? (
        <span className={styles.item}>
          <Icon name="lock" size={12} />
          Read only
        </span>
      ) : null}
      <CaretPlace />
      {facts === undefined ? null : (
        <>
          <span className={`${styles.item} ${styles.wide}`}>{facts.indent}</span>
          <span className={`${styles.item} ${styles.wide}`}>{facts.lineEnd}</span>
          <span className={styles.item}>{facts.kind}</span>
        </>
      )}
      <span className={styles.item} title={isDisconnected ? 'Sluice does not answer' : 'Nothing leaves this computer'}>
        <Icon name={isDisconnected ? 'unlink' : 'wifi-off'} size={12} />
        {isDisconnected ? 'Connection lost' : 'Offline'}
      </span>
    </footer>
  );
}

/** Changes with every key; the bar does not. */
function CaretPlace() {
  const { cursor, selection, workspace } = useAppState();
  const session = useSession();
  const caret = useValueBehindPaint(cursor, itself);
  const chosen = useStore(selection.store, (state) => (session === undefined ? undefined : state.byPath[session.path]));
  useBehindPaint(workspace.store);
  const at = session ? describePlace(session, caret, chosen) : '';
  return at === '' ? null : <span className={styles.item}>{at}</span>;
}

const itself = (state: CursorState): CursorState => state;

function describeDocument(session: Session): { readonly indent: string; readonly lineEnd: string; readonly kind: string } {
  const { path, doc, pipeline } = session;
  return {
    indent: describeIndent(session.text),
    lineEnd: doc.lineEnd === '\r\n' ? 'CRLF' : 'LF',
    kind: isYamlPath(path) ? documentKindTitle(pipeline.document) : describeKind(path),
  };
}
