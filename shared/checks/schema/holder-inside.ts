import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';

/** The key of the same mapping that holds an unknown one: `instance_count` under `resources`; one that is required before others. */
export function holderInside(key: string, known: Readonly<Record<string, FieldSchema>>): string | undefined {
  const holds = (field: KeySchema): boolean =>
    field.kind === 'one-of' ? (field.options ?? []).some(holds) : field.kind === 'map' && field.keys !== undefined && Object.hasOwn(field.keys, key);
  const holders = Object.entries(known).filter(([, field]) => holds(field));
  // What every other mapping has, too, says nothing.
  const likely = holders.find(([, field]) => field.required) ?? (key === 'type' || key === 'name' ? undefined : holders[0]);
  return likely?.[0];
}
