import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { type MenuItem, type MenuState, menuTemplate } from './menu-template.ts';

/** The menu bar of the app, kept in step with what the page says about its commands. */
export class NativeMenu {
  readonly #choose: (command: string) => void;
  readonly #isPackaged: boolean;
  #state: MenuState = { enabled: {}, checked: {} };
  #menu: Menu;

  constructor(choose: (command: string) => void, isPackaged: boolean) {
    this.#choose = choose;
    this.#isPackaged = isPackaged;
    this.#menu = this.#build();
  }

  update(state: MenuState): void {
    const isSameShape = Object.keys(state.checked).sort().join() === Object.keys(this.#state.checked).sort().join();
    this.#state = state;
    if (!isSameShape) {
      // An item cannot become one with a check mark.
      this.#menu = this.#build();
      return;
    }
    for (const [id, isEnabled] of Object.entries(state.enabled)) {
      const item = this.#menu.getMenuItemById(id);
      if (item !== null) item.enabled = isEnabled;
    }
    for (const [id, isChecked] of Object.entries(state.checked)) {
      const item = this.#menu.getMenuItemById(id);
      if (item !== null) item.checked = isChecked;
    }
  }

  popup(window: BrowserWindow, x: number, y: number): void {
    this.#menu.popup({ window, x: Math.round(x), y: Math.round(y) });
  }

  #build(): Menu {
    const menu = Menu.buildFromTemplate(menuTemplate(process.platform, this.#state, this.#isPackaged).map((item) => this.#toElectron(item)));
    Menu.setApplicationMenu(menu);
    return menu;
  }

  #toElectron({ command, submenu, ...item }: MenuItem): MenuItemConstructorOptions {
    const options: MenuItemConstructorOptions = { ...item };
    if (submenu !== undefined) options.submenu = submenu.map((child) => this.#toElectron(child));
    if (command !== undefined) options.click = () => this.#choose(command);
    // Electron takes a key that is there and undefined for a wrong value.
    for (const key of Object.keys(options) as (keyof MenuItemConstructorOptions)[]) if (options[key] === undefined) delete options[key];
    return options;
  }
}
