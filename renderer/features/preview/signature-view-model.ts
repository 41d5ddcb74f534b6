import type { ColumnLook, SignatureField } from '#shared/runs/output-look.ts';

/** How a model's signature fits the data that it is fed. */
export interface SignatureFit {
  readonly fits: boolean;
  /** Half a sentence: "matches", "lacks `tenure` and 2 more". */
  readonly words: string;
}

const NUMBERS = /^(integer|long|float|double|int\d+|float\d+)$/i;

/** Holds the columns of a table against a signature of named columns; undefined where the signature has no names. */
export function fitOf(inputs: readonly SignatureField[], columns: readonly ColumnLook[]): SignatureFit | undefined {
  if (inputs.length === 0 || inputs.some((field) => field.name === '')) return undefined;
  const known = new Map(columns.map((column) => [column.name, column]));
  const lacking = inputs.filter((field) => !field.isOptional && !known.has(field.name)).map((field) => field.name);
  if (lacking.length > 0) return { fits: false, words: `lacks ${namesOf(lacking)}` };
  const other = inputs.filter((field) => isOther(field.type, known.get(field.name))).map((field) => field.name);
  return other.length > 0 ? { fits: false, words: `has another type in ${namesOf(other)}` } : { fits: true, words: 'matches' };
}

function isOther(type: string, column: ColumnLook | undefined): boolean {
  if (!column || column.type === 'empty' || column.type === 'mixed' || column.isLeftOut) return false;
  const isNumber = column.type === 'integer' || column.type === 'number';
  if (NUMBERS.test(type)) return !isNumber && column.type !== 'boolean';
  return type === 'string' ? isNumber : false;
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 2).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
}
