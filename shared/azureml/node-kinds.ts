import type { JobKind } from './kinds.ts';

const BY_TYPE: Readonly<Record<string, JobKind>> = {
  command: 'command',
  sweep: 'sweep',
  parallel: 'parallel',
  automl: 'automl',
  spark: 'spark',
  pipeline: 'pipeline',
  data_transfer: 'data-transfer',
  import: 'import',
  if_else: 'if-else',
  do_while: 'do-while',
  parallel_for: 'parallel-for',
};

/** The kind that a `type` names, in any case; `unknown` when the format has no such node (finetuning and distillation included). */
export function kindOfType(type: string): JobKind {
  const lower = type.toLowerCase();
  return Object.hasOwn(BY_TYPE, lower) ? (BY_TYPE[lower] ?? 'unknown') : 'unknown';
}

/**
 * The kind of a job without `type`: the loader tries command, import, sweep, parallel, pipeline, automl, spark, control flow, data transfer
 * and takes the first that loads (yaml-reference §7). `has` tells whether the job has a key; a component decides before the keys do.
 */
export function inferKind(has: (key: string) => boolean): JobKind {
  if (has('trial')) return 'sweep';
  if (has('command')) return 'command';
  if (has('component')) return 'command';
  if (has('source') && has('output')) return 'import';
  if (has('search_space') && has('objective') && !has('training_data')) return 'sweep';
  if (has('training_data') || has('target_column_name')) return 'automl';
  if (has('entry')) return 'spark';
  if (has('mini_batch_size') || has('input_data') || has('partition_keys')) return 'parallel';
  if (has('condition') && (has('true_block') || has('false_block'))) return 'if-else';
  if (has('body') && has('items')) return 'parallel-for';
  if (has('body')) return 'do-while';
  if (has('source') || has('sink') || has('data_copy_mode')) return 'data-transfer';
  return 'unknown';
}

/** Keys of an automl job that take data, in the order in which they are drawn. */
export const AUTOML_DATA_KEYS = ['training_data', 'validation_data', 'test_data'] as const;

/** Keys that hold the wiring of a control-flow node: their bindings are control edges. */
export const CONTROL_KEYS: ReadonlySet<string> = new Set(['condition', 'true_block', 'false_block', 'body', 'items', 'mapping']);

/** True for if_else, do_while and parallel_for. */
export function isControlFlow(kind: JobKind): boolean {
  return kind === 'if-else' || kind === 'do-while' || kind === 'parallel-for';
}

/** True for the kinds that run a component or an inline body of their own. */
export function takesComponent(kind: JobKind): boolean {
  return (
    kind === 'command' || kind === 'sweep' || kind === 'parallel' || kind === 'spark' || kind === 'pipeline' || kind === 'data-transfer' || kind === 'import'
  );
}

/** The key under which a kind names its component. */
export function componentKey(kind: JobKind): 'component' | 'trial' {
  return kind === 'sweep' ? 'trial' : 'component';
}
