import { startTransition, useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Disposable } from '#shared/base/disposable.ts';
import { whenQuiet } from './after-paint.ts';

/** How often what a store holds has changed, as of the last paint. */
export function useBehindPaint<S extends { readonly version: number }>(store: StoreApi<S>): number {
  return useValueBehindPaint(store, versionOf);
}

const versionOf = ({ version }: { readonly version: number }): number => version;

/**
 * A value of a store, as of the last paint: the key that changes it is on the screen before anything is rendered for it, and so are the marks of what it broke.
 * `select` is the same function every time.
 */
export function useValueBehindPaint<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  const [value, setValue] = useState(() => select(store.getState()));
  useEffect(() => {
    let waiting: Disposable | undefined;
    const take = () => {
      waiting = undefined;
      startTransition(() => setValue(() => select(store.getState())));
    };
    const stop = store.subscribe((now, before) => {
      if (!Object.is(select(now), select(before))) waiting ??= whenQuiet(take);
    });
    take();
    return () => {
      stop();
      waiting?.dispose();
    };
  }, [store, select]);
  return value;
}
