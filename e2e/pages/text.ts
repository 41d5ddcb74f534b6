import { expect, type Locator, type Page } from '@playwright/test';

/** The text pane: Monaco with the active file. */
export class TextPage {
  readonly #page: Page;
  readonly editor: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.editor = page.locator('[data-pane="text"] .monaco-editor').first();
  }

  /** A drawn line that holds these words. */
  line(words: string): Locator {
    return this.editor.locator('.view-line', { hasText: words });
  }

  /** Puts the caret at the start of the file. */
  async focus(): Promise<void> {
    await this.editor.click({ position: { x: 200, y: 60 } });
    await this.#page.keyboard.press('Control+Home');
  }

  /** Selects the first place in the file where these words stand. */
  async select(words: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('Control+f');
    const field = this.#page.locator('.find-widget.visible .find-part textarea').first();
    await field.fill(words);
    await expect(this.#page.locator('.find-widget .matchesCount')).toContainText(/\d+ of \d+/);
    await this.#page.keyboard.press('Escape');
    await expect(this.#page.locator('.find-widget.visible')).toHaveCount(0);
  }

  /** Puts the caret behind the first place where these words stand. */
  async caretAfter(words: string): Promise<void> {
    await this.select(words);
    await this.#page.keyboard.press('ArrowRight');
  }

  /** Types over the first place where `words` stand. */
  async replace(words: string, by: string): Promise<void> {
    await this.select(words);
    await this.#page.keyboard.insertText(by);
  }

  /** Types at the caret, key by key. */
  async type(words: string): Promise<void> {
    await this.#page.keyboard.type(words);
  }

  /** Types at the very start of the file. */
  async typeAtStart(words: string): Promise<void> {
    await this.focus();
    await this.type(words);
  }
}
