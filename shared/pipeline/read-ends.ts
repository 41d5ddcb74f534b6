import type { PortType } from '#shared/azureml/kinds.ts';
import { portType, typeOfLiteral } from '#shared/azureml/port-types.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { asLiteral, asMapping, asScalar, asText, fieldsOf, isNull } from './fields.ts';
import type { PipelineEnd } from './pipeline.ts';

/** Reads the inputs or outputs of a pipeline, in the order of the text. */
export function readEnds(entry: YamlEntry | undefined, side: 'input' | 'output'): readonly PipelineEnd[] {
  const map = asMapping(entry?.value);
  if (!map) return [];
  return [...fieldsOf(map)].map(([name, own]) => readEnd(name, own, side));
}

function readEnd(name: string, entry: YamlEntry, side: 'input' | 'output'): PipelineEnd {
  const base = { name, optional: false, description: undefined, entry };
  const node = resolveAlias(entry.value);
  if (isNull(node)) return { ...base, type: side === 'output' ? 'uri_folder' : undefined };
  if (node?.kind !== 'mapping') {
    const literal = asLiteral(node);
    if (side === 'output') return { ...base, type: 'uri_folder', path: asText(node) };
    return { ...base, type: literal === undefined ? undefined : literalType(literal, asScalar(node)?.type), literal };
  }
  const fields = fieldsOf(node);
  const value = (key: string) => fields.get(key)?.value;
  const written = asText(value('type'));
  const literal = asLiteral(value('value')) ?? asLiteral(value('default'));
  const fallback = literal === undefined ? 'uri_folder' : literalType(literal, asScalar(value('value') ?? value('default'))?.type);
  return {
    ...base,
    type: written === undefined ? fallback : portType(written),
    optional: asText(value('optional'))?.toLowerCase() === 'true',
    description: asText(value('description')),
    literal,
    path: asText(value('path')),
    mode: asText(value('mode')),
  };
}

function literalType(value: string | number | boolean, scalarType: string | undefined): PortType {
  return typeOfLiteral(value, scalarType);
}
