/** A value as YAML can hold it, without places: what an edit is asked to write. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** Keys from the root down: strings in mappings, numbers in sequences. */
export type Path = readonly (string | number)[];

/** True for a mapping, not for a list or null. */
export function isPlainMap(value: unknown): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deep equality of plain values; the order of keys does not count. */
export function plainEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (a === 0 && b === 0)) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, k) => plainEqual(item, b[k]));
  if (!isPlainMap(a) || !isPlainMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && plainEqual(a[key], b[key]));
}

/** `jobs.train.inputs.data`: a path for people. */
export function printPath(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('.');
}
