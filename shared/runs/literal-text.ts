/** How Azure ML writes a literal into a command: as Python's `str` prints it. `isFloat`: the scalar was read as a float, so that 1.0 stays `1.0`. */
export function literalText(value: string | number | boolean, isFloat: boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  return isFloat || !Number.isInteger(value) ? floatText(value) : String(value);
}

/** A double as Python's `repr` prints it: exponents from 1e16 on and below 1e-4, with two digits at least. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  const text = String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}
