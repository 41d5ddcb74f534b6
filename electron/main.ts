import { dirname, join } from 'node:path';
import { app, type BrowserWindow, protocol, shell } from 'electron';
import { LogFile } from '#host/files/log-file.ts';
import { profileFolder } from '#host/files/profile-folder.ts';
import type { HostClient } from '#host/handlers.ts';
import { Host } from '#host/host.ts';
import { pathsFromArgv } from './argv.ts';
import { serveScheme } from './compat.ts';
import { channelOf } from './ipc/channels.ts';
import { serveIpc } from './ipc/ipc.ts';
import { NativeMenu } from './menu/native-menu.ts';
import { lockDown } from './security.ts';
import { answerPage, SCHEME, START_URL } from './serve/page.ts';
import { createWindow } from './window/create-window.ts';
import { makeShellHandlers } from './window/shell-handlers.ts';
import { WindowLife } from './window/window-life.ts';
import { followZoom } from './window/zoom.ts';

// `__dirname` is dist/electron: the bundle is CommonJS.
const appRoot = dirname(dirname(__dirname));
const profile = profileFolder();
const logFile = new LogFile(profile, 'desktop', () => new Date());
const log = (message: string): void => logFile.write(message);
const pathsOf = (argv: readonly string[], cwd: string): string[] => pathsFromArgv(argv, cwd, [app.getAppPath(), __filename, join(__dirname, 'main.cjs')]);

/** Height of the page's title bar, in px. */
const TITLE_HEIGHT = 40;

let current: { readonly window: BrowserWindow; readonly client: HostClient; readonly life: WindowLife } | undefined;
/** Asked for before there was a window. */
let startPath = pathsOf(process.argv, process.cwd())[0];
/** Said right before the windows are asked to close. */
let isQuitAsked = false;

app.setName('Sluice');
// Chromium's own files stay apart from ours, and the lock of the single instance is per profile.
app.setPath('userData', join(profile, 'electron'));
protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

process.on('uncaughtException', (error) => log(`error: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (reason) => log(`error: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`));

if (!app.requestSingleInstanceLock()) {
  // The first start has been told and opens the path.
  app.exit(0);
} else {
  app.on('second-instance', (_event, argv, cwd) => openPath(pathsOf(argv, cwd)[0]));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openPath(path);
  });
  void app.whenReady().then(start);
}

function openPath(path: string | undefined): void {
  if (current === undefined) {
    startPath = path ?? startPath;
    return;
  }
  if (current.window.isMinimized()) current.window.restore();
  current.window.focus();
  if (path !== undefined) current.life.openPath(path);
}

async function start(): Promise<void> {
  const host = new Host({ profile, appRoot, version: process.env.SLUICE_VERSION ?? app.getVersion(), shell: 'electron', log });
  const menu = new NativeMenu((command) => current?.client.tell('menu.chosen', { command }), app.isPackaged);
  lockDown(log);
  serveScheme(SCHEME, (url, method) => answerPage(join(appRoot, 'dist', 'renderer'), url, method));

  app.on('before-quit', () => {
    isQuitAsked = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (current === undefined) void openWindow(host, menu);
  });
  let end: 'closing' | 'closed' | undefined;
  app.on('will-quit', (event) => {
    if (end === 'closed') return;
    // What runs is stopped, and what is being written in the profile is finished first.
    event.preventDefault();
    if (end !== undefined) return;
    end = 'closing';
    void host.close().finally(() => {
      end = 'closed';
      app.quit();
    });
  });
  await openWindow(host, menu);
}

async function openWindow(host: Host, menu: NativeMenu): Promise<void> {
  const { store, places, settings } = host.services;
  const window = await createWindow(store, join(__dirname, 'preload.cjs'), join(appRoot, 'build', 'icons', '512x512.png'));
  let life: WindowLife | undefined;
  const client = host.connect({
    startPath,
    send: (name, payload) => {
      if (!window.isDestroyed()) window.webContents.send(channelOf(name), payload);
    },
    shell: makeShellHandlers(window, menu, places, { close: () => life?.close(), choose: (command) => client.tell('menu.chosen', { command }) }),
    showInFolder: (path) => shell.showItemInFolder(path),
  });
  startPath = undefined;
  const opened = new WindowLife(window, client, log, { isAsked: takeQuitAsked, goOn: () => app.quit() });
  life = opened;
  const ipc = serveIpc({ window, client, log, onListens: (name) => opened.listensTo(name), onDropped: (path) => opened.openPath(path) });
  current = { window, client, life: opened };
  const zoom = followZoom(window, settings);
  showMenuOnF10(window, menu);
  window.on('closed', () => {
    current = undefined;
    zoom.dispose();
    ipc.dispose();
    client.dispose();
  });
  await window.loadURL(START_URL).catch((error: unknown) => {
    log(`error: the page could not be loaded: ${String(error)}`);
    if (!window.isDestroyed()) window.show();
  });
}

/** Whether this closing is part of ending the app. The page may refuse it, and the next one may be the window's alone. */
function takeQuitAsked(): boolean {
  const was = isQuitAsked;
  isQuitAsked = false;
  return was;
}

/** A window without a menu bar still has its menus: F10 opens them under the title bar, as menu bars do. */
function showMenuOnF10(window: BrowserWindow, menu: NativeMenu): void {
  if (process.platform === 'darwin') return;
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || input.key !== 'F10' || input.shift || input.control || input.alt || input.meta) return;
    event.preventDefault();
    menu.popup(window, 0, TITLE_HEIGHT * window.webContents.getZoomFactor());
  });
}
