import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlMapping } from '#shared/yaml/tree.ts';
import { hasTypedParameters, isPlainlyComponent, isPlainlyJob, looksLikeComponent } from './job-or-component.ts';
import type { DocumentKind } from './kinds.ts';
import { kindOfSchema } from './schema-names.ts';

/**
 * What a YAML file is to Azure ML (yaml-reference §1.1): its `$schema` decides, then its keys. Without a root mapping (unreadable or templated
 * text) a `$schema` line in `text` still tells.
 */
export function documentKind(map: YamlMapping | undefined, text?: string): DocumentKind {
  if (!map) return (text === undefined ? undefined : kindOfSchema(schemaLine(text) ?? '')) ?? 'unknown';
  const schema = scalarText(map, '$schema') ?? schemaComment(text);
  const bySchema = schema === undefined ? undefined : kindOfSchema(schema);
  return bySchema ? refineKind(bySchema, map) : kindByKeys(map);
}

const TITLES: Readonly<Record<DocumentKind, string>> = {
  'pipeline-job': 'Pipeline job',
  'command-job': 'Command job',
  'sweep-job': 'Sweep job',
  'parallel-job': 'Parallel job',
  'spark-job': 'Spark job',
  'automl-job': 'AutoML job',
  'import-job': 'Import job',
  'finetuning-job': 'Fine-tuning job',
  'pipeline-component': 'Pipeline component',
  'command-component': 'Command component',
  'parallel-component': 'Parallel component',
  'spark-component': 'Spark component',
  'data-transfer-component': 'Data transfer component',
  'automl-component': 'AutoML component',
  'import-component': 'Import component',
  promptflow: 'Prompt flow',
  'online-endpoint': 'Online endpoint',
  'batch-endpoint': 'Batch endpoint',
  'online-deployment': 'Online deployment',
  'batch-deployment': 'Batch deployment',
  schedule: 'Schedule',
  environment: 'Environment',
  data: 'Data asset',
  model: 'Model',
  compute: 'Compute',
  workspace: 'Workspace',
  registry: 'Registry',
  datastore: 'Datastore',
  connection: 'Connection',
  'feature-store': 'Feature store',
  'feature-set': 'Feature set',
  'feature-store-entity': 'Feature store entity',
  unknown: 'Text',
};

/** What a person calls a kind of document, in sentence case. */
export function documentKindTitle(kind: DocumentKind): string {
  return TITLES[kind];
}

/** True for every kind of component, prompt flows included: a job can use such a file by its path. */
export function isComponentKind(kind: DocumentKind): boolean {
  return kind.endsWith('-component') || kind === 'promptflow';
}

/** True for documents that hold jobs and so have a graph. */
export function isPipelineKind(kind: DocumentKind): kind is 'pipeline-job' | 'pipeline-component' {
  return kind === 'pipeline-job' || kind === 'pipeline-component';
}

const OPPOSITES: Partial<Readonly<Record<DocumentKind, DocumentKind>>> = {
  'pipeline-job': 'pipeline-component',
  'pipeline-component': 'pipeline-job',
  'command-job': 'command-component',
  'command-component': 'command-job',
  'spark-job': 'spark-component',
  'spark-component': 'spark-job',
};

/** Azure ML never looks at `$schema`: a job with the schema of a component, and the reverse, is what it is made for. */
function refineKind(kind: DocumentKind, map: YamlMapping): DocumentKind {
  if (kind === 'pipeline-job' && scalarText(map, 'type')?.toLowerCase() === 'pipeline' && map.entry('endpoint_name')) return 'batch-deployment';
  if ((kind === 'online-endpoint' || kind === 'batch-endpoint') && map.entry('endpoint_name') && !map.entry('auth_mode')) return kindByKeys(map);
  // A pipeline under the schema of a job or component of another kind.
  if (/-(?:job|component)$/.test(kind) && !isPipelineKind(kind) && isMapping(map, 'jobs') && map.entry('jobs')) return kindByKeys(map);
  const opposite = OPPOSITES[kind];
  if (opposite === undefined) return kind;
  return (kind.endsWith('-job') ? isPlainlyComponent(map) : isPlainlyJob(map)) ? opposite : kind;
}

/** What a document is by its keys alone, whatever its `$schema` says. */
export function kindByKeys(map: YamlMapping): DocumentKind {
  const has = (key: string) => map.entry(key) !== undefined;
  if (has('create_job') || has('create_monitor') || has('import_data')) return 'schedule';
  if (has('trigger') && has('name')) return 'schedule';
  const type = scalarText(map, 'type')?.toLowerCase();
  const byType = type === undefined ? undefined : kindByType(type, map, has);
  return byType ?? kindWithoutType(type, map, has);
}

