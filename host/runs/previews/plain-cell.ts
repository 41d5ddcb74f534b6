import type { Cell } from '#shared/runs/output-look.ts';
import { LIMITS } from './limits.ts';

/** Any value as a cell: nested things as JSON, bytes as how many they are. */
export function plainCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.length > LIMITS.cellLength ? `${value.slice(0, LIMITS.cellLength)}…` : value;
  if (typeof value === 'number') return Number.isNaN(value) ? null : Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime())
      ? null
      : value
          .toISOString()
          .replace(/T00:00:00\.000Z$/, '')
          .replace(/\.000Z$/, 'Z');
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return plainCell(JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? Number(each) : each)) ?? null);
}
