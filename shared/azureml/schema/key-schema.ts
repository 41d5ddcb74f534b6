/** What the format says about the value of a key: feeds forms, completion, hover and checks. */
export interface KeySchema {
  readonly kind: 'map' | 'list' | 'text' | 'number' | 'integer' | 'boolean' | 'enum' | 'any' | 'ref' | 'path' | 'expression' | 'one-of';
  readonly description?: string;
  /** Of a map: the keys it knows. */
  readonly keys?: Readonly<Record<string, FieldSchema>>;
  /** Of a map: what stands under keys of the user's own choice. */
  readonly values?: KeySchema;
  /** What to call such a key: `input`, `job`. */
  readonly keyName?: string;
  /** What such a key names. */
  readonly keyRefTo?: RefTarget;
  readonly unknownKeys?: 'error' | 'kept';
  /** Of a list. */
  readonly items?: KeySchema;
  /** Of one-of: the forms, the commonest first. */
  readonly options?: readonly KeySchema[];
  /** Of an enum: the values in the order in which they are offered. */
  readonly enum?: readonly EnumValue[];
  /** True when the case of an enum's values matters to the loader. */
  readonly caseSensitive?: boolean;
  /** True when the loader also takes an enum's values as camel case: `LightGBM` for `light_gbm`. */
  readonly camelCase?: boolean;
  readonly default?: string | number | boolean;
  readonly min?: number;
  readonly max?: number;
  /** A regular expression that the text must match. */
  readonly pattern?: string;
  /** What the pattern means, in words. */
  readonly shape?: string;
  /** Azure ML loads what does not fit, and cuts it, keeps it as text or refuses it later: no error. */
  readonly lenient?: boolean;
  /** Words that people write here, the commonest first; others are taken, too. */
  readonly suggests?: readonly EnumValue[];
  /** What a reference names. */
  readonly refTo?: RefTarget;
  /** A `${{…}}` may stand in its place. */
  readonly mayBind?: boolean;
  /** Of a text: numbers, true and false are taken too. */
  readonly anyScalar?: boolean;
  /** Nothing behind the colon is allowed. */
  readonly nullable?: boolean;
  /** Long text: several lines in a form. */
  readonly multiline?: boolean;
}

export type RefTarget =
  | 'component'
  | 'environment'
  | 'compute'
  | 'data'
  | 'model'
  | 'datastore'
  | 'job'
  | 'code'
  | 'endpoint'
  | 'deployment'
  | 'connection'
  | 'entity';

/** A key of a map. */
export interface FieldSchema extends KeySchema {
  readonly required?: boolean;
  /** Written by the service; ignored when read. */
  readonly readOnly?: boolean;
  /** Experimental, or behind a private flag. */
  readonly preview?: boolean;
}

export interface EnumValue {
  readonly value: string;
  readonly description?: string;
}

type Extra = Partial<Omit<FieldSchema, 'kind'>>;

/** Text. */
export function text(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'text', description, ...extra };
}

/** Text of several lines. */
export function longText(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'text', description, multiline: true, ...extra };
}

/** A whole number. */
export function integer(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'integer', description, ...extra };
}

/** A number. */
export function number(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'number', description, ...extra };
}

/** true or false. */
export function flag(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'boolean', description, ...extra };
}

/** Of an enum: also taken as camel case. */
export const camel = { camelCase: true } as const;

/** One of a fixed set of words, as a list or with a description each. */
export function oneWord(values: readonly string[] | Readonly<Record<string, string>>, description: string, extra: Extra = {}): FieldSchema {
  const list = Array.isArray(values)
    ? (values as readonly string[]).map((value) => ({ value }))
    : Object.entries(values).map(([value, about]) => (about === '' ? { value } : { value, description: about }));
  return { kind: 'enum', description, enum: list, ...extra };
}

/** True when the loader takes a text for one of an enum's values. */
export function isValue(schema: KeySchema, value: string, text: string): boolean {
  if (schema.caseSensitive) return value === text;
  const other = text.toLowerCase();
  return value.toLowerCase() === other || (schema.camelCase === true && value.toLowerCase() === snakeOf(text));
}

/** `LightGBM` as the loader reads it: `light_gbm`. */
function snakeOf(text: string): string {
  return text
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** A mapping with known keys; other keys are errors unless said. */
export function map(keys: Readonly<Record<string, FieldSchema>>, description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'map', description, keys, unknownKeys: 'error', ...extra };
}

/** A mapping whose keys are the user's own. */
export function dictionary(values: KeySchema, description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'map', description, values, unknownKeys: 'kept', ...extra };
}

/** A list. */
export function list(items: KeySchema, description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'list', description, items, ...extra };
}

/** A reference to an asset, as a file or with `azureml:`. */
export function ref(refTo: RefTarget, description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'ref', description, refTo, ...extra };
}

/** A path of this computer or an address. */
export function path(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'path', description, ...extra };
}

/** Nothing but a `${{…}}`. */
export function expression(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'expression', description, mayBind: true, ...extra };
}

/** Several forms. */
export function oneOf(options: readonly KeySchema[], description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'one-of', description, options, ...extra };
}

/** Anything. */
export function any(description: string, extra: Extra = {}): FieldSchema {
  return { kind: 'any', description, ...extra };
}

/** Of a map: keys that are not known are no error. */
export const kept = { unknownKeys: 'kept' } as const;

/** The same field, required. */
export function required(field: FieldSchema): FieldSchema {
  return { ...field, required: true };
}

/** The same field, behind a flag or experimental. */
export function preview(field: FieldSchema): FieldSchema {
  return { ...field, preview: true };
}

/** `type: x` where only one word is possible. */
export function typeIs(value: string, description: string, extra: Extra = {}): FieldSchema {
  return oneWord([value], description, { required: true, ...extra });
}

/** Words that are offered where any text is taken, as a list or with a description each. */
export function words(values: readonly string[] | Readonly<Record<string, string>>): readonly EnumValue[] {
  return oneWord(values, '').enum ?? [];
}
