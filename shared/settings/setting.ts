import { fail, ok, type Result } from '#shared/base/result.ts';

/** What a setting may hold; the settings page draws its control from it. */
export type SettingSchema =
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number; readonly unit?: string }
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly title: string }[] };

export type SettingValue = string | number | boolean;

/** One setting: the page, the defaults and the decoding of the settings file are made from these. */
export interface SettingDefinition {
  /** `area.name`. */
  readonly key: string;
  readonly schema: SettingSchema;
  readonly default: SettingValue;
  readonly title: string;
  /** One line: what it changes. */
  readonly description: string;
}

/** Checks that the default fits the schema when the list is loaded, so that a wrong one is found by any test. */
export function defineSetting<const D extends SettingDefinition>(definition: D): D {
  const checked = decodeSetting(definition, definition.default);
  if (!checked.ok) throw new Error(`The default of ${definition.key} is wrong: ${checked.failure}`);
  return definition;
}

/** A value for this setting, or a sentence that says what it should have been. */
export function decodeSetting(definition: SettingDefinition, value: unknown): Result<SettingValue, string> {
  const { schema, key } = definition;
  switch (schema.kind) {
    case 'flag':
      return typeof value === 'boolean' ? ok(value) : fail(`${key} must be true or false.`);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= schema.min && value <= schema.max
        ? ok(value)
        : fail(`${key} must be a number from ${schema.min} to ${schema.max}.`);
    case 'choice':
      return typeof value === 'string' && schema.choices.some((choice) => choice.value === value)
        ? ok(value)
        : fail(`${key} must be one of ${schema.choices.map((choice) => choice.value).join(', ')}.`);
  }
}
