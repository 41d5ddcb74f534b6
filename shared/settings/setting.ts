import { fail, ok, type Result } from '#shared/base/result.ts';

/** What a setting may hold; the settings page draws its control from it. */
export type SettingSchema =
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number; readonly unit?: string }
  | { readonly kind: 'text'; readonly placeholder: string }
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly title: string }[] };

/** Longer than any path that a computer takes. */
const MAX_TEXT = 4096;

export type SettingValue = string | number | boolean;

/** One setting: the page, the defaults and the decoding of the settings file are made from these. */
export interface SettingDefinition<T extends SettingValue = SettingValue> {
  /** `area.name`. */
  readonly key: string;
  readonly schema: SettingSchema;
  readonly default: T;
  readonly title: string;
  /** One line: what it changes. */
  readonly description: string;
}

/** Checks that the default fits the schema when the list is loaded, so that a wrong one is found by any test. */
export function defineSetting<const K extends string, const S extends SettingSchema>(
  definition: SettingDefinition<ValueOf<S>> & { readonly key: K; readonly schema: S },
): SettingDefinition<ValueOf<S>> & { readonly key: K; readonly schema: S } {
  const checked = decodeSetting(definition, definition.default);
  if (!checked.ok) throw new Error(`The default of ${definition.key} is wrong: ${checked.failure}`);
  return definition;
}

/** What a schema lets through: one of its choices, a number, a text, true or false. */
export type ValueOf<S extends SettingSchema> = S extends { readonly choices: readonly { readonly value: infer V extends string }[] }
  ? V
  : S extends { readonly kind: 'number' }
    ? number
    : S extends { readonly kind: 'text' }
      ? string
      : boolean;

/** A value for this setting, or a sentence that says what it should have been. */
export function decodeSetting<T extends SettingValue>(definition: SettingDefinition<T>, value: unknown): Result<T, string> {
  const { key } = definition;
  const schema: SettingSchema = definition.schema;
  // Each case has just checked what T stands for in its schema.
  const good = () => ok(value as T);
  switch (schema.kind) {
    case 'flag':
      return typeof value === 'boolean' ? good() : fail(`${key} must be true or false.`);
    case 'text':
      return typeof value === 'string' && value.length <= MAX_TEXT ? good() : fail(`${key} must be a text.`);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= schema.min && value <= schema.max
        ? good()
        : fail(`${key} must be a number from ${schema.min} to ${schema.max}.`);
    case 'choice':
      return typeof value === 'string' && schema.choices.some((choice) => choice.value === value)
        ? good()
        : fail(`${key} must be one of ${schema.choices.map((choice) => choice.value).join(', ')}.`);
  }
}
