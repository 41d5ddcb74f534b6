import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { ProfileStore } from '#host/files/profile-store.ts';
import { fitWindowState, MIN_HEIGHT, MIN_WIDTH, readWindowState, writeWindowState } from './window-state.ts';

/** Makes the window where it was last, still hidden; it shows itself when there is something to see. */
export async function createWindow(store: ProfileStore, preload: string, icon: string): Promise<BrowserWindow> {
  const state = fitWindowState(
    await readWindowState(store),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const isMac = process.platform === 'darwin';
  const window = new BrowserWindow({
    ...(state.x === undefined || state.y === undefined ? { center: true } : { x: state.x, y: state.y }),
    width: state.width,
    height: state.height,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Sluice',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#161b1d' : '#ffffff',
    // The page draws the title bar; on macOS the system's buttons stand in it.
    ...(isMac ? { titleBarStyle: 'hiddenInset' as const, trafficLightPosition: { x: 14, y: 13 } } : { frame: false }),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      safeDialogs: true,
    },
  });
  window.once('ready-to-show', () => {
    if (state.isMaximized) window.maximize();
    window.show();
  });
  keepState(window, store);
  return window;
}

/** Writes where the window is a moment after it was moved, and when it closes. */
function keepState(window: BrowserWindow, store: ProfileStore): void {
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    void writeWindowState(store, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, 400);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', write);
  window.on('closed', () => clearTimeout(timer));
}
