import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyLocalFile } from '#shared/azureml/local-file.ts';
import { planOf } from '#shared/testing/plan-of.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { planRun } from './plan-run.ts';
import type { RunPlan } from './run-plan.ts';

const COMPONENT = `type: command
inputs:
  data: {type: uri_file}
  rate: {type: number, default: 1.0}
  note: {type: string, optional: true}
outputs:
  out: {type: uri_folder}
command: python go.py --data \${{inputs.data}} --rate \${{inputs.rate}} $[[--note \${{inputs.note}}]] --out \${{outputs.out}}
environment: {image: python:3.11}
`;

const JOB = (name: string, source: string) => `  ${name}:\n    type: command\n    component: ./c.yml\n    inputs: {data: '${source}'}\n`;

test('a chain of components becomes tasks with what each reads and writes', () => {
  const found = planOf({
    'c.yml': COMPONENT,
    'x.csv': '1',
    'pipeline.yml': `type: pipeline\ninputs: {raw: {type: uri_file, path: ./x.csv}}\njobs:\n${JOB('b', '${{parent.jobs.a.outputs.out}}')}${JOB('a', '${{parent.inputs.raw}}')}`,
  });

  expect(found.obstacles).toEqual([]);
  expect(found.tasks.map((task) => task.id)).toEqual(['a', 'b']);
  expect(found.tasks[0]?.inputs).toEqual({
    data: { from: 'path', path: 'x.csv', type: 'uri_file', source: './x.csv', mode: undefined },
    rate: { from: 'literal', value: 1, text: '1.0', type: 'number' },
    note: { from: 'nothing' },
  });
  expect(found.tasks[1]).toMatchObject({ waitsFor: ['a'], inputs: { data: { from: 'task', task: 'a', port: 'out' } }, environment: { python: '3.11' } });
});

test('jobs of a sub-pipeline are tasks of the plan, joined through its inputs and outputs', () => {
  const sub = `type: pipeline\nversion: 1\ninputs: {table: {type: uri_file}, speed: {type: number, default: 2}}\noutputs: {result: {type: uri_folder}}\njobs:\n  prep:\n    type: command\n    component: ../c.yml\n    inputs: {data: '\${{parent.inputs.table}}', rate: '\${{parent.inputs.speed}}'}\n    outputs: {out: '\${{parent.outputs.result}}'}\n`;
  const found = planOf({
    'c.yml': COMPONENT,
    'sub/p.yml': sub,
    'x.csv': '1',
    'pipeline.yml': `type: pipeline\noutputs: {final: {type: uri_folder}}\njobs:\n  scoring:\n    type: pipeline\n    component: ./sub/p.yml\n    inputs: {table: {type: uri_file, path: x.csv}}\n${JOB('after', '${{parent.jobs.scoring.outputs.result}}')}    outputs: {out: '\${{parent.outputs.final}}'}\n`,
  });

  expect(found.obstacles).toEqual([]);
  expect(found.tasks.map((task) => [task.id, task.job, task.waitsFor])).toEqual([
    ['scoring.prep', 'scoring', []],
    ['after', 'after', ['scoring.prep']],
  ]);
  expect(found.tasks[0]?.inputs).toMatchObject({ data: { from: 'path', path: 'x.csv' }, rate: { value: 2, text: '2' } });
  expect(found.outputs).toEqual({ final: { task: 'after', port: 'out' } });
  expect(found.subOutputs).toEqual({ 'scoring.result': { task: 'scoring.prep', port: 'out' } });
});

test('everything that cannot run here is named at once', () => {
  const found = planOf({
    'pipeline.yml': `type: pipeline
inputs: {raw: {type: uri_file, path: 'azureml:churn:1'}}
jobs:
  explain: {type: command, component: 'azureml://registries/azureml/components/x/versions/1', inputs: {a: '\${{parent.inputs.raw}}'}}
  train: {type: command, command: "echo \${{inputs.nothing}}", environment: 'azureml:mine:3', code: ./gone}
  spark: {type: spark, entry: {file: a.py}}
`,
  });

  expect(found.obstacles.map((one) => [one.code, one.job, one.name])).toEqual([
    ['remote-component', 'explain', 'azureml://registries/azureml/components/x/versions/1'],
    ['missing-input', 'train', undefined],
    ['unresolved-environment', 'train', 'azureml:mine:3'],
    ['missing-file', 'train', 'gone'],
    ['cloud-only', 'spark', undefined],
  ]);
});

test('local.yml and --set say what stands for names of the cloud', () => {
  const found = planOf(
    {
      'c.yml': COMPONENT,
      'data/x.csv': '1',
      'other.csv': '2',
      'conda.yml': 'dependencies: [python=3.10, numpy=1.26, pip, {pip: [mlflow, azureml-mlflow==1.60.0]}]',
      'pipeline.yml': `type: pipeline\ninputs: {raw: {type: uri_file, path: 'azureml://datastores/w/paths/x.csv'}}\njobs:\n  a:\n    component: azureml:prep:1\n    environment: azureml:env:2\n    inputs: {data: '\${{parent.inputs.raw}}', rate: 1e-5}\n`,
    },
    {
      local: 'data: {"azureml://datastores/w/paths/*": ./data}\ncomponents: {"azureml:prep:1": ./c.yml}\nenvironments: {"azureml:env:2": conda.yml}',
    },
  );

  expect(found.obstacles).toEqual([]);
  expect(found.tasks[0]?.inputs).toMatchObject({ data: { from: 'path', path: 'data/x.csv' }, rate: { text: '1e-5' } });
  expect(found.tasks[0]).toMatchObject({ environment: { python: '3.10', requirements: ['numpy==1.26.*', 'mlflow<3', 'azureml-mlflow==1.60.0'] } });
});

