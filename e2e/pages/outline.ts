import { expect, type Locator, type Page } from '@playwright/test';

/** The outline: the equal of the graph as a tree. */
export class OutlinePage {
  readonly #page: Page;
  readonly tree: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.tree = page.getByRole('treegrid', { name: 'Outline of the pipeline' });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Outline' }).click();
    await expect(this.tree).toBeVisible();
  }

  job(id: string): Locator {
    return this.tree.locator(`[data-job="${id}"]`);
  }
}
