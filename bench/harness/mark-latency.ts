import type { Page } from 'playwright-core';

/** Milliseconds from a key until the mark of an error is painted, or is painted away. */
export interface MarkTimes {
  readonly shown: number;
  readonly gone: number;
}

declare global {
  interface Window {
    markTimes: { start: number; shown: number; gone: number };
    watchMarks(): void;
  }
}

/** Rest between two keys, so that nothing is still under way. */
const REST_MS = 900;

/** Puts the recorder into a page: from each keydown until the first squiggle of a kind comes or the last goes. The page has the key recorder already. */
export async function installMarkRecorder(page: Page, squiggle: string): Promise<void> {
  await page.evaluate((selector) => {
    window.markTimes = { start: 0, shown: 0, gone: 0 };
    const isMarked = () => document.querySelector(selector) !== null;
    let wasMarked = isMarked();
    window.addEventListener('keydown', (event) => (window.markTimes = { start: event.timeStamp, shown: 0, gone: 0 }), { capture: true });
    new MutationObserver(() => {
      const isNow = isMarked();
      if (isNow === wasMarked) return;
      wasMarked = isNow;
      const times = window.markTimes;
      void window.painted().then((at) => {
        times[isNow ? 'shown' : 'gone'] = at - times.start;
      });
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
  }, squiggle);
}

/** Makes an error and repairs it, `times` times: `key` typed where the caret stands, then taken back. */
export async function measureMarks(page: Page, key: string, times: number): Promise<MarkTimes[]> {
  const found: MarkTimes[] = [];
  for (let k = 0; k < times; k++) {
    await rest(page);
    await page.keyboard.press(key);
    await page.waitForFunction(() => window.markTimes.shown > 0, undefined, { timeout: 60_000, polling: 50 });
    const shown = await page.evaluate(() => window.markTimes.shown);
    await rest(page);
    await page.keyboard.press('Backspace');
    await page.waitForFunction(() => window.markTimes.gone > 0, undefined, { timeout: 60_000, polling: 50 });
    found.push({ shown, gone: await page.evaluate(() => window.markTimes.gone) });
  }
  return found;
}

async function rest(page: Page): Promise<void> {
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), REST_MS);
}
