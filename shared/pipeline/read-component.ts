import { documentKind, isComponentKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { portType, typeOfLiteral } from '#shared/azureml/port-types.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { asLiteral, asMapping, asScalar, asSequence, asText, fieldsOf } from './fields.ts';
import type { ComponentInterface, ComponentPort } from './pipeline.ts';

/** What a component file declares. A pipeline job's file counts too, because a job may use it as its component; anything else is undefined. */
export function readComponent(text: string): ComponentInterface | undefined {
  const { map } = readYaml(text);
  if (!map) return undefined;
  const kind = documentKind(map, text);
  if (isComponentKind(kind) || kind === 'pipeline-job') return interfaceOf(map, kind);
  // A job file of another kind or one that only lacks its header still has ports when it looks like a body.
  return kind === 'command-job' || kind === 'spark-job' || kind === 'parallel-job' ? interfaceOf(map, kind) : undefined;
}

/** What a component mapping declares: the root of a file, or an object written inline under `component:`. */
export function interfaceOf(map: YamlMapping, kind: DocumentKind): ComponentInterface {
  const fields = fieldsOf(map);
  const text = (key: string) => asText(fields.get(key)?.value);
  return {
    kind,
    name: text('name'),
    version: text('version'),
    displayName: text('display_name'),
    description: text('description'),
    tags: tagsOf(fields.get('tags')?.value),
    inputs: kind === 'import-component' ? portsOf(fields.get('source')?.value) : portsOf(fields.get('inputs')?.value),
    outputs: kind === 'import-component' ? importOutput(fields.get('output')) : portsOf(fields.get('outputs')?.value),
    environment: environmentName(fields.get('environment')?.value),
    command: text('command'),
    jobCount: fields.has('jobs') ? (asMapping(fields.get('jobs')?.value)?.entries.length ?? 0) : undefined,
  };
}

function portsOf(node: YamlNode | null | undefined): readonly ComponentPort[] {
  const map = asMapping(node);
  if (!map) return [];
  return [...fieldsOf(map)].map(([name, entry]) => portOf(name, entry.value));
}

function portOf(name: string, value: YamlNode | null): ComponentPort {
  const map = asMapping(value);
  const fields = map ? fieldsOf(map) : undefined;
  const get = (key: string) => fields?.get(key)?.value;
  const literal = map ? undefined : asLiteral(value);
  const number = (key: string) => {
    const found = asLiteral(get(key));
    const parsed = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
    return typeof parsed === 'number' && !Number.isNaN(parsed) ? parsed : undefined;
  };
  const written = portType(asText(get('type')));
  return {
    name,
    type:
      written ??
      (literal === undefined ? (map && asText(get('type')) === undefined ? 'uri_folder' : undefined) : typeOfLiteral(literal, asScalar(value)?.type)),
    optional: isTrue(asLiteral(get('optional'))),
    default: asLiteral(get('default')) ?? literal,
    description: asText(get('description')),
    enum: asSequence(get('enum'))?.items.flatMap((item) => asText(item.value) ?? []),
    min: number('min'),
    max: number('max'),
    mode: asText(get('mode')),
  };
}

function importOutput(entry: YamlEntry | undefined): readonly ComponentPort[] {
  return entry ? [portOf('output', entry.value)] : [];
}

function isTrue(value: string | number | boolean | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** Tags as text by name. */
export function tagsOf(node: YamlNode | null | undefined): Readonly<Record<string, string>> {
  const map = asMapping(node);
  if (!map) return {};
  const tags: Record<string, string> = {};
  for (const [name, entry] of fieldsOf(map)) {
    const text = asText(entry.value);
    if (text !== undefined) tags[name] = text;
  }
  return tags;
}

/** The reference of an environment, or what tells an inline one apart: its name, else its image. */
export function environmentName(node: YamlNode | null | undefined): string | undefined {
  const map = asMapping(node);
  if (!map) return asText(node);
  const fields = fieldsOf(map);
  return asText(fields.get('name')?.value) ?? asText(fields.get('image')?.value) ?? (map.entries.length > 0 ? 'inline' : undefined);
}