test('a literal that is an address is a file here when it is mapped, for a script that opens the address itself', () => {
  const pipeline = `type: pipeline\ninputs: {all: 'https://a.example/all.csv'}\njobs:\n  a: {command: 'cat \${{inputs.own}} \${{inputs.all}} \${{inputs.rest}}', environment: {image: python}, inputs: {own: 'https://a.example/x.csv', all: '\${{parent.inputs.all}}', rest: 'https://a.example/y.csv'}}\n`;
  const local = 'data: {"https://a.example/x.csv": ./x.csv, "https://a.example/all.csv": ./all.csv}';

  const found = planOf({ 'pipeline.yml': pipeline, 'x.csv': '1', 'all.csv': '2' }, { local });

  expect(found.tasks[0]?.inputs).toMatchObject({
    own: { from: 'path', path: 'x.csv' },
    all: { from: 'path', path: 'all.csv' },
    rest: { from: 'literal', text: 'https://a.example/y.csv' },
  });
});

test('what a job asks of a cluster and has not here is said', () => {
  const job = `type: command
command: python go.py
environment: {image: python}
resources: {instance_count: 2}
distribution: {type: mpi, process_count_per_instance: 4}
services: {vs: {type: vs_code}, board: {type: tensor_board}}
`;

  const found = planOf({ 'pipeline.yml': job });
  const legacy = planOf({ 'pipeline.yml': `${job}code: {local_path: src}\n` });

  expect(found.notes).toEqual([
    '`pipeline` asks for 2 machines: here it runs as one.',
    '`pipeline` is distributed (mpi): here it is one process, of rank 0.',
    '`pipeline` has services (vs, board): they are not opened here.',
  ]);
  expect(legacy.obstacles.map((one) => one.message)).toEqual(['The `code` of `pipeline` is a mapping; it must be a path, such as ./src.']);
});

test('jobs that wait for each other are named', () => {
  const found = planOf({
    'c.yml': COMPONENT,
    'pipeline.yml': `type: pipeline\njobs:\n${JOB('a', '${{parent.jobs.b.outputs.out}}')}${JOB('b', '${{parent.jobs.a.outputs.out}}')}`,
  });

  expect(found.obstacles).toMatchObject([{ code: 'cycle', message: 'These jobs wait for each other, so none can start: a → b → a.' }]);
});

describe('pipelines that people wrote', () => {
  const folders = ['examples', join('..', 'shared', 'corpus'), ...(process.env.SLUICE_CORPUS ?? '').split(':')].filter((one) => one !== '' && existsSync(one));

  test('give a plan or say what stands in the way, and never throw', () => {
    const counts = { plans: 0, clear: 0 };
    for (const folder of folders) {
      for (const path of yamlFiles(folder)) {
        const text = readText(join(folder, path));
        const found = planOnDisk(folder, path, text);
        if (!/type: pipeline\b/.test(text)) continue;
        counts.plans++;
        if (found.obstacles.length === 0) counts.clear++;
        expect(found.tasks.length + found.obstacles.length, path).toBeGreaterThan(0);
        for (const one of found.obstacles) expect(one.message, path).toMatch(/^.+[.]$/s);
      }
    }
    expect(counts.clear).toBeGreaterThanOrEqual(3);
  });

  test('the examples have nothing in their way', () => {
    for (const name of ['churn', 'bikes', 'first-steps']) {
      const path = `${name}/pipeline.yml`;

      const found = planOnDisk('examples', path, readText(join('examples', path)));

      expect(found.obstacles, name).toEqual([]);
      expect(found.tasks.length, name).toBeGreaterThan(2);
    }
  });

  function planOnDisk(root: string, path: string, text: string): RunPlan {
    const placeOf = (at: string) => join(root, at);
    const kindOf = (at: string) => (!existsSync(placeOf(at)) ? 'missing' : statSync(placeOf(at)).isDirectory() ? 'folder' : 'file');
    const read = (at: string) => (kindOf(at) === 'file' ? readText(placeOf(at)) : undefined);
    const components = {
      version: 0,
      read(at: string) {
        const found = read(at);
        return found === undefined ? ('missing' as const) : { text: found };
      },
    };
    return planRun({ path, doc: readYaml(text), components, files: { kindOf, read, yamlFiles: () => [] }, local: emptyLocalFile, sets: new Map(), cwd: '' });
  }
});

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile() && /\.ya?ml$/i.test(item.name) && !item.parentPath.includes('.sluice'))
    .map((item) => relative(folder, join(item.parentPath, item.name)));
}

function readText(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
}
