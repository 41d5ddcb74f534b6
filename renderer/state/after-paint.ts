import type { Disposable } from '#shared/base/disposable.ts';

/** Runs `task` after the next paint; the handle takes it back. */
export type AfterPaint = (task: () => void) => Disposable;

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
