import type { Locator, Page } from '@playwright/test';

/** Log, timeline and metrics in the bottom panel. */
export class RunPanelPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get panel(): Locator {
    return this.#page.locator('[data-pane="bottom"]');
  }

  /** The lines that are in view, and what scrolls them. */
  get log(): Locator {
    return this.panel.getByRole('region', { name: /^Log of/ });
  }

  get timeline(): Locator {
    return this.panel.getByRole('tree', { name: /^Timeline/ });
  }

  line(number: number): Locator {
    return this.log.locator(`[data-line="${number - 1}"]`);
  }

  async open(tab: 'Log' | 'Timeline' | 'Metrics'): Promise<void> {
    const button = this.panel.getByRole('button', { name: tab, exact: true });
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  }

  /** Chooses the job whose log is shown. */
  async chooseJob(name: string): Promise<void> {
    await this.panel.getByRole('button', { name: /Job/ }).click();
    await this.#page.getByRole('option', { name, exact: true }).click();
  }

  /** Runs the pipeline; the first time the folder is trusted. */
  async run(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Run', exact: true }).click();
    await this.#page.getByRole('button', { name: /^Trust and run/ }).click();
  }
}
