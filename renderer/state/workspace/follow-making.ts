import type { SessionChange } from '#shared/document/session-types.ts';
import type { OpenFile } from './open-files.ts';
import type { OpenTabs } from './open-tabs.ts';

/** Undo of the edit that made a file takes its tab away, redo brings it back. The session stays: it holds the step. */
export function followMaking(file: OpenFile, change: SessionChange, tabs: OpenTabs): void {
  const { path } = file;
  if (change.origin === 'undo' && file.session.text === '') {
    file.making = 'taken-back';
    if (file.disk.hash === undefined) tabs.close(path);
    return;
  }
  file.making = 'made';
  if (change.origin === 'redo' && !tabs.get(path)) tabs.addUnsaved(path, 'new');
}
