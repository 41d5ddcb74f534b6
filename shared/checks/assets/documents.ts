import type { DocumentKind } from '#shared/azureml/kinds.ts';

/** Components whose inputs and outputs are declared in one way. */
export const COMPONENTS: readonly DocumentKind[] = [
  'command-component',
  'pipeline-component',
  'parallel-component',
  'spark-component',
  'data-transfer-component',
];
