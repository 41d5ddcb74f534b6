import { expect, type Locator, type Page } from '@playwright/test';

/** The inspector of a gate: its verdict, its rules, and what they are tried on. */
export class GatePage {
  readonly #page: Page;
  readonly pane: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.pane = page.locator('[data-pane="inspector"]');
  }

  async show(tab: 'Verdict' | 'Rules' | 'Settings'): Promise<void> {
    await this.pane.getByRole('radio', { name: tab }).click();
  }

  /** The field of a rule, from 1. */
  rule(number: number): Locator {
    return this.pane.getByRole('combobox', { name: `Rule ${number}`, exact: true });
  }

  /** What stands below a rule: value, limit and margin, or why it cannot be judged. */
  about(number: number): Locator {
    return this.pane.getByRole('listitem').nth(number - 1);
  }

  async tryOn(file: string): Promise<void> {
    const choice = this.pane.locator('[data-gate-try] button').first();
    await choice.click();
    await this.#page.getByRole('option', { name: file, exact: true }).click();
    await expect(choice).toContainText(file);
  }

  button(name: string): Locator {
    return this.pane.getByRole('button', { name, exact: true });
  }

  /** Opens a verdict file for the gate. */
  async openVerdict(file: string): Promise<void> {
    await this.show('Verdict');
    await this.pane.locator('input[type="file"]').setInputFiles(file);
  }
}
