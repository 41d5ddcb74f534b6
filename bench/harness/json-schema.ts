import { jobSchema } from '#shared/azureml/schema/jobs.ts';
import type { KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { schemaFor } from '#shared/azureml/schema/schema-for.ts';

/** A schema as JSON Schema says it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What Sluice knows of a pipeline job's keys, as the JSON Schema that a peer checks by: keys, kinds of values, words. Its jobs are command jobs, as those of the
 * made-up pipelines; the published schema has every kind of job side by side and is some hundred times larger, so this one costs the peer less.
 */
export function pipelineJsonSchema(): JsonSchema {
  const pipeline = jsonSchemaOf(schemaFor('pipeline-job'), 0);
  const properties = { ...(pipeline.properties as Record<string, JsonSchema>) };
  properties.jobs = { type: 'object', additionalProperties: jsonSchemaOf(jobSchema('command', true), 0) };
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...pipeline, properties };
}

const DEEPEST = 6;

function jsonSchemaOf(schema: KeySchema, depth: number): JsonSchema {
  if (depth > DEEPEST) return {};
  const described = schema.description === undefined ? {} : { description: schema.description };
  const plain = { ...described, ...plainSchemaOf(schema, depth) };
  return schema.mayBind ? { anyOf: [plain, { type: 'string', pattern: '\\$\\{\\{' }] } : plain;
}

function plainSchemaOf(schema: KeySchema, depth: number): JsonSchema {
  switch (schema.kind) {
    case 'map': {
      const keys = Object.entries(schema.keys ?? {});
      const values = schema.values ? jsonSchemaOf(schema.values, depth + 1) : schema.unknownKeys === 'kept';
      const required = keys.filter(([, field]) => field.required).map(([name]) => name);
      const properties = Object.fromEntries(keys.map(([name, field]) => [name, jsonSchemaOf(field, depth + 1)]));
      return { type: 'object', properties, additionalProperties: values, ...(required.length > 0 ? { required } : {}) };
    }
    case 'list':
      return { type: 'array', ...(schema.items ? { items: jsonSchemaOf(schema.items, depth + 1) } : {}) };
    case 'one-of':
      return { anyOf: (schema.options ?? []).map((option) => jsonSchemaOf(option, depth + 1)) };
    case 'enum':
      return { enum: (schema.enum ?? []).map((one) => one.value) };
    case 'number':
    case 'integer':
      return { type: schema.kind, ...(schema.min === undefined ? {} : { minimum: schema.min }), ...(schema.max === undefined ? {} : { maximum: schema.max }) };
    case 'boolean':
      return { type: 'boolean' };
    case 'any':
      return {};
    default:
      return schema.anyScalar
        ? { type: ['string', 'number', 'boolean'] }
        : { type: 'string', ...(schema.pattern === undefined ? {} : { pattern: schema.pattern }) };
  }
}
