import { expect, type Locator, type Page } from '@playwright/test';

/** The graph: jobs, ports, edges, and what pointer and keys do with them. */
export class CanvasPage {
  readonly #page: Page;
  readonly region: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('application', { name: 'Pipeline canvas' });
  }

  get jobs(): Locator {
    return this.region.locator('[data-job]');
  }

  get edges(): Locator {
    return this.region.locator('[data-edge-from]');
  }

  /** What is dashed because its lines stand commented out. */
  get commentedOut(): Locator {
    return this.region.locator('[data-off]');
  }

  get selected(): Locator {
    return this.region.locator('[data-selected]');
  }

  /** What the keys are on. */
  get focused(): Locator {
    return this.region.locator('[data-node][data-focused]');
  }

  get notes(): Locator {
    return this.region.locator('[data-note]');
  }

  job(id: string): Locator {
    return this.region.locator(`[data-job="${id}"]`);
  }

  /** An input or output of the pipeline. */
  end(end: string): Locator {
    return this.region.locator(`[data-pipeline-end="${end}"]`);
  }

  port(end: string): Locator {
    return this.region.locator(`[data-port="${end}"]`);
  }

  edge(from: string, to: string): Locator {
    return this.region.locator(`[data-edge-from="${from}"][data-edge-to="${to}"]`);
  }

  /** Selects jobs with the pointer: the first alone, the others added. */
  async select(...jobs: readonly string[]): Promise<void> {
    for (const [k, id] of jobs.entries()) await this.#name(id).click(k === 0 ? {} : { modifiers: ['Control'] });
    for (const id of jobs) await expect(this.job(id)).toHaveAttribute('data-selected');
  }

  /** Selects an edge with the pointer. */
  async selectEdge(from: string, to: string): Promise<void> {
    const at = await this.edge(from, to)
      .locator('path')
      .last()
      .evaluate((path: SVGPathElement) => {
        const matrix = path.getScreenCTM();
        const middle = path.getPointAtLength(path.getTotalLength() / 2);
        return matrix ? { x: middle.x * matrix.a + matrix.e, y: middle.y * matrix.d + matrix.f } : { x: 0, y: 0 };
      });
    await this.#page.mouse.click(at.x, at.y);
  }

  /** Puts the keys on the graph, with nothing else changed. */
  async focus(): Promise<void> {
    await this.region.focus();
  }

  /** Renames with F2 what is selected. */
  async renameSelected(to: string): Promise<void> {
    await this.#page.keyboard.press('F2');
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(to);
    await this.#page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
  }

  /** Drags from one port to another, as a hand does; `before` runs while it is held over the target. */
  async drag(from: string, to: string, before?: () => Promise<void>): Promise<void> {
    const [a, b] = [await this.centre(this.port(from)), await this.centre(this.port(to))];
    await this.#page.mouse.move(a.x, a.y);
    await this.#page.mouse.down();
    await this.#page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 });
    await this.#page.mouse.move(b.x, b.y, { steps: 4 });
    await before?.();
    await this.#page.mouse.up();
  }

  /** Moves a job by so many px of the screen. */
  async move(job: string, by: { readonly x: number; readonly y: number }): Promise<void> {
    const at = await this.centre(this.#name(job));
    await this.#page.mouse.move(at.x, at.y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(at.x + by.x / 2, at.y + by.y / 2, { steps: 4 });
    await this.#page.mouse.move(at.x + by.x, at.y + by.y, { steps: 4 });
    await this.#page.mouse.up();
  }

  async centre(of: Locator): Promise<{ readonly x: number; readonly y: number }> {
    const box = await of.boundingBox();
    if (!box) throw new Error(`${of} is not on the screen.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Where a job stands in the graph, in its own units: what React Flow was told. */
  async placeOf(job: string): Promise<{ readonly x: number; readonly y: number }> {
    return this.job(job).evaluate((element) => {
      const [x, y] = (/translate\(([-\d.]+)px, ?([-\d.]+)px\)/.exec(element.closest<HTMLElement>('.react-flow__node')?.style.transform ?? '') ?? [])
        .slice(1)
        .map(Number);
      return { x: x ?? Number.NaN, y: y ?? Number.NaN };
    });
  }

  #name(job: string): Locator {
    return this.job(job).getByText(job, { exact: true }).first();
  }
}
