import type { FieldSchema } from '#shared/azureml/schema/key-schema.ts';
import { namesFor } from './complete-names.ts';
import { pathsFor } from './complete-paths.ts';
import type { KnownName } from './known-names.ts';
import type { LanguageContext } from './language-context.ts';
import { schemaField } from './schema-adapter.ts';

/** What may be written as the value at `path`, without the quotes that YAML may need: the same names, files and words that completion offers in the text. */
export function suggestionsAt(context: LanguageContext, path: readonly (string | number)[]): readonly KnownName[] {
  const field = schemaField(context, path);
  if (!field) return [];
  const found = new Map<string, KnownName>();
  const add = (name: KnownName) => {
    if (!found.has(name.value)) found.set(name.value, name);
  };
  for (const name of namesFor(context, field, path)) add(name);
  for (const { ref, detail } of pathsFor(context, path)) add({ value: ref, from: detail });
  for (const { value, description } of oftenWritten(field)) add({ value: value.replace(/^(["'])(.*)\1$/, '$2'), from: description ?? '' });
  return [...found.values()];
}

function oftenWritten(field: FieldSchema) {
  return [...(field.suggests ?? []), ...(field.options ?? []).flatMap((option) => [...(option.suggests ?? []), ...(option.enum ?? [])])];
}
