import type { Page } from 'playwright-core';
import { showGraph } from './app-state.ts';
import { middleOf } from './frames.ts';
import { makePipeline } from './make-pipeline.ts';
import { startNodeRed } from './node-red.ts';
import { withPage, withSluice } from './two-views.ts';

/** How a graph is looked at: all of it, or at 100 %. */
export type Look = 'fit' | 'actual';

/** Where the pointer goes to pan. */
export interface Picture {
  readonly page: Page;
  readonly middle: { readonly x: number; readonly y: number };
}

/** Our graph alone. */
export function withOurGraph<T>(count: number, look: Look, run: (picture: Picture) => Promise<T>): Promise<T> {
  return withSluice({ 'pipeline.yml': makePipeline(count) }, async (page) => {
    await showGraph(page, look === 'fit' ? 'graph.fit' : 'graph.zoom100');
    return run({ page, middle: await middleOf(page, '[data-pane="canvas"]') });
  });
}

/** React Flow as it comes, the whole graph in view. */
export function withFlow<T>(url: string, count: number, run: (picture: Picture) => Promise<T>): Promise<T> {
  return withPage(async (page) => {
    await page.goto(`${url}?jobs=${count}`);
    await page.locator(`[data-job="job_${count - 1}"]`).waitFor({ state: 'attached', timeout: 120_000 });
    await settle(page);
    return run({ page, middle: { x: 720, y: 450 } });
  });
}

/** bpmn-js in its page. */
export function withBpmn<T>(url: string, count: number, look: Look, run: (picture: Picture) => Promise<T>): Promise<T> {
  return withPage(async (page) => {
    await page.goto(url);
    await page.waitForFunction(() => 'bpmn' in window);
    await page.evaluate(async (tasks) => {
      document.body.style.margin = '0';
      const root = document.getElementById('root');
      if (root) root.style.height = '900px';
      await window.bpmn.open(tasks);
    }, count);
    await page.evaluate((all) => (all ? window.bpmn.fit() : window.bpmn.actual()), look === 'fit');
    await settle(page);
    return run({ page, middle: { x: 720, y: 450 } });
  });
}

/** Node-RED's editor with its server. It has no "fit": it is zoomed out as far as it goes. */
export async function withNodeRed<T>(count: number, look: Look, run: (picture: Picture) => Promise<T>): Promise<T> {
  const server = await startNodeRed(count);
  try {
    return await withPage(async (page) => {
      await page.goto(server.url);
      await page.locator('.red-ui-flow-node').first().waitFor({ timeout: 120_000, state: 'attached' });
      await settle(page);
      if (look === 'fit') for (let k = 0; k < 12; k++) await page.locator('#red-ui-view-zoom-out').click({ force: true });
      await settle(page);
      return run({ page, middle: await middleOf(page, '#red-ui-workspace-chart') });
    });
  } finally {
    server.stop();
  }
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1200)));
}
