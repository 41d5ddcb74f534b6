import { expect, test } from 'vitest';
import type { DocumentKind } from '../kinds.ts';
import type { KeySchema } from './key-schema.ts';
import { keysAt, schemaAt, schemaFor } from './schema-for.ts';

const KINDS: readonly DocumentKind[] = [
  'pipeline-job',
  'command-job',
  'sweep-job',
  'parallel-job',
  'spark-job',
  'automl-job',
  'pipeline-component',
  'command-component',
  'parallel-component',
  'spark-component',
  'data-transfer-component',
  'online-endpoint',
  'batch-endpoint',
  'online-deployment',
  'batch-deployment',
  'schedule',
  'environment',
  'data',
  'model',
  'registry',
  'compute',
  'workspace',
  'datastore',
  'connection',
  'feature-store',
  'feature-set',
  'feature-store-entity',
  'finetuning-job',
  'promptflow',
];

test('every key of every document says in a sentence what it is for', () => {
  const silent: string[] = [];
  const visit = (schema: KeySchema, at: string, depth: number) => {
    if (depth > 7) return;
    if (!schema.description?.trim()) silent.push(at);
    for (const [key, field] of Object.entries(schema.keys ?? {})) visit(field, `${at}.${key}`, depth + 1);
    if (schema.values) visit(schema.values, `${at}.*`, depth + 1);
    if (schema.items) visit(schema.items, `${at}[]`, depth + 1);
    for (const [index, option] of (schema.options ?? []).entries()) visit(option, `${at}|${index}`, depth + 1);
  };

  for (const kind of KINDS) visit(schemaFor(kind), kind, 0);

  expect(silent).toEqual([]);
});

test('knows what stands deep in a job, by the kind of the job', () => {
  const at = (path: (string | number)[], jobKind: 'command' | 'sweep' | 'parallel', inline = false) => schemaAt('pipeline-job', path, { jobKind, inline });

  expect(at(['jobs', 'train', 'limits', 'timeout'], 'command')).toMatchObject({ kind: 'integer' });
  expect(at(['jobs', 'train', 'limits', 'max_total_trials'], 'command')).toBeUndefined();
  expect(at(['jobs', 'tune', 'limits', 'max_total_trials'], 'sweep')).toMatchObject({ kind: 'integer', required: true });
  expect(at(['jobs', 'train', 'inputs', 'data', 'mode'], 'command')?.enum?.map((one) => one.value)).toContain('ro_mount');
  expect(at(['jobs', 'score', 'task', 'entry_script'], 'parallel', true)).toMatchObject({ kind: 'path' });
  expect(at(['jobs', 'train', 'command'], 'command', true)).toMatchObject({ required: true, multiline: true });
  expect(schemaAt('pipeline-job', ['jobs', 'train', 'type'], { jobKind: 'command' })?.enum?.map((one) => one.value)).toContain('sweep');
});

test('keeps the forms that fit the type that is written', () => {
  const textAt = (path: readonly (string | number)[]) => (path.at(-1) === 'type' && path.includes('early_termination') ? 'bandit' : undefined);

  const keys = Object.keys(keysAt('pipeline-job', ['jobs', 'tune', 'early_termination'], { jobKind: 'sweep', textAt }));

  expect(keys).toContain('slack_factor');
  expect(keys).not.toContain('truncation_percentage');
});

test('tells tasks of automl apart', () => {
  const keysOf = (task: string) =>
    Object.keys(keysAt('pipeline-job', ['jobs', 'best'], { jobKind: 'automl', textAt: (path) => (path.at(-1) === 'task' ? task : undefined) }));

  expect(keysOf('forecasting')).toContain('forecasting');
  expect(keysOf('classification')).toContain('positive_label');
  expect(keysOf('classification')).not.toContain('forecasting');
});

test('joins the values of forms that nothing tells apart', () => {
  const type = keysAt('pipeline-job', ['jobs', 'train', 'distribution'], { jobKind: 'command' }).type;

  expect(type?.enum?.map((one) => one.value)).toEqual(['pytorch', 'mpi', 'tensorflow', 'ray']);
});

test('component ports differ from job inputs', () => {
  expect(Object.keys(keysAt('command-component', ['inputs', 'rate']))).toEqual(expect.arrayContaining(['type', 'optional', 'default', 'enum', 'min', 'max']));
  expect(Object.keys(keysAt('pipeline-job', ['inputs', 'data']))).not.toContain('optional');
});
