import { expect, type Locator, type Page } from '@playwright/test';

/** The bottom panel with what is wrong. */
export class ProblemsPage {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.getByRole('region', { name: 'Problems' });
  }

  async open(): Promise<void> {
    await this.#page.keyboard.press('Control+j');
    await expect(this.panel.getByRole('button', { name: 'Close panel' })).toBeVisible();
  }

  row(words: string | RegExp): Locator {
    return this.panel.getByRole('row', { name: words });
  }
}
