import type { DocumentKind } from '../kinds.ts';

const NAMES: Partial<Record<DocumentKind, string>> = {
  'pipeline-job': 'pipelineJob',
  'command-job': 'commandJob',
  'sweep-job': 'sweepJob',
  'spark-job': 'sparkJob',
  'automl-job': 'autoMLJob',
  'pipeline-component': 'pipelineComponent',
  'command-component': 'commandComponent',
  'parallel-component': 'parallelComponent',
  'spark-component': 'sparkComponent',
  'batch-endpoint': 'batchEndpoint',
  'batch-deployment': 'batchDeployment',
  schedule: 'schedule',
  environment: 'environment',
  data: 'data',
  model: 'model',
  registry: 'registry',
  workspace: 'workspace',
};

/** The `$schema` that Microsoft publishes for a kind of document; `type` is that of the document, which some need. */
export function addressOfSchema(kind: DocumentKind, type?: string): string | undefined {
  const name =
    kind === 'online-deployment'
      ? type === 'kubernetes'
        ? 'kubernetesOnlineDeployment'
        : 'managedOnlineDeployment'
      : kind === 'online-endpoint'
        ? 'managedOnlineEndpoint'
        : NAMES[kind];
  return name === undefined ? undefined : `https://azuremlschemas.azureedge.net/latest/${name}.schema.json`;
}
