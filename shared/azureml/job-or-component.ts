import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlMapping } from '#shared/yaml/tree.ts';
import { isLiteralType, portType } from './port-types.ts';

/** A component rather than a job of the same type: it has a version, or declares its ports with types. */
export function looksLikeComponent(map: YamlMapping, has: (key: string) => boolean): boolean {
  for (const key of ['experiment_name', 'compute', 'identity', 'limits', 'services', 'environment_variables']) if (has(key)) return false;
  if (has('version') || has('is_deterministic') || has('additional_includes')) return true;
  return hasTypedParameters(map) || (has('name') && hasPortsWithoutValues(map));
}

/** Inputs that only a component can declare: a parameter type, `optional`, `default` or `description`. */
export function hasTypedParameters(map: YamlMapping): boolean {
  return inputsOf(map).some((entry) => {
    const value = resolveAlias(entry.value);
    if (value?.kind !== 'mapping') return false;
    if (value.entry('optional') || value.entry('default') || value.entry('description')) return true;
    const type = portType(typeOf(value));
    return type !== undefined && isLiteralType(type);
  });
}

const ONLY_OF_JOBS = ['settings', 'experiment_name', 'compute', 'identity'];

/** It says where it runs or where its data is, and nothing that only a component says. */
export function isPlainlyJob(map: YamlMapping): boolean {
  if (map.entry('version') || map.entry('is_deterministic') || hasTypedParameters(map)) return false;
  return ONLY_OF_JOBS.some((key) => map.entry(key) !== undefined) || inputsOf(map).some(namesData);
}

/** It has a version and parameters with types, and nothing that only a job says. */
export function isPlainlyComponent(map: YamlMapping): boolean {
  if (!map.entry('version') && !map.entry('is_deterministic')) return false;
  return hasTypedParameters(map) && !ONLY_OF_JOBS.some((key) => map.entry(key) !== undefined) && !inputsOf(map).some(givesValue);
}

function namesData({ value }: YamlEntry): boolean {
  const node = resolveAlias(value);
  return node?.kind === 'mapping' && node.entry('path') !== undefined;
}

function givesValue({ value }: YamlEntry): boolean {
  const node = resolveAlias(value);
  if (node?.kind === 'scalar') return node.type !== 'null';
  return node?.kind === 'mapping' && (node.entry('path') !== undefined || node.entry('value') !== undefined);
}

function hasPortsWithoutValues(map: YamlMapping): boolean {
  const inputs = resolveAlias(map.get('inputs'));
  if (inputs?.kind !== 'mapping' || inputs.entries.length === 0) return map.entry('outputs') !== undefined;
  return inputs.entries.every((entry) => {
    const value = resolveAlias(entry.value);
    return value?.kind === 'mapping' && value.entry('type') !== undefined && !value.entry('path') && !value.entry('value');
  });
}

function typeOf(port: YamlMapping): string | undefined {
  const node = resolveAlias(port.get('type'));
  return node?.kind === 'scalar' ? node.text : undefined;
}

function inputsOf(map: YamlMapping): readonly YamlEntry[] {
  const inputs = resolveAlias(map.get('inputs'));
  return inputs?.kind === 'mapping' ? inputs.entries : [];
}
