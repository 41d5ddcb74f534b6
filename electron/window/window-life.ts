import { type BrowserWindow, dialog } from 'electron';
import type { HostClient } from '#host/handlers.ts';

/** Asks the page before the window closes, tells it how the window stands, and offers to load it again when it crashed. */
export class WindowLife {
  readonly #window: BrowserWindow;
  readonly #client: HostClient;
  readonly #log: (message: string) => void;
  /** The events that the page listens to by now. A page that never loaded is not asked before the window closes. */
  readonly #listens = new Set<string>();
  /** Wants to be opened as soon as the page can be told. */
  #pendingPath: string | undefined;
  #isHanging = false;
  #isDialogOpen = false;
  /** The whole app was asked to end: it does once the page lets its window go. */
  #isQuitting = false;
  readonly #quit: { readonly isAsked: () => boolean; readonly goOn: () => void };

  constructor(window: BrowserWindow, client: HostClient, log: (message: string) => void, quit: { readonly isAsked: () => boolean; readonly goOn: () => void }) {
    this.#window = window;
    this.#client = client;
    this.#log = log;
    this.#quit = quit;
    window.on('close', (event) => this.#closing(event));
    for (const name of ['maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen', 'focus', 'blur'] as const)
      window.on(name as 'focus', () => this.tellState());
    window.webContents.on('did-start-loading', () => {
      this.#listens.clear();
    });
    window.webContents.on('render-process-gone', (_event, details) => void this.#offerReload(`the page ended (${details.reason}, ${details.exitCode})`));
    window.on('unresponsive', () => {
      this.#isHanging = true;
    });
    window.on('responsive', () => {
      this.#isHanging = false;
    });
  }

  /** The page has begun to listen to an event. */
  listensTo(name: string): void {
    this.#listens.add(name);
    if (name === 'window.state') this.tellState();
    const path = this.#pendingPath;
    if (path === undefined || name !== 'app.openRequested') return;
    this.#pendingPath = undefined;
    this.#client.openPath(path);
  }

  /** Opens a path in this window, now or when the page is there. */
  openPath(path: string): void {
    if (this.#listens.has('app.openRequested')) this.#client.openPath(path);
    else this.#pendingPath = path;
  }

  /** Closes without asking. */
  close(): void {
    this.#listens.clear();
    if (!this.#window.isDestroyed()) this.#window.close();
    if (this.#isQuitting) this.#quit.goOn();
  }

  tellState(): void {
    if (this.#window.isDestroyed()) return;
    this.#client.tell('window.state', {
      isMaximized: this.#window.isMaximized(),
      isFullScreen: this.#window.isFullScreen(),
      isFocused: this.#window.isFocused(),
    });
  }

  #closing(event: { preventDefault(): void }): void {
    // A page that hangs or is gone cannot answer; its unsaved work is in the journal.
    if (!this.#listens.has('window.closeRequested') || this.#isHanging || this.#window.webContents.isCrashed()) return;
    event.preventDefault();
    this.#isQuitting = this.#quit.isAsked();
    this.#client.tell('window.closeRequested', { isQuitting: this.#isQuitting });
  }

  async #offerReload(what: string): Promise<void> {
    this.#log(`error: ${what}`);
    if (this.#isDialogOpen || this.#window.isDestroyed()) return;
    this.#isDialogOpen = true;
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'error',
      message: 'The window stopped working.',
      detail: 'Unsaved work is kept and will be offered back. Reload the window, or close it.',
      buttons: ['Reload', 'Close'],
      defaultId: 0,
      cancelId: 1,
    });
    this.#isDialogOpen = false;
    if (this.#window.isDestroyed()) return;
    if (response === 0) this.#window.webContents.reload();
    else this.#window.destroy();
  }
}
