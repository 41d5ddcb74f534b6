import { compareTexts, isDigit, isNamePart, isNameStart, lengthOf } from './characters.ts';
import { LIMITS, type MetricPart } from './rules.ts';

/** List positions beyond this one are found, but not offered. */
const POSITIONS_SHOWN = 100;

/**
 * The value under a metric's parts, in an object so that null is told from absent. Keys first, then list positions; a key that itself holds dots is
 * found when the walk by parts fails. Only a value's own keys count.
 */
export function valueAt(source: unknown, parts: readonly MetricPart[], from = 0): { readonly value: unknown } | undefined {
  const first = parts[from];
  if (first === undefined) return { value: source };
  let key = first.key;
  for (let to = from + 1; ; to++) {
    const inner = childOf(source, key, to === from + 1);
    const found = inner && valueAt(inner.value, parts, to);
    if (found) return found;
    const next = parts[to];
    if (first.bracketed || next === undefined || next.bracketed) return undefined;
    key += `.${next.key}`;
  }
}

function childOf(source: unknown, key: string, isOnePart: boolean): { readonly value: unknown } | undefined {
  if (Array.isArray(source)) {
    if (!isOnePart || key === '' || ![...key].every(isDigit)) return undefined;
    const position = Number(key);
    return position < source.length ? { value: source[position] } : undefined;
  }
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, key)) return undefined;
  return { value: (source as Readonly<Record<string, unknown>>)[key] };
}

/** The number that a value counts as; true is 1 and false 0. Undefined for everything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

/** What a value is, as a message says it. */
export function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text';
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** Names of all numbers in metrics, written as rules read them and sorted; keys that no rule can name, or that are longer than a rule, are left out. */
export function knownMetrics(metrics: unknown): string[] {
  const names: string[] = [];
  const waiting: { readonly name: string; readonly value: unknown }[] = [{ name: '', value: metrics }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, value } = next;
    if (numberIn(value) !== undefined && name !== '') names.push(name);
    else if (Array.isArray(value)) {
      if (name !== '') for (let k = 0; k < value.length && k < POSITIONS_SHOWN; k++) waiting.push({ name: `${name}.${k}`, value: value[k] });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const written = writeKey(name, key);
        if (written !== undefined && lengthOf(written) <= LIMITS.lineLength) waiting.push({ name: written, value: inner });
      }
    }
  }
  return [...new Set(names)].sort(compareTexts);
}

/** How a rule writes a key below a metric; undefined when it cannot. `baseline` in front would mean the other file. */
function writeKey(before: string, key: string): string | undefined {
  const pieces = key.split('.');
  if (before === '') return pieces.every((piece, k) => isName(piece) || (k > 0 && isDigits(piece))) && pieces[0] !== 'baseline' ? key : undefined;
  if (pieces.every((piece) => isName(piece) || isDigits(piece))) return `${before}.${key}`;
  return /[\]\n\r]/.test(key) ? undefined : `${before}[${key}]`;
}

/** True for a text that a rule can write as a name without brackets. */
export function isName(text: string): boolean {
  const characters = [...text];
  if (!isNameStart(characters[0] ?? '') || characters.at(-1) === '-') return false;
  return characters.every((character) => character === '-' || isNamePart(character));
}

function isDigits(text: string): boolean {
  return text !== '' && [...text].every(isDigit);
}
