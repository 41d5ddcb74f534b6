import type { DocumentKind } from '../kinds.ts';
import type { EnumValue } from './key-schema.ts';

/** Schema files that Microsoft publishes, by name: the kind of document, and what tells it from others of the kind. */
const PUBLISHED: readonly (readonly [name: string, kind: DocumentKind, title: string])[] = [
  ['pipelineJob', 'pipeline-job', 'Pipeline job'],
  ['commandJob', 'command-job', 'Command job'],
  ['sweepJob', 'sweep-job', 'Sweep job'],
  ['sparkJob', 'spark-job', 'Spark job'],
  ['autoMLJob', 'automl-job', 'AutoML job'],
  ['commandComponent', 'command-component', 'Command component'],
  ['pipelineComponent', 'pipeline-component', 'Pipeline component'],
  ['parallelComponent', 'parallel-component', 'Parallel component'],
  ['sparkComponent', 'spark-component', 'Spark component'],
  ['managedOnlineEndpoint', 'online-endpoint', 'Online endpoint'],
  ['kubernetesOnlineEndpoint', 'online-endpoint', 'Online endpoint on Kubernetes'],
  ['managedOnlineDeployment', 'online-deployment', 'Online deployment'],
  ['kubernetesOnlineDeployment', 'online-deployment', 'Online deployment on Kubernetes'],
  ['batchEndpoint', 'batch-endpoint', 'Batch endpoint'],
  ['modelBatchDeployment', 'batch-deployment', 'Batch deployment of a model'],
  ['pipelineComponentBatchDeployment', 'batch-deployment', 'Batch deployment of a pipeline'],
  ['schedule', 'schedule', 'Schedule'],
  ['monitorSchedule', 'schedule', 'Monitor of a model'],
  ['environment', 'environment', 'Environment'],
  ['data', 'data', 'Data asset'],
  ['model', 'model', 'Model'],
  ['amlCompute', 'compute', 'Compute cluster'],
  ['computeInstance', 'compute', 'Compute instance'],
  ['azureBlob', 'datastore', 'Datastore on blobs'],
  ['azureFile', 'datastore', 'Datastore on a file share'],
  ['azureDataLakeGen2', 'datastore', 'Datastore on a data lake'],
  ['azureDataLakeGen1', 'datastore', 'Datastore on an old data lake'],
  ['workspaceConnection', 'connection', 'Connection'],
  ['workspace', 'workspace', 'Workspace'],
  ['hub', 'workspace', 'Hub'],
  ['registry', 'registry', 'Registry'],
  ['featureStore', 'feature-store', 'Feature store'],
  ['featureSet', 'feature-set', 'Feature set'],
  ['featureStoreEntity', 'feature-store-entity', 'Feature store entity'],
];

/** Addresses for `$schema`, with what each stands for; those of `kind` first. */
export function schemaAddresses(kind?: DocumentKind): readonly (EnumValue & { readonly kind: DocumentKind; readonly title: string })[] {
  const all = PUBLISHED.map(([name, of, title]) => ({
    value: `https://azuremlschemas.azureedge.net/latest/${name}.schema.json`,
    description: `${title}.`,
    kind: of,
    title,
  }));
  const flow = {
    value: 'https://azuremlschemas.azureedge.net/promptflow/latest/Flow.schema.json',
    description: 'Prompt flow.',
    kind: 'promptflow' as const,
    title: 'Prompt flow',
  };
  return [...all, flow].sort((a, b) => Number(b.kind === kind) - Number(a.kind === kind));
}
