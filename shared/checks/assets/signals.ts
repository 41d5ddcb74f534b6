import { asText } from '#shared/pipeline/fields.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';

/** One signal of a monitor. */
export interface Signal {
  readonly name: string;
  readonly type: string | undefined;
  readonly entry: YamlEntry;
  readonly fields: ReadonlyMap<string, YamlEntry>;
  readonly path: Keys;
}

/** What a monitor watches. */
export function signalsOf({ doc }: CheckContext): readonly Signal[] {
  const monitor = fieldsIn(fieldsIn(doc.map).get('create_monitor')?.value);
  return [...fieldsIn(monitor.get('monitoring_signals')?.value)].map(([name, entry]) => {
    const fields = fieldsIn(entry.value);
    return { name, type: asText(fields.get('type')?.value)?.toLowerCase(), entry, fields, path: ['create_monitor', 'monitoring_signals', name] };
  });
}

/** The data of a signal under a key: one, or a list of them. */
export function dataOf(signal: Signal, key: string): readonly { readonly fields: ReadonlyMap<string, YamlEntry>; readonly path: Keys }[] {
  const value = signal.fields.get(key)?.value;
  if (value?.kind === 'sequence') return value.items.map((item, index) => ({ fields: fieldsIn(item.value), path: [...signal.path, key, index] }));
  return value ? [{ fields: fieldsIn(value), path: [...signal.path, key] }] : [];
}
