/**
 * `now` with every part of `before` that is equal to its own, so that what did not change keeps its identity and is not drawn again.
 * For plain data: objects and lists of words, numbers and the like.
 */
export function keepEqual<T>(before: T, now: T): T {
  if (Object.is(before, now) || typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) return now;
  if (Array.isArray(before) !== Array.isArray(now)) return now;
  const old = before as Readonly<Record<string, unknown>>;
  const next = now as Readonly<Record<string, unknown>>;
  const keys = Object.keys(next);
  let isEqual = keys.length === Object.keys(old).length;
  const kept: Record<string, unknown> = {};
  for (const key of keys) {
    kept[key] = keepEqual(old[key], next[key]);
    if (!(key in old) || !Object.is(kept[key], old[key])) isEqual = false;
  }
  if (isEqual) return before;
  return (Array.isArray(now) ? Object.values(kept) : kept) as T;
}
