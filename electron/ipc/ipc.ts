import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { HostClient } from '#host/handlers.ts';
import type { Disposable } from '#shared/base/disposable.ts';
import { fail } from '#shared/base/result.ts';
import { REQUEST_NAMES } from '#shared/contract/names.ts';
import { isOurPage } from '../serve/page.ts';
import { channelOf, DROPPED_CHANNEL, LISTENS_CHANNEL } from './channels.ts';

export interface IpcParts {
  readonly window: BrowserWindow;
  readonly client: HostClient;
  /** The page has begun to listen to an event. */
  readonly onListens: (name: string) => void;
  /** Something was dropped onto the window. */
  readonly onDropped: (path: string) => void;
  readonly log: (message: string) => void;
}

/** Carries the contract between the page of this window and its host. Messages of any other frame are refused. */
export function serveIpc({ window, client, onListens, onDropped, log }: IpcParts): Disposable {
  const { webContents } = window;
  const isOurFrame = (event: IpcMainInvokeEvent | IpcMainEvent): boolean => {
    const frame = event.senderFrame;
    return frame !== null && event.sender === webContents && frame === webContents.mainFrame && isOurPage(frame.url);
  };
  const dropped = (event: IpcMainEvent, paths: unknown): void => {
    if (!isOurFrame(event) || !Array.isArray(paths)) return;
    // One window shows one project: the first of what was dropped.
    const path = paths.find((item): item is string => typeof item === 'string' && item !== '');
    if (path !== undefined) onDropped(path);
  };
  const listens = (event: IpcMainEvent, name: unknown): void => {
    if (isOurFrame(event) && typeof name === 'string') onListens(name);
  };
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(channelOf(name), (event, args: unknown) => {
      if (isOurFrame(event)) return client.handle(name as string, args);
      log(`A request ${name} of a frame that is not ours was refused.`);
      return fail({ code: 'not-allowed', message: 'Only the window of Sluice may ask this.' });
    });
  }
  ipcMain.on(DROPPED_CHANNEL, dropped);
  ipcMain.on(LISTENS_CHANNEL, listens);
  return {
    dispose: () => {
      for (const name of REQUEST_NAMES) ipcMain.removeHandler(channelOf(name));
      ipcMain.removeListener(DROPPED_CHANNEL, dropped);
      ipcMain.removeListener(LISTENS_CHANNEL, listens);
    },
  };
}
