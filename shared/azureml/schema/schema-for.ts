import type { DocumentKind, JobKind } from '../kinds.ts';
import { COMPUTE_DOCUMENT } from './compute.ts';
import { CONNECTION } from './connections.ts';
import { DATASTORE } from './datastores.ts';
import {
  AUTOML_COMPONENT,
  COMMAND_COMPONENT,
  DATA,
  DATA_TRANSFER_COMPONENT,
  ENVIRONMENT_DOCUMENT,
  IMPORT_COMPONENT,
  MODEL,
  PARALLEL_COMPONENT,
  PIPELINE_COMPONENT,
  PIPELINE_JOB,
  REGISTRY,
  SPARK_COMPONENT,
} from './documents.ts';
import { BATCH_DEPLOYMENT, BATCH_ENDPOINT, ONLINE_DEPLOYMENT, ONLINE_ENDPOINT } from './endpoints.ts';
import { FEATURE_SET, FEATURE_STORE_ENTITY } from './feature-sets.ts';
import { FINETUNING_JOB } from './jobs/finetuning.ts';
import { jobSchema, standaloneJob } from './jobs.ts';
import type { FieldSchema, KeySchema } from './key-schema.ts';
import { PROMPT_FLOW } from './prompt-flow.ts';
import { SCHEDULE } from './schedules.ts';
import { FEATURE_STORE, WORKSPACE } from './workspaces.ts';

const ANYTHING: FieldSchema = { kind: 'map', unknownKeys: 'kept', values: { kind: 'any' } };

/** What a document of a kind may hold. A kind without rules of its own may hold anything. */
export function schemaFor(kind: DocumentKind): FieldSchema {
  return DOCUMENTS[kind] ?? ANYTHING;
}

const DOCUMENTS: Partial<Record<DocumentKind, FieldSchema>> = {
  'pipeline-job': PIPELINE_JOB,
  'command-job': standaloneJob('command'),
  'sweep-job': standaloneJob('sweep'),
  'parallel-job': standaloneJob('parallel'),
  'spark-job': standaloneJob('spark'),
  'automl-job': standaloneJob('automl'),
  'import-job': standaloneJob('import'),
  'pipeline-component': PIPELINE_COMPONENT,
  'command-component': COMMAND_COMPONENT,
  'parallel-component': PARALLEL_COMPONENT,
  'spark-component': SPARK_COMPONENT,
  'data-transfer-component': DATA_TRANSFER_COMPONENT,
  'automl-component': AUTOML_COMPONENT,
  'import-component': IMPORT_COMPONENT,
  'online-endpoint': ONLINE_ENDPOINT,
  'batch-endpoint': BATCH_ENDPOINT,
  'online-deployment': ONLINE_DEPLOYMENT,
  'batch-deployment': BATCH_DEPLOYMENT,
  schedule: SCHEDULE,
  environment: ENVIRONMENT_DOCUMENT,
  data: DATA,
  model: MODEL,
  registry: REGISTRY,
  compute: COMPUTE_DOCUMENT,
  workspace: WORKSPACE,
  datastore: DATASTORE,
  connection: CONNECTION,
  'feature-store': FEATURE_STORE,
  'feature-set': FEATURE_SET,
  'feature-store-entity': FEATURE_STORE_ENTITY,
  'finetuning-job': FINETUNING_JOB,
  promptflow: PROMPT_FLOW,
};

/** What the document itself adds to the choice of a schema. */
export interface SchemaContext {
  /** Of the job that the path leads into. */
  readonly jobKind?: JobKind;
  /** True when that job has no component. */
  readonly inline?: boolean;
  /** The text of the scalar at a path, where there is one: tells forms apart by their `type` or `task`. */
  readonly textAt?: (path: readonly (string | number)[]) => string | undefined;
}

/** What the value at a path may be. Undefined where the format knows no such key. Of several forms those are kept that fit what is written. */
export function schemaAt(kind: DocumentKind | FieldSchema, path: readonly (string | number)[], context: SchemaContext = {}): FieldSchema | undefined {
  let at: FieldSchema | undefined = narrow(typeof kind === 'string' ? schemaFor(kind) : kind, [], context);
  for (const [index, step] of path.entries()) {
    const here = path.slice(0, index + 1);
    const isJob = index === 1 && path[0] === 'jobs' && (kind === 'pipeline-job' || kind === 'pipeline-component');
    at = isJob ? jobFor(context, path[2]) : childOf(at, step);
    if (!at) return undefined;
    at = narrow(at, here, context);
  }
  return at;
}

/** While a job has no type yet, its other keys are those of a command job. */
function jobFor(context: SchemaContext, key: string | number | undefined): FieldSchema {
  const schema = jobSchema(context.jobKind ?? 'unknown', context.inline ?? false);
  const isKnown = key === undefined || (context.jobKind ?? 'unknown') !== 'unknown' || Object.hasOwn(schema.keys ?? {}, String(key));
  return isKnown ? schema : jobSchema('command', true);
}

/** The keys that may stand in the mapping at a path: those of every form that fits. */
export function keysAt(
  kind: DocumentKind | FieldSchema,
  path: readonly (string | number)[],
  context: SchemaContext = {},
): Readonly<Record<string, FieldSchema>> {
  const at = schemaAt(kind, path, context);
  return at ? keysOf(at) : {};
}

/** The known keys of a schema, forms joined; the first form that has a key says what it means. */
export function keysOf(schema: KeySchema): Readonly<Record<string, FieldSchema>> {
  if (!schema.options) return schema.keys ?? {};
  const joined: Record<string, FieldSchema> = {};
  for (const option of schema.options) {
    for (const [key, field] of Object.entries(keysOf(option))) {
      const known = joined[key];
      joined[key] = known ? joinEnums(known, field) : field;
    }
  }
  return joined;
}

/** `type: pytorch` of one form and `type: mpi` of another are one key with two values. */
function joinEnums(known: FieldSchema, other: FieldSchema): FieldSchema {
  if (known.kind !== 'enum' || other.kind !== 'enum') return known;
  const values = [...(known.enum ?? [])];
  for (const value of other.enum ?? []) if (!values.some((one) => one.value === value.value)) values.push(value);
  return { ...known, enum: values };
}

function childOf(schema: KeySchema | undefined, step: string | number): FieldSchema | undefined {
  if (!schema) return undefined;
  if (schema.options) {
    const found = schema.options.flatMap((option) => childOf(option, step) ?? []);
    return found.length > 1 && found.every((one) => one.kind === 'enum') ? found.reduce(joinEnums) : found[0];
  }
  if (schema.kind === 'list') return typeof step === 'number' ? schema.items : undefined;
  if (schema.kind !== 'map') return undefined;
  const key = String(step);
  if (schema.keys && Object.hasOwn(schema.keys, key)) return schema.keys[key];
  return schema.values;
}

/** Of several forms with a `type` (or `task`), those that name the one written. All of them when nothing is written or nothing fits. */
function narrow(schema: FieldSchema, path: readonly (string | number)[], context: SchemaContext): FieldSchema {
  const { options } = schema;
  if (!options || !context.textAt) return schema;
  for (const key of ['task', 'type']) {
    const written = context.textAt([...path, key])?.toLowerCase();
    if (written === undefined) continue;
    const fitting = options.filter((option) => option.keys?.[key]?.enum?.some((one) => one.value.toLowerCase() === written));
    const only = fitting[0];
    if (only && fitting.length === 1) return { ...only, description: schema.description ?? only.description, required: schema.required };
    if (only) return { ...schema, options: fitting };
  }
  return schema;
}
