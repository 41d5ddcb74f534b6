import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { EVENT_NAMES, REQUEST_NAMES } from '#shared/contract/names.ts';
import type { PreloadBridge } from '#shared/contract/wire.ts';
import { channelOf, DROPPED_CHANNEL, LISTENS_CHANNEL } from './ipc/channels.ts';

const requests = Object.fromEntries(REQUEST_NAMES.map((name) => [name, (args: unknown) => ipcRenderer.invoke(channelOf(name), args)]));

const events = Object.fromEntries(
  EVENT_NAMES.map((name) => [
    name,
    (listener: (payload: unknown) => void) => {
      // Electron's event object holds `sender` and stays on this side.
      const handler = (_event: unknown, payload: unknown) => listener(payload);
      ipcRenderer.on(channelOf(name), handler);
      ipcRenderer.send(LISTENS_CHANNEL, name);
      return () => void ipcRenderer.removeListener(channelOf(name), handler);
    },
  ]),
);

// The two loops above make exactly one function per name of the contract.
contextBridge.exposeInMainWorld('sluice', { requests, events } as unknown as PreloadBridge);

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

// Dropped files are seen here and not by the page, so that their paths never reach it.
window.addEventListener('dragover', (event) => {
  if (carriesFiles(event)) event.preventDefault();
});
window.addEventListener('drop', (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  const paths = [...(event.dataTransfer?.files ?? [])].map(pathOfFile).filter((path) => path !== '');
  if (paths.length > 0) ipcRenderer.send(DROPPED_CHANNEL, paths);
});

/** `webUtils` is there from Electron 29 on; before, a file told its path itself. */
function pathOfFile(file: File): string {
  if (typeof webUtils?.getPathForFile === 'function') return webUtils.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}
