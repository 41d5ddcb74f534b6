import { describe, expect, test } from 'vitest';
import type { DocumentKind, JobKind } from '#shared/azureml/kinds.ts';
import { jobSchema } from '#shared/azureml/schema/jobs.ts';
import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { keysOf, schemaFor } from '#shared/azureml/schema/schema-for.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { componentsOf } from '#shared/testing/project-of.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { type Completion, complete } from './completion.ts';
import { hoverAt } from './hover.ts';
import { schemaOfProjectFile } from './project-file-schemas.ts';

/** Names of schema files by which each kind of document is told. */
const SCHEMAS: Readonly<Record<Exclude<DocumentKind, 'unknown'>, string>> = {
  'pipeline-job': 'pipelineJob',
  'command-job': 'commandJob',
  'sweep-job': 'sweepJob',
  'parallel-job': 'parallelJob',
  'spark-job': 'sparkJob',
  'automl-job': 'autoMLJob',
  'import-job': 'importJob',
  'finetuning-job': 'finetuningJob',
  'pipeline-component': 'pipelineComponent',
  'command-component': 'commandComponent',
  'parallel-component': 'parallelComponent',
  'spark-component': 'sparkComponent',
  'data-transfer-component': 'dataTransferComponent',
  'automl-component': 'autoMLComponent',
  'import-component': 'importComponent',
  promptflow: 'promptflow/latest/Flow',
  'online-endpoint': 'managedOnlineEndpoint',
  'batch-endpoint': 'batchEndpoint',
  'online-deployment': 'managedOnlineDeployment',
  'batch-deployment': 'batchDeployment',
  schedule: 'schedule',
  environment: 'environment',
  data: 'data',
  model: 'model',
  compute: 'amlCompute',
  workspace: 'workspace',
  registry: 'registry',
  datastore: 'azureBlob',
  connection: 'workspaceConnection',
  'feature-store': 'featureStore',
  'feature-set': 'featureSet',
  'feature-store-entity': 'featureStoreEntity',
};
const JOB_WORDS: Readonly<Record<Exclude<JobKind, 'unknown'>, string>> = {
  command: 'command',
  sweep: 'sweep',
  parallel: 'parallel',
  automl: 'automl',
  spark: 'spark',
  pipeline: 'pipeline',
  'data-transfer': 'data_transfer',
  import: 'import',
  'if-else': 'if_else',
  'do-while': 'do_while',
  'parallel-for': 'parallel_for',
};

/** Lines down to a mapping: its words that tell forms apart, and the keys that lead there. */
type Step = { readonly key: string } | { readonly line: string } | 'item';
type Steps = readonly Step[];

interface Map {
  readonly steps: Steps;
  readonly keys: Readonly<Record<string, FieldSchema>>;
}

function textOf(steps: Steps, tail: string): string {
  let text = '';
  let indent = 0;
  let dash = false;
  const write = (line: string) => {
    text += `${' '.repeat(indent)}${dash ? '- ' : ''}${line}`;
    if (dash) indent += 2;
    dash = false;
  };
  for (const step of steps) {
    if (step === 'item') {
      if (dash) write('');
      dash = true;
    } else if ('line' in step) write(`${step.line}\n`);
    else {
      write(`${step.key}:\n`);
      indent += 2;
    }
  }
  write(tail);
  return `${text}\n`;
}

/** Every mapping that a schema knows, with what leads to it. */
function mapsOf(schema: KeySchema, steps: Steps, depth = 0): Map[] {
  if (depth > 9) return [];
  if (schema.options) {
    const maps = schema.options.filter((option) => option.kind === 'map' && option.keys);
    const isTold = (option: KeySchema) => maps.length > 1 && ['type', 'task'].some((key) => option.keys?.[key]?.required);
    const joined = maps.filter((option) => !isTold(option));
    return [
      ...schema.options.flatMap((option) =>
        maps.includes(option) && !isTold(option) ? [] : mapsOf(option, [...steps, ...(isTold(option) ? wordsIn(option) : [])], depth),
      ),
      ...(joined.length > 0 ? mapsOf({ kind: 'map', keys: keysOf({ kind: 'one-of', options: joined }) }, steps, depth) : []),
    ];
  }
  if (schema.kind === 'list') return schema.items ? mapsOf(schema.items, [...steps, 'item'], depth + 1) : [];
  if (schema.kind !== 'map') return [];
  const found: Map[] = schema.keys ? [{ steps, keys: schema.keys }] : [];
  for (const [key, field] of Object.entries(schema.keys ?? {})) {
    if (key === 'jobs') for (const [kind, word] of Object.entries(JOB_WORDS)) found.push(...jobMaps(kind as JobKind, word, steps));
    else found.push(...mapsOf(field, [...steps, { key }], depth + 1));
  }
  if (schema.values) found.push(...mapsOf(schema.values, [...steps, { key: 'x' }], depth + 1));
  return found;
}

