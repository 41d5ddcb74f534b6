import { readClipboard, writeClipboard } from '#renderer/bridge/clipboard.ts';
import { afterPaint } from '#renderer/state/after-paint.ts';
import { type AppState, createAppState } from '#renderer/state/app-state.ts';
import { checksInWorker } from '#renderer/state/problems/checks-wire.ts';
import type { HostApi } from '#shared/contract/types.ts';
import { Workspace } from '#shared/document/workspace.ts';
import { registerAppCommands } from './app-commands.ts';
import { showDecisions } from './decision-commands.ts';
import { dispatchKeys } from './key-dispatch.ts';
import { syncMenu } from './menu-sync.ts';
import { keepFocus, levelOut } from './pane-focus.ts';

/** Makes the state for a host and opens what the start asked for. */
export async function startApp(host: HostApi, onStateChange: (listener: (state: 'connected' | 'lost') => void) => unknown): Promise<AppState | string> {
  const info = await host.app.info({});
  if (!info.ok) return info.failure.message;
  const state = createAppState({
    host,
    info: info.value,
    clipboard: { read: () => readClipboard(host), write: (text) => writeClipboard(host, text) },
    createDocuments: () => new Workspace({ now: () => Date.now() }),
    connectChecks: checksInWorker,
  });
  registerAppCommands(state);
  dispatchKeys(state);
  syncMenu(state);
  keepFocus(state);
  levelOut(state);
  showDecisions(state);
  await state.settings.load();
  onStateChange((connection) => {
    state.workspace.store.setState({ isDisconnected: connection === 'lost' });
    state.announcer.announce(
      connection === 'lost' ? 'The connection to Sluice is lost. Keep this page open; it goes on when Sluice answers.' : 'Sluice answers again.',
      connection === 'lost' ? 'error' : 'note',
    );
  });
  host.on('app.openRequested', ({ place }) => void state.workspace.openPlace(place));
  host.on('window.closeRequested', ({ isQuitting }) => state.commands.run('app.closeWindow', isQuitting));
  keepTitle(state);
  if (info.value.openAtStart) void state.workspace.enter(info.value.openAtStart);
  return state;
}

/** The title of the window: file, project, and whether something is not saved. */
function keepTitle(state: AppState): void {
  let before = '';
  let isWaiting = false;
  const update = () => {
    isWaiting = false;
    const { project, active, tabs } = state.workspace.store.getState();
    const isEdited = tabs.some((tab) => tab.isDirty);
    const title = [active?.slice(active.lastIndexOf('/') + 1), project?.name, 'Sluice'].filter(Boolean).join(' – ');
    if (`${isEdited} ${title}` === before) return;
    before = `${isEdited} ${title}`;
    document.title = `${isEdited ? '● ' : ''}${title}`;
    void state.host.window.setTitle({ title, isEdited });
  };
  // The shell is told of a new title at once and waited for, which is not to stand between a key and its paint.
  state.workspace.store.subscribe(() => {
    if (isWaiting) return;
    isWaiting = true;
    afterPaint(update);
  });
  update();
}
