import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { keysOf } from '#shared/azureml/schema/schema-for.ts';
import { fieldsOf } from '#shared/pipeline/fields.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlMapping, YamlNode, YamlScalar, YamlSequence } from '#shared/yaml/tree.ts';
import type { Place } from '../check.ts';
import { chooseForm, formsOf } from './choose-form.ts';
import type { FieldPath, Misfit } from './misfit.ts';
import { scalarMisfit } from './scalar-misfit.ts';

/** How a part of a document is looked at. */
export interface Walk {
  /** A `${{…}}` may stand in place of any scalar: inside of jobs. */
  readonly mayBind: boolean;
  /** Keys at the top that are looked at elsewhere. */
  readonly skip?: ReadonlySet<string>;
  readonly out: Misfit[];
}

/** Written by the service and ignored when a file is read. */
const READ_ONLY: ReadonlySet<string> = new Set([
  '$schema',
  'id',
  'status',
  'creation_context',
  'log_files',
  'latest_version',
  'provisioning_state',
  'provisioning_errors',
  'arm_resource_id',
  'error_message',
  'endpoint',
  'scoring_uri',
  'openapi_uri',
  'principal_id',
  'tenant_id',
  'utc_time_created',
  'job_name',
  'intellectual_property',
  'spark_job_entry_type',
  'mlflow_registry_uri',
  'mlflow_tracking_uri',
  'discovery_url',
  'managed_resource_group',
  'replicated_ids',
  'is_enabled',
  'associated_workspaces',
  'network_id',
  'created_on',
  'last_operation',
  'state',
  'os_image_metadata',
  'node_family',
  'node_size',
  'node_count',
  'spark_version',
  'compute_location',
  'public_ip_address',
  'private_ip_address',
  'schedule_id',
]);

/** Of these the ones that only the service of computes writes: in a job they are mistakes. */
const OF_COMPUTES: ReadonlySet<string> = new Set(['node_count', 'node_size', 'node_family', 'spark_version']);

/** Compares a node with its schema. `at` is where an empty value is shown: its key. */
export function walkNode(reference: YamlNode | null, schema: KeySchema, path: FieldPath, at: Place, walk: Walk): void {
  if (!schema.lenient) walkStrictly(reference, schema, path, at, walk);
  else {
    const out: Misfit[] = [];
    walkStrictly(reference, schema, path, at, { ...walk, out });
    for (const misfit of out) walk.out.push({ ...misfit, lenient: true });
  }
}

function walkStrictly(reference: YamlNode | null, schema: KeySchema, path: FieldPath, at: Place, walk: Walk): void {
  const node = resolveAlias(reference);
  if (!node || (node.kind === 'scalar' && node.type === 'null')) {
    const isFine = formsOf(schema).some((form) => form.nullable || form.kind === 'any') || schema.nullable;
    if (!isFine) walk.out.push({ kind: 'empty', path, at: node ?? at, schema });
    return;
  }
  if (node.kind === 'scalar') walkScalar(node, schema, path, walk);
  else if (node.kind === 'sequence') walkSequence(node, schema, path, at, walk);
  else walkMapping(node, schema, path, at, walk);
}

function walkScalar(node: YamlScalar, schema: KeySchema, path: FieldPath, walk: Walk): void {
  if (schema.mayBind && schema.options && node.type === 'string' && node.text.trimStart().startsWith('${{')) return;
  const forms = formsOf(schema);
  const misfits: Misfit[] = [];
  for (const form of forms) {
    const misfit = scalarMisfit(node, form, path, walk.mayBind);
    if (!misfit) return;
    misfits.push(misfit);
  }
  const scalars = misfits.filter((_, k) => forms[k]?.kind !== 'map' && forms[k]?.kind !== 'list' && forms[k]?.kind !== 'expression');
  const said = scalars.find((misfit) => misfit.kind !== 'wrong-type') ?? misfits[0];
  const isSingle = scalars.length === 1 || scalars.every((misfit) => misfit.kind === 'date' || misfit.kind === 'not-text');
  if (said && scalars.length > 0 && isSingle) walk.out.push(said);
  else walk.out.push({ kind: 'wrong-type', path, at: node, schema, found: 'text', value: node.text });
}

function walkSequence(node: YamlSequence, schema: KeySchema, path: FieldPath, at: Place, walk: Walk): void {
  const forms = formsOf(schema);
  const list = forms.find((form) => form.kind === 'list');
  if (!list) {
    if (!forms.some((form) => form.kind === 'any')) walk.out.push({ kind: 'wrong-type', path, at, schema, found: 'a list', value: undefined });
    return;
  }
  for (const [index, item] of node.items.entries()) if (list.items) walkNode(item.value, list.items, [...path, index], item, walk);
}

function walkMapping(map: YamlMapping, schema: KeySchema, path: FieldPath, at: Place, walk: Walk): void {
  const form = chooseForm(map, schema);
  if (!form) {
    // A component may be written in place of its file; what is in it is the component's own affair.
    if (formsOf(schema).some((one) => one.refTo === 'component')) return;
    walk.out.push({ kind: 'wrong-type', path, at, schema, found: 'a mapping', value: undefined });
    return;
  }
  if ('unknownWord' in form) {
    const { key, node, schema: words } = form.unknownWord;
    walk.out.push({ kind: 'wrong-word', path: [...path, key], at: node, schema: words, written: node.text });
    return;
  }
  walkKeys(map, form.schema, path, at, walk);
}

/** Compares the keys of a mapping with those of one form. */
export function walkKeys(map: YamlMapping, schema: KeySchema, path: FieldPath, at: Place, walk: Walk): void {
  if (schema.kind !== 'map') return;
  const skip = path.length === 0 ? walk.skip : undefined;
  const fields = fieldsOf(map);
  const known: Readonly<Record<string, FieldSchema>> = keysOf(schema);
  for (const [key, entry] of fields) {
    if (skip?.has(key)) continue;
    const field = Object.hasOwn(known, key) ? known[key] : undefined;
    const here = [...path, key];
    if (field) {
      if (!field.readOnly) walkNode(entry.value, field, here, entry.key, walk);
    } else if (schema.keys && !(READ_ONLY.has(key) && !(path[0] === 'jobs' && OF_COMPUTES.has(key)))) {
      walk.out.push({ kind: 'unknown-key', path: here, at: entry.key, key, known, kept: schema.unknownKeys === 'kept', value: entry.value });
    } else if (schema.values && !schema.keys) walkNode(entry.value, schema.values, here, entry.key, walk);
  }
  for (const [key, field] of Object.entries(known)) {
    if (field.required && !fields.has(key)) walk.out.push({ kind: 'missing-key', path: [...path, key], at, key, schema: field });
  }
}
