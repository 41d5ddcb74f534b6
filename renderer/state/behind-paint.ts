import { startTransition, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Disposable } from '#shared/base/disposable.ts';
import { afterPaint } from './after-paint.ts';

/** A view that has more urgent work before it comes at the latest after so long, in ms. */
const LATEST_MS = 100;

/**
 * A count of a store, as of the last paint: the key that changes it is on the screen before anything is rendered for it, and so are the marks of what it broke.
 */
export function useBehindPaint<S extends { readonly version: number }>(store: StoreApi<S>): number {
  const [version, setVersion] = useState(() => store.getState().version);
  useEffect(() => {
    let waiting: Disposable | undefined;
    const take = () => {
      waiting = undefined;
      startTransition(() => setVersion(store.getState().version));
    };
    const stop = store.subscribe((now, before) => {
      if (now.version !== before.version)
        waiting ??= afterPaint(() => {
          waiting = whenIdle(take);
        });
    });
    take();
    return () => {
      stop();
      waiting?.dispose();
    };
  }, [store]);
  return version;
}

function whenIdle(task: () => void): Disposable {
  const handle = requestIdleCallback(task, { timeout: LATEST_MS });
  return { dispose: () => cancelIdleCallback(handle) };
}
