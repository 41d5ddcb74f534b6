import type { DocumentKind } from '#shared/azureml/kinds.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** Kinds of component files whose inputs and outputs are declared under `inputs` and `outputs`. */
export const COMPONENTS: readonly DocumentKind[] = [
  'command-component',
  'parallel-component',
  'spark-component',
  'data-transfer-component',
  'automl-component',
  'pipeline-component',
];

/** The inputs or outputs that a component file declares. */
export function declaredIn({ doc }: Pick<CheckContext, 'doc'>, side: 'input' | 'output'): ReadonlyMap<string, YamlEntry> {
  return fieldsIn(fieldsIn(doc.map).get(`${side}s`)?.value);
}

export const SIDES = ['input', 'output'] as const;