function jobMaps(kind: JobKind, word: string, steps: Steps): Map[] {
  const at: Steps = [...steps, { key: 'jobs' }, { key: 'j' }, { line: `type: ${word}` }];
  const isOneForm = kind === 'automl' || kind === 'if-else' || kind === 'do-while' || kind === 'parallel-for' || kind === 'pipeline' || kind === 'import';
  return isOneForm || kind === 'sweep' || kind === 'data-transfer'
    ? mapsOf(jobSchema(kind, false), at)
    : [...mapsOf(jobSchema(kind, false), [...at, { line: 'component: azureml:c:1' }]), ...mapsOf(jobSchema(kind, true), at)];
}

function wordsIn(option: KeySchema): Step[] {
  return ['type', 'task'].flatMap((key) => {
    const value = option.keys?.[key]?.required ? option.keys[key]?.enum?.[0]?.value : undefined;
    return value === undefined ? [] : [{ line: `${key}: ${value}` }];
  });
}

function at(marked: string, path: string) {
  const offset = marked.indexOf('^');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const doc = readYaml(text);
  const components = componentsOf({});
  return { offset, context: { path, doc, pipeline: readPipeline(doc, { path, components }), components, files: [] } };
}

function completionsAt(marked: string, path: string): readonly Completion[] {
  const { context, offset } = at(marked, path);
  return complete(context, offset)
    .slice()
    .sort((a, b) => (a.order < b.order ? -1 : 1));
}

const linesOf = (steps: Steps): readonly string[] =>
  steps.flatMap((step) => (typeof step === 'object' && 'line' in step ? [step.line.slice(0, step.line.indexOf(':'))] : []));

/** Keys that stand in the mapping at the end of the steps already. */
function writtenIn(steps: Steps): ReadonlySet<string> {
  const last = steps.findLastIndex((step) => step === 'item' || 'key' in step);
  return new Set(linesOf(steps.slice(last + 1)));
}

const ROOTS: readonly (readonly [string, FieldSchema, Steps, string])[] = [
  ...Object.entries(SCHEMAS).map(
    ([kind, name]) =>
      [
        kind,
        schemaFor(kind as DocumentKind),
        [{ line: `$schema: https://azuremlschemas.azureedge.net/${name.includes('/') ? name : `latest/${name}`}.schema.json` }],
        'doc.yml',
      ] as const,
  ),
  ...['.sluice/local.yml', '.sluice/checks.yml'].flatMap((path) => {
    const schema = schemaOfProjectFile(path);
    return schema ? [[path, schema, [], path] as const] : [];
  }),
];

describe.each(ROOTS)('%s', (_kind, schema, start, path) => {
  const maps = mapsOf(schema, start);
  const shown = (steps: Steps) => steps.map((step) => (step === 'item' ? '-' : 'line' in step ? `(${step.line})` : step.key)).join(' ');

  test('offers every key at its place: required ones first, previews last and marked', () => {
    const wrong: string[] = [];
    for (const { steps, keys } of maps) {
      const written = writtenIn(steps);
      const wanted = Object.entries(keys).filter(([key, field]) => !field.readOnly && !written.has(key));
      const offered = completionsAt(textOf(steps, '^'), path).filter((each) => each.kind === 'key');
      const labels = offered.map((each) => each.label);
      const missing = wanted.filter(([key]) => !labels.includes(key)).map(([key]) => key);
      if (missing.length > 0) wrong.push(`${shown(steps)}: ${missing.join(', ')}`);
      const rank = (label: string) => (keys[label]?.required ? 0 : keys[label]?.preview ? 2 : 1);
      const ranks = labels.filter((label) => keys[label]).map(rank);
      if (ranks.some((each, k) => each < (ranks[k - 1] ?? 0))) wrong.push(`${shown(steps)}: order ${labels.join(', ')}`);
      for (const each of offered) if (keys[each.label]?.preview && !each.detail.includes('preview')) wrong.push(`${shown(steps)} ${each.label}: not marked`);
    }

    expect(maps.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test('says of every key what it is for', () => {
    const wrong: string[] = [];
    for (const { steps, keys } of maps) {
      for (const [key, field] of Object.entries(keys)) {
        if (writtenIn(steps).has(key) || key === 'jobs') continue;
        // A component would make another form of the job.
        const marked = textOf(steps, `^${key}: ${key === 'component' || key === 'trial' ? '' : 'x'}`);
        const { context, offset } = at(marked, path);
        const text = hoverAt(context, offset)?.text;
        const words = field.description?.trim() ?? '';
        if (words === '' || !text?.startsWith(`**${key}**`) || !text.includes(words)) wrong.push(`${shown(steps)} ${key}: ${text ?? 'nothing'}`);
      }
    }

    expect(wrong).toEqual([]);
  });

  test('offers every value of every enum', () => {
    const wrong: string[] = [];
    for (const { steps, keys } of maps) {
      for (const [key, field] of Object.entries(keys)) {
        const values = [...(field.enum ?? []), ...(field.options ?? []).flatMap((option) => option.enum ?? [])].map((each) => each.value);
        if (field.kind === 'boolean') values.push('true', 'false');
        if (values.length === 0 || writtenIn(steps).has(key)) continue;
        const labels = completionsAt(textOf(steps, `${key}: ^`), path).map((each) => each.label);
        const missing = values.filter((value) => !labels.includes(value));
        if (missing.length > 0) wrong.push(`${shown(steps)} ${key}: ${missing.join(', ')}`);
      }
    }

    expect(wrong).toEqual([]);
  });
});
