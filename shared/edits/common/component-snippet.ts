import type { ComponentInterface } from '#shared/pipeline/pipeline.ts';
import type { Plain } from '../splice/plain.ts';

const TYPES: Readonly<Partial<Record<ComponentInterface['kind'], string>>> = {
  'command-component': 'command',
  'pipeline-component': 'pipeline',
  'pipeline-job': 'pipeline',
  'parallel-component': 'parallel',
  'spark-component': 'spark',
  'data-transfer-component': 'data_transfer',
  'automl-component': 'automl',
  'import-component': 'import',
  promptflow: 'parallel',
};

/** The `type` of a job that uses a component; `command` when the component is not known. */
export function jobTypeFor(component: ComponentInterface | undefined): string {
  return (component && TYPES[component.kind]) ?? 'command';
}

/** The body of a new job for a component: its required literal inputs with defaults are left to the component. */
export function jobForComponent(ref: string, component: ComponentInterface | undefined): { readonly [key: string]: Plain } {
  return { type: jobTypeFor(component), component: ref };
}
