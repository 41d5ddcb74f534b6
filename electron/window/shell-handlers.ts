import { type BrowserWindow, clipboard, dialog, Notification, shell } from 'electron';
import type { Places } from '#host/files/places.ts';
import type { ShellHandlers } from '#host/handlers.ts';
import { fail, ok } from '#shared/base/result.ts';
import type { NativeMenu } from '../menu/native-menu.ts';

const YAML = [
  { name: 'YAML', extensions: ['yml', 'yaml'] },
  { name: 'All files', extensions: ['*'] },
];

/** What only a desktop shell can do: its window, native menu and dialogs, the clipboard. */
export function makeShellHandlers(
  window: BrowserWindow,
  menu: NativeMenu,
  places: Places,
  life: { readonly close: () => void; readonly choose: (command: string) => void },
): Required<ShellHandlers> {
  return {
    'places.pick': async ({ what, suggestedName }) => {
      const path = what === 'save' ? await pickNew(window, suggestedName) : await pickExisting(window, what);
      return ok(path === undefined ? { cancelled: true } : { cancelled: false, place: places.idOf(path) });
    },
    'menu.update': async (state) => {
      menu.update(state);
      return ok({});
    },
    'menu.popup': async ({ x, y }) => {
      // The page counts in its own pixels.
      const zoom = window.webContents.getZoomFactor();
      menu.popup(window, x * zoom, y * zoom);
      return ok({});
    },
    'window.minimize': async () => {
      window.minimize();
      return ok({});
    },
    'window.toggleMaximize': async () => {
      if (window.isMaximized()) window.unmaximize();
      else window.maximize();
      return ok({ isMaximized: window.isMaximized() });
    },
    'window.close': async () => {
      // Behind the answer, which could not be sent any more from a window that is gone.
      setImmediate(life.close);
      return ok({});
    },
    'window.setTitle': async ({ title, isEdited }) => {
      window.setTitle(title);
      if (isEdited !== undefined) window.setDocumentEdited(isEdited);
      return ok({});
    },
    'window.notify': async ({ title, body, command }) => {
      if (!Notification.isSupported()) return fail({ code: 'no-notifications', message: 'This system shows no notifications.' });
      const notification = new Notification({ title, body });
      notification.on('click', () => {
        if (window.isDestroyed()) return;
        if (window.isMinimized()) window.restore();
        window.focus();
        if (command !== undefined) life.choose(command);
      });
      notification.show();
      return ok({});
    },
    // The contract lets nothing but addresses of this computer through.
    'window.openLocal': async ({ url }) => {
      await shell.openExternal(url);
      return ok({});
    },
    // A promise in newer Electrons.
    'clipboard.read': async () => ok({ text: await clipboard.readText() }),
    'clipboard.write': async ({ text }) => {
      await clipboard.writeText(text);
      return ok({});
    },
  };
}

async function pickExisting(window: BrowserWindow, what: 'folder' | 'file'): Promise<string | undefined> {
  const answer = await dialog.showOpenDialog(
    window,
    what === 'folder' ? { properties: ['openDirectory', 'createDirectory'] } : { properties: ['openFile'], filters: YAML },
  );
  return answer.canceled ? undefined : answer.filePaths[0];
}

async function pickNew(window: BrowserWindow, suggestedName: string | undefined): Promise<string | undefined> {
  const answer = await dialog.showSaveDialog(window, {
    ...(suggestedName === undefined ? {} : { defaultPath: suggestedName }),
    // A log is saved under its own name, not as YAML.
    filters: suggestedName === undefined || /\.ya?ml$/.test(suggestedName) ? YAML : YAML.slice(1),
  });
  return answer.canceled ? undefined : answer.filePath;
}
