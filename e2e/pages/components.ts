import { expect, type Locator, type Page } from '@playwright/test';

/** The panel of components that can be added. */
export class ComponentsPage {
  readonly #page: Page;
  readonly list: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.list = page.getByRole('listbox', { name: 'Components' });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Components' }).click();
    await expect(this.list.getByRole('option').first()).toBeVisible();
  }

  option(name: string): Locator {
    return this.list.getByRole('option').filter({ hasText: name }).first();
  }
}
