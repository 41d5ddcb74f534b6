/** A metric as it is read: 4 decimals, whole numbers whole, very small and large ones with an exponent. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  if (size < 0.001 || size >= 1e9) return value.toExponential(2).replace('e+', 'e');
  return size >= 10_000 ? value.toFixed(1) : value.toFixed(4);
}
