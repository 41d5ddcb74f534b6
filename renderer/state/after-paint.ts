import type { Disposable } from '#shared/base/disposable.ts';

/** Runs `task` after the next paint; the handle takes it back. */
export type AfterPaint = (task: () => void) => Disposable;

/** What has more urgent work before it comes at the latest after so long, in ms. */
const LATEST_MS = 100;

/** A task behind the next paint, when the window has nothing more urgent to do, such as the next key or the marks of what this one broke. */
export function whenQuiet(task: () => void): Disposable {
  let handle: number | undefined;
  const painted = afterPaint(() => {
    handle = requestIdleCallback(task, { timeout: LATEST_MS });
  });
  return {
    dispose: () => {
      painted.dispose();
      if (handle !== undefined) cancelIdleCallback(handle);
    },
  };
}

/** A task after the next paint of the window. */
export function afterPaint(task: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(task, 0);
  });
  return {
    dispose: () => {
      cancelAnimationFrame(frame);
      if (timer !== undefined) clearTimeout(timer);
    },
  };
}
