import type { PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { Plain } from '../splice/plain.ts';

/** What stands for a literal of a type when nobody has said a value. */
export function zeroOf(type: PortType, min?: number): string | number | boolean {
  if (type === 'boolean') return false;
  if (type === 'string') return '';
  return min ?? 0;
}

/** A literal in the type asked for, where it can be read as one. */
export function literalAs(value: string | number | boolean | undefined, type: PortType): string | number | boolean {
  if (value === undefined) return zeroOf(type);
  if (type === 'string') return String(value);
  if (type === 'boolean') return value === true || /^true$/i.test(String(value));
  const number = typeof value === 'boolean' ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || value === '') return zeroOf(type);
  return type === 'integer' ? Math.trunc(number) : number;
}

export interface NewEnd {
  readonly type: PortType;
  readonly value?: string | number | boolean | undefined;
  readonly path?: string | undefined;
  readonly mode?: string | undefined;
  readonly description?: string | undefined;
  readonly optional?: boolean | undefined;
}

/** The value of a new input: a pipeline job holds a value or data, a pipeline component declares a type. */
export function inputValue(end: NewEnd, isComponent: boolean): Plain {
  if (!isComponent) return isLiteralType(end.type) ? literalAs(end.value, end.type) : without({ type: end.type, path: end.path, mode: end.mode });
  const hasDefault = isLiteralType(end.type) && end.value !== undefined;
  return without({
    type: end.type,
    description: end.description,
    optional: end.optional === true ? true : undefined,
    default: hasDefault ? literalAs(end.value, end.type) : undefined,
    mode: isLiteralType(end.type) ? undefined : end.mode,
  });
}

/** The value of a new output. */
export function outputValue(end: NewEnd, isComponent: boolean): Plain {
  return without({ type: end.type, description: isComponent ? end.description : undefined, mode: end.mode, path: isComponent ? undefined : end.path });
}

function without(fields: { readonly [key: string]: Plain | undefined }): Plain {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Plain] => entry[1] !== undefined));
}
