import type { Page } from 'playwright-core';
import { quantile } from '../stats.ts';

/** What moving a picture costs: milliseconds of the main thread for each frame, and frames a second. */
export interface Frames {
  readonly msPerFrame: number;
  readonly fps: number;
}

declare global {
  interface Window {
    frameTimes: number[];
    inputTimes: number[];
  }
}

/** Turns the wheel at a point, once in about a frame, there and back. With `key` held down. */
export async function turnWheel(
  page: Page,
  at: { readonly x: number; readonly y: number },
  options: { readonly turns?: number; readonly delta?: number; readonly key?: string } = {},
): Promise<Frames> {
  const { turns = 120, delta = 24, key } = options;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  await page.mouse.move(at.x, at.y);
  if (key) await page.keyboard.down(key);
  const turn = async (count: number): Promise<void> => {
    for (let k = 0; k < count; k++) {
      const next = new Promise((resolve) => setTimeout(resolve, 16));
      await page.mouse.wheel(0, k % 40 < 20 ? delta : -delta);
      await next;
    }
  };
  await turn(20);
  await page.evaluate(() => {
    window.frameTimes = [];
    const tick = (now: number) => {
      window.frameTimes.push(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const before = await busy();
  await turn(turns);
  const spent = (await busy()) - before;
  const times = await page.evaluate(() => window.frameTimes);
  if (key) await page.keyboard.up(key);
  await cdp.detach();
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  return { msPerFrame: spent / times.length, fps: (times.length - 1) / seconds };
}

/** Drags from one point in steps; ms from each pointer event until the frame that shows what it did was painted: the 95th percentile. */
export async function dragLatency(page: Page, from: { readonly x: number; readonly y: number }, steps = 60): Promise<number> {
  await page.evaluate(() => {
    window.inputTimes = [];
    window.addEventListener(
      'mousemove',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => window.inputTimes.push(performance.now() - timeStamp);
          channel.port2.postMessage(undefined);
        }),
      { capture: true },
    );
  });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let k = 1; k <= steps; k++) {
    await page.mouse.move(from.x + (k % 40 < 20 ? k % 20 : 20 - (k % 20)) * 5, from.y + k);
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  await page.mouse.up();
  const times = await page.evaluate(() => window.inputTimes);
  return quantile(times.slice(10), 0.95);
}

/** The middle of an element. */
export async function middleOf(page: Page, selector: string): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not on screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
