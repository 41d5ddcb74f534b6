import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { HostClient } from '#host/handlers.ts';
import type { Disposable } from '#shared/base/disposable.ts';
import { fail } from '#shared/base/result.ts';
import { REQUEST_NAMES } from '#shared/contract/names.ts';
import { isOurPage } from '../serve/page.ts';
import { ASKS_BEFORE_CLOSE_CHANNEL, channelOf, DROPPED_CHANNEL } from './channels.ts';

export interface IpcParts {
  readonly window: BrowserWindow;
  readonly client: HostClient;
  readonly onAsksBeforeClose: () => void;
  readonly log: (message: string) => void;
}

/** Carries the contract between the page of this window and its host. Messages of any other frame are refused. */
export function serveIpc({ window, client, onAsksBeforeClose, log }: IpcParts): Disposable {
  const { webContents } = window;
  const isOurFrame = (event: IpcMainInvokeEvent | IpcMainEvent): boolean => {
    const frame = event.senderFrame;
    return frame !== null && event.sender === webContents && frame === webContents.mainFrame && isOurPage(frame.url);
  };
  const dropped = (event: IpcMainEvent, paths: unknown): void => {
    if (!isOurFrame(event) || !Array.isArray(paths)) return;
    // One window shows one project: the first of what was dropped.
    const path = paths.find((item): item is string => typeof item === 'string' && item !== '');
    if (path !== undefined) client.openPath(path);
  };
  const asksBeforeClose = (event: IpcMainEvent): void => {
    if (isOurFrame(event)) onAsksBeforeClose();
  };
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(channelOf(name), (event, args: unknown) => {
      if (isOurFrame(event)) return client.handle(name as string, args);
      log(`A request ${name} of a frame that is not ours was refused.`);
      return fail({ code: 'not-allowed', message: 'Only the window of Sluice may ask this.' });
    });
  }
  ipcMain.on(DROPPED_CHANNEL, dropped);
  ipcMain.on(ASKS_BEFORE_CLOSE_CHANNEL, asksBeforeClose);
  return {
    dispose: () => {
      for (const name of REQUEST_NAMES) ipcMain.removeHandler(channelOf(name));
      ipcMain.removeListener(DROPPED_CHANNEL, dropped);
      ipcMain.removeListener(ASKS_BEFORE_CLOSE_CHANNEL, asksBeforeClose);
    },
  };
}
