import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Milliseconds from a key until the mark of an error is painted, or is painted away. */
export interface MarkTimes {
  readonly shown: number;
  readonly gone: number;
}

declare global {
  interface Window {
    /** Ms from the last keydown until the next mark is painted, or painted away. */
    nextMark(what: keyof MarkTimes): Promise<number>;
  }
}

/** Rest between two keys, so that nothing is still under way. */
const REST_MS = 900;

/** Puts the recorder into a page: from each keydown until the first squiggle of a kind comes or the last goes. The page has the key recorder already. */
export async function installMarkRecorder(page: Page, squiggle: string): Promise<void> {
  await page.evaluate((selector) => {
    const isMarked = () => document.querySelector(selector) !== null;
    let wasMarked = isMarked();
    let start = 0;
    let waiting: { readonly what: keyof MarkTimes; readonly done: (ms: number) => void } | undefined;
    window.nextMark = (what) =>
      new Promise((done) => {
        waiting = { what, done };
      });
    window.addEventListener('keydown', (event) => (start = event.timeStamp), { capture: true });
    new MutationObserver(() => {
      const isNow = isMarked();
      if (isNow === wasMarked) return;
      wasMarked = isNow;
      const { what, done } = waiting ?? {};
      if (what !== (isNow ? 'shown' : 'gone')) return;
      waiting = undefined;
      const began = start;
      void window.painted().then((at) => done?.(at - began));
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
  }, squiggle);
}

/** Makes an error and repairs it, `times` times: `key` typed where the caret stands, then taken back. */
export async function measureMarks(page: Page, key: string, times: number): Promise<MarkTimes[]> {
  const found: MarkTimes[] = [];
  for (let k = 0; k < times; k++) found.push({ shown: await measureKey(page, key, 'shown'), gone: await measureKey(page, 'Backspace', 'gone') });
  return found;
}

/** The page is asked before the key, and tells by itself: a question that comes behind the key is answered before the frame that it asks for. */
async function measureKey(page: Page, key: string, what: keyof MarkTimes): Promise<number> {
  const painted = page.evaluate((each) => window.nextMark(each), what);
  await sleep(REST_MS);
  await page.keyboard.press(key);
  return painted;
}
