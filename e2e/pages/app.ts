import { expect, type Locator, type Page } from '@playwright/test';
import { CanvasPage } from './canvas.ts';
import { ComponentsPage } from './components.ts';
import { GatePage } from './gate.ts';
import { InspectorPage } from './inspector.ts';
import { OutlinePage } from './outline.ts';
import { PalettePage } from './palette.ts';
import { ProblemsPage } from './problems.ts';
import { TextPage } from './text.ts';

/** The whole window, as a user sees it. */
export class AppPage {
  readonly page: Page;
  readonly text: TextPage;
  readonly canvas: CanvasPage;
  readonly palette: PalettePage;
  readonly inspector: InspectorPage;
  readonly gate: GatePage;
  readonly outline: OutlinePage;
  readonly problems: ProblemsPage;
  readonly components: ComponentsPage;

  constructor(page: Page) {
    this.page = page;
    this.text = new TextPage(page);
    this.canvas = new CanvasPage(page);
    this.palette = new PalettePage(page);
    this.inspector = new InspectorPage(page);
    this.gate = new GatePage(page);
    this.outline = new OutlinePage(page);
    this.problems = new ProblemsPage(page);
    this.components = new ComponentsPage(page);
  }

  /** The polite live region: what a screen reader is told. */
  get said(): Locator {
    return this.page.locator('[role="status"][aria-live="polite"]');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Waits until text and graph of a pipeline are there. */
  async isReady(): Promise<void> {
    await expect(this.canvas.jobs.first()).toBeVisible();
    await expect(this.text.editor.locator('.view-line').first()).toBeVisible();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Saves, and waits until nothing is unsaved. */
  async save(): Promise<void> {
    await this.press('Control+s');
    await expect(this.page.getByRole('tab', { selected: true })).not.toContainText('not saved');
  }

  async undo(): Promise<void> {
    await this.press('Control+z');
  }

  async redo(): Promise<void> {
    await this.press('Control+Shift+z');
  }
}
