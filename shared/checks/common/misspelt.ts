import { nearest } from '#shared/base/nearest.ts';
import type { YamlEntry, YamlNode } from '#shared/yaml/tree.ts';
import { isOtherWordFor } from '../schema/meant-key.ts';

/** Keys of pipelines and jobs: none of them is a misspelling of another. */
const KEYS: ReadonlySet<string> = new Set([
  '$schema',
  'type',
  'name',
  'display_name',
  'description',
  'experiment_name',
  'tags',
  'properties',
  'comment',
  'command',
  'component',
  'trial',
  'jobs',
  'code',
  'environment',
  'environment_variables',
  'compute',
  'inputs',
  'outputs',
  'settings',
  'resources',
  'distribution',
  'limits',
  'services',
  'identity',
  'queue_settings',
  'default_compute',
  'default_datastore',
]);

/** A key as it is written, and where. */
export interface Misspelt {
  readonly name: string;
  readonly key: YamlNode;
}

/** The key that was meant to be a key that is missing: `input` for `inputs`. What the missing key would have said is then no fault of its own. */
export function misspelt(fields: ReadonlyMap<string, YamlEntry>, key: string): Misspelt | undefined {
  if (fields.has(key)) return undefined;
  for (const [name, entry] of fields) if (!KEYS.has(name) && (isOtherWordFor(name, key) || nearest(name, [key]) !== undefined)) return { name, key: entry.key };
  return undefined;
}
