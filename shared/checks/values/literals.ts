import type { LiteralType } from '#shared/azureml/kinds.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { Severity } from '../problem.ts';

export type Literal = string | number | boolean;

/** How a value of one type serves an input of another: Azure ML sends values as text, and the component reads that text. */
export interface Conversion {
  /** Undefined: nothing need be said. */
  readonly severity: Severity | undefined;
  /** The value in the type asked for; undefined when it cannot be read as one. */
  readonly value: Literal | undefined;
}

const SILENT = (value: Literal): Conversion => ({ severity: undefined, value });
const IMPOSSIBLE: Conversion = { severity: 'error', value: undefined };

/** What becomes of `value` in an input of `type` (TYP-005). `scalar` is how it is written, where it stands in the text. */
export function convert(value: Literal, type: LiteralType, scalar?: YamlScalar): Conversion {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? SILENT(value) : { severity: 'info', value: scalar?.text ?? String(value) };
    case 'boolean':
      return toBoolean(value);
    case 'integer':
    case 'number':
      return toNumber(value, type === 'integer', scalar);
  }
}

function toBoolean(value: Literal): Conversion {
  if (typeof value === 'boolean') return SILENT(value);
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return SILENT(value.toLowerCase() === 'true');
  if (value === 0 || value === 1) return { severity: 'warning', value: value === 1 };
  return IMPOSSIBLE;
}

function toNumber(value: Literal, whole: boolean, scalar: YamlScalar | undefined): Conversion {
  if (typeof value === 'boolean') return IMPOSSIBLE;
  if (typeof value === 'number') return !whole || Number.isInteger(value) ? SILENT(value) : IMPOSSIBLE;
  const number = value.trim() === '' ? Number.NaN : Number(value.replace(/(?<=\d)_(?=\d)/g, ''));
  if (Number.isNaN(number) || (whole && !Number.isInteger(number))) return IMPOSSIBLE;
  // `2e-5` is said where the text is read: it looks like a number and is text.
  return scalar?.style === 'plain' ? SILENT(number) : { severity: 'warning', value: number };
}

/** "a whole number", as a sentence calls a type. */
export function typeWords(type: LiteralType): string {
  return { string: 'text', integer: 'a whole number', number: 'a number', boolean: '`true` or `false`' }[type];
}
