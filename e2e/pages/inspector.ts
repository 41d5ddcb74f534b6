import { expect, type Locator, type Page } from '@playwright/test';

/** The form of what is selected. */
export class InspectorPage {
  readonly #page: Page;
  readonly pane: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.locator('[data-pane="inspector"]');
  }

  async open(): Promise<void> {
    // The key goes both ways, and a window that is just opening brings the form by itself: pressed too early it would shut it.
    await expect(async () => {
      if (await this.pane.isHidden()) await this.#page.keyboard.press('Control+i');
      await expect(this.pane).toBeVisible({ timeout: 2_000 });
    }).toPass();
  }

  field(name: string): Locator {
    return this.pane.getByLabel(name, { exact: true });
  }

  /** Types a value into a field and leaves it. */
  async set(name: string, value: string): Promise<void> {
    await this.field(name).fill(value);
    await this.#page.keyboard.press('Enter');
  }
}
