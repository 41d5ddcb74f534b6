import { useCallback } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useSessionValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import type { Session } from '#shared/document/session-types.ts';
import styles from './status-bar.module.css';
import { describeIndent, describeKind, describePlace } from './status-view-model.ts';

/** Branch and changes at the left; caret, indent, line ends and kind of the document at the right. */
export function StatusBar() {
  const git = useWorkspaceValue((state) => state.git);
  const isReadOnly = useWorkspaceValue((state) => state.tabs.find((tab) => tab.path === state.active)?.isReadOnly ?? false);
  const isDisconnected = useWorkspaceValue((state) => state.isDisconnected);
  const facts = useSessionValue(describeDocument);
  const [indent, lineEnd, kind] = facts?.split('\n') ?? [];
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
          <span className={`${styles.item} ${styles.wide}`}>{indent}</span>
          <span className={`${styles.item} ${styles.wide}`}>{lineEnd}</span>
          <span className={styles.item}>{kind}</span>
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
  const { cursor, selection } = useAppState();
  const active = useWorkspaceValue((state) => state.active);
  const caret = useStore(cursor);
  const chosen = useStore(selection.store, (state) => (active === undefined ? undefined : state.byPath[active]));
  const at = useSessionValue(useCallback((session: Session) => describePlace(session, caret, chosen), [caret, chosen])) ?? '';
  return at === '' ? null : <span className={styles.item}>{at}</span>;
}

function describeDocument(session: Session): string {
  const kind = isYamlPath(session.path) ? documentKindTitle(session.pipeline.document) : describeKind(session.path);
  return `${describeIndent(session.text)}\n${session.doc.lineEnd === '\r\n' ? 'CRLF' : 'LF'}\n${kind}`;
}
