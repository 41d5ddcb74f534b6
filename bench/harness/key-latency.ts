import type { Page } from 'playwright-core';

/** Milliseconds from the key's own time stamp until what it changed was painted. */
export interface KeyTimes {
  readonly glyph: number;
  readonly canvas: number;
}

declare global {
  interface Window {
    keyTimes: { start: number; glyph: number; canvas: number };
    watchKeys(job: string): void;
    /** When the next frame stands on the screen. */
    painted(): Promise<number>;
  }
}

/** Puts the recorder into a page: from each keydown until the text pane and until the canvas node of `job` have changed and been painted. */
export async function installKeyRecorder(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.keyTimes = { start: 0, glyph: 0, canvas: 0 };
    // Painted: the first task after the frame in which the change stands. What changes within a frame's own callbacks, as Monaco's lines do, is painted in that frame.
    let isInFrame = false;
    const frameEnd = new MessageChannel();
    frameEnd.port1.onmessage = () => {
      isInFrame = false;
    };
    const nextFrame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      nextFrame((time) => {
        if (!isInFrame) frameEnd.port2.postMessage(undefined);
        isInFrame = true;
        callback(time);
      });
    const afterPaint = (done: (at: number) => void) => {
      const post = () => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now());
        channel.port2.postMessage(undefined);
      };
      if (isInFrame) post();
      else nextFrame(post);
    };
    window.painted = () => new Promise(afterPaint);
    const record = (what: 'glyph' | 'canvas') => () => {
      const times = window.keyTimes;
      if (times.start === 0 || times[what] !== 0) return;
      times[what] = -1;
      afterPaint((at) => {
        times[what] = at - times.start;
      });
    };
    window.watchKeys = (job) => {
      window.addEventListener('keydown', (event) => (window.keyTimes = { start: event.timeStamp, glyph: 0, canvas: 0 }), { capture: true });
      const all = { subtree: true, childList: true, characterData: true, attributes: true };
      const lines = document.querySelector('.monaco-editor .view-lines');
      const node = document.querySelector(`[data-job="${job}"]`);
      if (!lines || !node) throw new Error(`There is no text pane or no node for ${job}.`);
      new MutationObserver(record('glyph')).observe(lines, all);
      // The node may be replaced as a whole, so its parent is watched and only changes at or in the node count.
      new MutationObserver((changes) => {
        if (changes.some(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(`[data-job="${job}"]`))) record('canvas')();
      }).observe(node.closest('.react-flow__nodes') ?? document.body, all);
    };
  });
}

/** Types `keys` digits, one after the other, waiting for each to be painted on both sides. The caret stands where it should. */
export async function measureKeys(page: Page, job: string, keys: number): Promise<KeyTimes[]> {
  await page.evaluate((id) => window.watchKeys(id), job);
  const times: KeyTimes[] = [];
  // The first key stays, so that no later one brings the saved text back: that redraws tab and title, which typing on does not.
  for (let k = 0; k < keys; k++) {
    await page.keyboard.press(k === 0 ? '7' : k % 2 === 1 ? '3' : 'Backspace');
    await page.waitForFunction(() => window.keyTimes.glyph > 0 && window.keyTimes.canvas > 0, undefined, { timeout: 30_000 });
    times.push(await page.evaluate(() => ({ glyph: window.keyTimes.glyph, canvas: window.keyTimes.canvas })));
  }
  return times;
}
