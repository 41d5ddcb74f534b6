/** Up to so many are sorted by insertion: a sort of the language allocates as much as it sorts, and most lists here are of two or three. */
export const FEW = 32;

/** Room for values and what they are of, used for one short list after the other. */
export interface Scratch {
  readonly values: Float64Array;
  readonly items: Float64Array;
}

/** Room for lists of up to `size`. */
export function makeScratch(size: number): Scratch {
  return { values: new Float64Array(size), items: new Float64Array(size) };
}

/** Sorts what stands from `start` to `end` by value; equal ones stay as they stand. False: all were in order. */
export function sortBy({ values, items }: Scratch, start: number, end: number): boolean {
  let isSorted = true;
  for (let index = start + 1; index < end && isSorted; index++) isSorted = (values[index - 1] ?? 0) <= (values[index] ?? 0);
  if (isSorted) return false;
  if (end - start > FEW) {
    const pairs = Array.from(values.subarray(start, end), (value, index) => ({ value, item: items[start + index] ?? 0 }));
    pairs.sort((a, b) => a.value - b.value);
    for (let index = 0; index < pairs.length; index++) {
      values[start + index] = pairs[index]?.value ?? 0;
      items[start + index] = pairs[index]?.item ?? 0;
    }
    return true;
  }
  for (let index = start + 1; index < end; index++) {
    const value = values[index] ?? 0;
    const item = items[index] ?? 0;
    let to = index;
    for (; to > start && (values[to - 1] ?? 0) > value; to--) {
      values[to] = values[to - 1] ?? 0;
      items[to] = items[to - 1] ?? 0;
    }
    values[to] = value;
    items[to] = item;
  }
  return true;
}
