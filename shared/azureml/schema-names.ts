import type { DocumentKind } from './kinds.ts';

/** Names of schema files, in lower case and without `.schema.json` or `.json`. */
const EXACT: Readonly<Record<string, DocumentKind>> = {
  pipelinejob: 'pipeline-job',
  commandjob: 'command-job',
  sweepjob: 'sweep-job',
  paralleljob: 'parallel-job',
  sparkjob: 'spark-job',
  automljob: 'automl-job',
  importjob: 'import-job',
  pipelinecomponent: 'pipeline-component',
  commandcomponent: 'command-component',
  parallelcomponent: 'parallel-component',
  sparkcomponent: 'spark-component',
  datatransfercomponent: 'data-transfer-component',
  datatransfercopycomponent: 'data-transfer-component',
  datatransferimportcomponent: 'data-transfer-component',
  datatransferexportcomponent: 'data-transfer-component',
  automlcomponent: 'automl-component',
  importcomponent: 'import-component',
  batchendpoint: 'batch-endpoint',
  schedule: 'schedule',
  monitorschedule: 'schedule',
  importschedule: 'schedule',
  environment: 'environment',
  data: 'data',
  asset: 'data',
  dataset: 'data',
  model: 'model',
  amlcompute: 'compute',
  workspace: 'workspace',
  hub: 'workspace',
  project: 'workspace',
  registry: 'registry',
  featurestore: 'feature-store',
  featureset: 'feature-set',
  featuresetspec: 'feature-set',
  featurestoreentity: 'feature-store-entity',
  azuredatalakegen1: 'datastore',
  azuredatalakegen2: 'datastore',
  azureblob: 'datastore',
  azurefile: 'datastore',
  onelake: 'datastore',
};

/** Families of schema names, tried in order when no exact name fits. */
const FAMILIES: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^automl.*job$/, 'automl-job'],
  [/(finetuning|distillation).*(job)?$/, 'finetuning-job'],
  [/batchdeployment$/, 'batch-deployment'],
  [/deployment$/, 'online-deployment'],
  [/endpoint$/, 'online-endpoint'],
  [/(compute|computeinstance|virtualmachine)$/, 'compute'],
  [/datastore$/, 'datastore'],
  [/connection$/, 'connection'],
  [/schedule$/, 'schedule'],
];

/** The kind of document that a `$schema` names: its last part decides, old addresses included. Undefined for schemas of others. */
export function kindOfSchema(schema: string): DocumentKind | undefined {
  const clean = schema.split(/[?#]/)[0] ?? '';
  const base = clean.slice(clean.lastIndexOf('/') + 1);
  if (base === '') return undefined;
  const name = base
    .replace(/\.json$/i, '')
    .replace(/\.schema$/i, '')
    .toLowerCase();
  if (/promptflow/i.test(clean) && (name === 'flow' || name === 'run')) return 'promptflow';
  if (Object.hasOwn(EXACT, name)) return EXACT[name];
  return FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
}
