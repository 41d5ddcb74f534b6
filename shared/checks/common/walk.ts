import { asMapping, fieldsOf } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '#shared/yaml/tree.ts';

export type Keys = readonly (string | number)[];

const DEEPEST = 40;
const NO_FIELDS: ReadonlyMap<string, YamlEntry> = new Map();
const known = new WeakMap<YamlMapping, ReadonlyMap<string, YamlEntry>>();

/** The keys of a mapping, merge keys followed; looked up once for each mapping. */
export function fieldsIn(node: YamlNode | null | undefined): ReadonlyMap<string, YamlEntry> {
  const map = asMapping(node);
  if (!map) return NO_FIELDS;
  const before = known.get(map);
  if (before) return before;
  const fields = fieldsOf(map);
  known.set(map, fields);
  return fields;
}

/** The keys of a job. */
export function fieldsOfJob(job: Job): ReadonlyMap<string, YamlEntry> {
  return fieldsIn(job.entry.value);
}

/** Visits every scalar below a node with the keys that lead to it; aliases are followed. */
export function eachScalar(node: YamlNode | null | undefined, path: Keys, visit: (scalar: YamlScalar, path: Keys) => void, depth = 0): void {
  const target = resolveAlias(node);
  if (!target || depth > DEEPEST) return;
  if (target.kind === 'scalar') visit(target, path);
  else if (target.kind === 'mapping') for (const [name, entry] of fieldsOf(target)) eachScalar(entry.value, [...path, name], visit, depth + 1);
  else for (const [index, item] of target.items.entries()) eachScalar(item.value, [...path, index], visit, depth + 1);
}