function kindByType(type: string, map: YamlMapping, has: (key: string) => boolean): DocumentKind | undefined {
  const isComponent = looksLikeComponent(map, has);
  switch (type) {
    case 'pipeline':
      return kindOfPipeline(map, has);
    case 'command':
    case 'command_component':
      return isComponent || type === 'command_component' ? 'command-component' : 'command-job';
    case 'sweep':
      return 'sweep-job';
    case 'parallel':
      return isComponent ? 'parallel-component' : 'parallel-job';
    case 'spark':
      return isComponent ? 'spark-component' : 'spark-job';
    case 'automl':
      return has('training_data') || has('target_column_name') || has('primary_metric') ? 'automl-job' : 'automl-component';
    case 'data_transfer':
      return 'data-transfer-component';
    case 'import':
      return isComponent ? 'import-component' : 'import-job';
    case 'finetuning':
    case 'distillation':
      return 'finetuning-job';
    case 'managed':
    case 'kubernetes':
      if (has('endpoint_name') || has('model') || has('instance_type')) return 'online-deployment';
      return type === 'kubernetes' && has('resource_id') ? 'compute' : undefined;
    case 'model':
      return has('endpoint_name') || has('compute') ? 'batch-deployment' : undefined;
    case 'uri_file':
    case 'uri_folder':
    case 'mltable':
      return has('path') ? 'data' : undefined;
    case 'custom_model':
    case 'mlflow_model':
    case 'triton_model':
      return has('path') ? 'model' : undefined;
    default:
      // Blobs and lakehouses are also what a connection may lead to.
      if (DATASTORE_TYPES.has(type) && (has('url') || has('target'))) return 'connection';
      return COMPUTE_TYPES.has(type) ? 'compute' : DATASTORE_TYPES.has(type) ? 'datastore' : CONNECTION_TYPES.has(type) ? 'connection' : undefined;
  }
}

const COMPUTE_TYPES: ReadonlySet<string> = new Set(['amlcompute', 'computeinstance', 'synapsespark', 'virtualmachine']);
const DATASTORE_TYPES: ReadonlySet<string> = new Set(['azure_blob', 'azure_file', 'azure_data_lake_gen1', 'azure_data_lake_gen2', 'one_lake']);
const CONNECTION_TYPES: ReadonlySet<string> = new Set([
  'git',
  'container_registry',
  'python_feed',
  'azure_open_ai',
  'azure_ai_search',
  'api_key',
  'snowflake',
  's3',
]);

/** What only a workspace has; a registry shares its other keys. */
const WORKSPACE_KEYS = ['hbi_workspace', 'storage_account', 'key_vault', 'application_insights', 'managed_network', 'image_build_compute'];

/** `type: pipeline` is ambiguous between four kinds. */
function kindOfPipeline(map: YamlMapping, has: (key: string) => boolean): DocumentKind {
  if (has('endpoint_name')) return 'batch-deployment';
  if (has('job_definition')) return 'batch-deployment';
  for (const key of ['settings', 'experiment_name', 'compute', 'identity']) if (has(key)) return 'pipeline-job';
  if (has('jobs') && (has('version') || has('is_deterministic') || hasTypedParameters(map))) return 'pipeline-component';
  return 'pipeline-job';
}

function kindWithoutType(type: string | undefined, map: YamlMapping, has: (key: string) => boolean): DocumentKind {
  // Workflows of build services have jobs, too.
  if (has('jobs') && (has('on') || has('workflows') || has('stages'))) return 'unknown';
  if (has('jobs') && type === undefined && isMapping(map, 'jobs')) return has('version') || has('is_deterministic') ? 'pipeline-component' : 'pipeline-job';
  // A type that nobody knows, misspelt as often as not: the jobs tell.
  if (has('jobs') && holdsAzureJobs(map)) return 'pipeline-job';
  if (has('defaults') && (has('auth_mode') || has('name'))) return 'batch-endpoint';
  if (has('traffic') || has('auth_mode') || has('mirror_traffic')) return 'online-endpoint';
  if (has('endpoint_name'))
    return has('compute') || has('output_action') || has('mini_batch_size') || has('settings') ? 'batch-deployment' : 'online-deployment';
  if (type !== undefined) return 'unknown';
  if (has('trial') && has('search_space')) return 'sweep-job';
  if (has('command')) return looksLikeComponent(map, has) ? 'command-component' : 'command-job';
  if (has('nodes') && (has('inputs') || has('outputs'))) return 'promptflow';
  if (WORKSPACE_KEYS.some(has)) return 'workspace';
  if (has('replication_locations') || (has('location') && has('container_registry') && has('public_network_access'))) return 'registry';
  if (has('image') || has('build') || (has('conda_file') && has('name'))) return 'environment';
  if (has('flavors') && has('path')) return 'model';
  return 'unknown';
}

/** True when something under `jobs` is what only a job of Azure ML can be. */
function holdsAzureJobs(map: YamlMapping): boolean {
  const jobs = resolveAlias(map.get('jobs'));
  if (jobs?.kind !== 'mapping') return false;
  return jobs.entries.some((entry) => {
    const job = resolveAlias(entry.value);
    return job?.kind === 'mapping' && ['component', 'trial', 'command', 'task'].some((key) => job.entry(key) !== undefined);
  });
}

function isMapping(map: YamlMapping, key: string): boolean {
  const node = resolveAlias(map.get(key));
  return node === undefined || node.kind === 'mapping';
}

function scalarText(map: YamlMapping, key: string): string | undefined {
  const node = resolveAlias(map.get(key));
  return node?.kind === 'scalar' ? node.text : undefined;
}

function schemaLine(text: string): string | undefined {
  return /^["']?\$schema["']?[ \t]*:[ \t]*["']?([^\s"'#]+)/m.exec(text.slice(0, 20_000))?.[1] ?? schemaComment(text);
}

/** The schema that an editor comment names: `# yaml-language-server: $schema=…`. */
function schemaComment(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return /^[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=(\S+)/m.exec(text.slice(0, 4_000))?.[1];
}
