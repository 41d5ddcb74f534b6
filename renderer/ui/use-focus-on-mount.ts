import { type RefObject, useEffect, useRef } from 'react';

/**
 * A ref for the element that takes the focus when it appears, if it is wanted. At once: React Aria's own `autoFocus` waits for every transition on the page
 * after a focus that no key or pointer made, and then may never come.
 */
export function useFocusOnMount<T extends HTMLElement>(isWanted: boolean): RefObject<T | null> {
  const ref = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears
  useEffect(() => {
    if (isWanted) ref.current?.focus();
  }, []);
  return ref;
}
