import { expect, type Locator, type Page } from '@playwright/test';

/** Search for everything, and the commands in it. */
export class PalettePage {
  readonly #page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: 'Search' });
  }

  async search(words: string): Promise<void> {
    await this.#page.keyboard.press('Control+k');
    await this.dialog.getByRole('searchbox').or(this.dialog.getByRole('combobox')).first().fill(words);
  }

  /** Runs a command by its title, as one does who does not know its key. */
  async run(title: string): Promise<void> {
    await this.#page.keyboard.press('Control+Shift+p');
    await this.#page.keyboard.type(title);
    const found = this.dialog.getByRole('menuitem', { name: title }).first();
    await expect(found).toBeVisible();
    await found.click();
    await expect(this.dialog).toHaveCount(0);
  }
}
