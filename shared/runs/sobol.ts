/** Dimensions for which there are direction numbers. */
export const SOBOL_DIMENSIONS = 21;

const BITS = 32;

/**
 * From the second dimension on: degree and coefficients of a primitive polynomial, then the first direction numbers. By S. Joe and F. Y. Kuo, "Constructing Sobol
 * sequences with better two-dimensional projections" (2008), new-joe-kuo-6.
 */
const TABLE: readonly (readonly [degree: number, coefficients: number, first: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
  [5, 14, [1, 3, 5, 5, 31]],
  [6, 1, [1, 3, 3, 9, 7, 49]],
  [6, 13, [1, 1, 1, 15, 21, 21]],
  [6, 16, [1, 3, 1, 13, 27, 49]],
  [6, 19, [1, 1, 1, 15, 7, 5]],
  [6, 22, [1, 3, 1, 15, 13, 25]],
  [6, 25, [1, 1, 5, 5, 19, 61]],
  [7, 1, [1, 3, 7, 11, 23, 15, 103]],
  [7, 4, [1, 3, 7, 13, 13, 15, 69]],
];

/** One coordinate of a point of the Sobol sequence, from 0 up to 1. `shift` is 32 bits that turn the sequence into another one that is as even. */
export function sobolAt(point: number, dimension: number, shift = 0): number {
  const directions = directionsOf(dimension);
  let bits = shift >>> 0;
  // The order of a Gray code: neighbours differ in one direction.
  let gray = (point ^ (point >>> 1)) >>> 0;
  for (let at = 0; gray !== 0; at++, gray >>>= 1) if (gray & 1) bits ^= directions[at] ?? 0;
  return (bits >>> 0) / 2 ** BITS;
}

const known = new Map<number, readonly number[]>();

function directionsOf(dimension: number): readonly number[] {
  const before = known.get(dimension);
  if (before) return before;
  const made: number[] = [];
  const row = TABLE[dimension - 1];
  for (let at = 0; at < BITS; at++) {
    if (row === undefined) {
      made.push(2 ** (BITS - 1 - at));
      continue;
    }
    const [degree, coefficients, first] = row;
    if (at < degree) {
      made.push(((first[at] ?? 0) * 2 ** (BITS - 1 - at)) >>> 0);
      continue;
    }
    const earlier = made[at - degree] ?? 0;
    let next = earlier ^ (earlier >>> degree);
    for (let k = 1; k < degree; k++) if ((coefficients >>> (degree - 1 - k)) & 1) next ^= made[at - k] ?? 0;
    made.push(next >>> 0);
  }
  known.set(dimension, made);
  return made;
}
