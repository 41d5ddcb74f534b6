import { startTransition, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Disposable } from '#shared/base/disposable.ts';
import { whenQuiet } from './after-paint.ts';

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
      if (now.version !== before.version) waiting ??= whenQuiet(take);
    });
    take();
    return () => {
      stop();
      waiting?.dispose();
    };
  }, [store]);
  return version;
}
