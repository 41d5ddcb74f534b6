import { describe, expect, test } from 'vitest';
import { readYaml } from '#shared/yaml/read.ts';
import { parseEnd } from './end.ts';
import { componentLabel, relativeRef, resolveRelative } from './paths.ts';
import type { ComponentFiles, Job, Pipeline } from './pipeline.ts';
import { readPipeline } from './read-pipeline.ts';

class Files implements ComponentFiles {
  version = 0;
  readonly texts = new Map<string, string>();
  constructor(texts: Record<string, string> = {}) {
    for (const [path, text] of Object.entries(texts)) this.texts.set(path, text);
  }
  set(path: string, text: string): void {
    this.texts.set(path, text);
    this.version++;
  }
  read(path: string): { readonly text: string } | 'missing' {
    const text = this.texts.get(path);
    return text === undefined ? 'missing' : { text };
  }
}

const TRAIN = `type: command
name: train_model
version: "1"
tags: {sluice.role: train}
inputs:
  data: {type: uri_folder}
  rate: {type: number, default: 0.1, min: 0}
  epochs: {type: integer}
  extra: {type: uri_file, optional: true}
outputs:
  model: {type: mlflow_model}
command: python train.py
environment: azureml:e:1
`;

function read(text: string, files: Record<string, string> = {}): Pipeline {
  return readPipeline(readYaml(text), { path: 'p/pipeline.yml', components: new Files(files) });
}

function jobOf(pipeline: Pipeline, name: string): Job {
  const job = pipeline.job(name);
  if (!job) throw new Error(`no job ${name}`);
  return job;
}

const edges = (pipeline: Pipeline) => pipeline.edges.map((edge) => `${edge.kind} ${edge.from} > ${edge.to}${edge.dangling ? ' (dangling)' : ''}`);
const ports = (list: Job['inputs']) => list.map((port) => `${port.name}:${port.type ?? '?'}${port.certain ? '' : '~'}${port.missing ? '!' : ''}`);

const HEAD = 'type: pipeline\ninputs:\n  raw: {type: uri_file, path: ./x.csv}\n  lr: 0.5\noutputs:\n  best: {type: mlflow_model}\njobs:\n';

describe('components', () => {
  test('a local component gives ports, types and what is missing', () => {
    const pipeline = read(`${HEAD}  fit:\n    type: command\n    component: ../c/train.yml\n    inputs:\n      data: {path: ./d}\n      odd: 1\n`, {
      'c/train.yml': TRAIN,
    });

    const fit = jobOf(pipeline, 'fit');

    expect(fit).toMatchObject({ resolved: true, role: 'train', component: { where: 'local', path: 'c/train.yml', label: 'train' } });
    expect(ports(fit.inputs)).toEqual(['data:uri_folder', 'rate:number', 'epochs:integer!', 'extra:uri_file', 'odd:integer~']);
    expect(ports(fit.outputs)).toEqual(['model:mlflow_model']);
  });

  test('a remote component has the ports that are used', () => {
    const pipeline = read(
      `${HEAD}  a:\n    component: azureml:prep:1\n    inputs:\n      raw: \${{parent.inputs.raw}}\n      n: 3\n  b:\n    type: command\n    component: ../c/train.yml\n    inputs:\n      data: \${{parent.jobs.a.outputs.out}}\n      epochs: 1\n`,
      { 'c/train.yml': TRAIN },
    );

    const a = jobOf(pipeline, 'a');

    expect(a).toMatchObject({ resolved: false, kind: 'command', role: 'preprocess', component: { where: 'workspace' } });
    expect(ports(a.inputs)).toEqual(['raw:uri_file~', 'n:integer~']);
    expect(ports(a.outputs)).toEqual(['out:uri_folder~']);
  });

  test('says why a component is not known', () => {
    const pipeline = read(`${HEAD}  a: {component: ./no.yml}\n  b: {component: ../../../up.yml}\n  c: {component: foo:1}\n`);

    expect(pipeline.jobs.map((job) => job.component?.reason)).toEqual([
      'There is no file p/no.yml.',
      '../../../up.yml lies outside the open folder, so its inputs and outputs are not known.',
      'Write azureml:foo:1 for a registered component, or the path of a file.',
    ]);
  });

  test('an inline job types its ports by what is written', () => {
    const pipeline = read(
      `${HEAD}  a:\n    command: echo \${{inputs.x}}\n    environment: azureml:e:1\n    inputs:\n      x: \${{parent.inputs.raw}}\n      y: {type: uri_folder, path: "\${{parent.inputs.raw}}"}\n      z: true\n    outputs:\n      o:\n      m: \${{parent.outputs.best}}\n`,
    );

    const a = jobOf(pipeline, 'a');

    expect(a).toMatchObject({ kind: 'command', type: undefined, resolved: true, summary: 'echo ${{inputs.x}}' });
    expect(ports(a.inputs)).toEqual(['x:uri_file~', 'y:uri_folder', 'z:boolean']);
    expect(ports(a.outputs)).toEqual(['o:uri_folder', 'm:mlflow_model~']);
  });

  test('a gate is known by its ports and holds its rules', () => {
    const pipeline = read(
      `${HEAD}  check:\n    command: gate\n    environment: e\n    inputs:\n      metrics: {path: ./m.json, type: uri_file}\n      rules: |\n        # first\n        accuracy >= 0.9\n\n        f1 > 0.5\n    outputs:\n      verdict: {type: uri_file}\n  ship:\n    component: azureml:deploy:1\n    inputs:\n      gate: \${{parent.jobs.check.outputs.verdict}}\n`,
    );

    expect(jobOf(pipeline, 'check')).toMatchObject({ isGate: true, gateKind: 'metrics', role: 'gate', rules: ['accuracy >= 0.9', 'f1 > 0.5'] });
    expect(pipeline.edges.map((edge) => edge.gated)).toEqual([true]);
  });
});

test.each([
  ['data', 'validate', 'sluice.role: validate, sluice.gate: data'],
  ['tests', 'gate', 'sluice.role: gate, sluice.gate: tests'],
  ['cohorts', 'gate', 'sluice.role: gate, sluice.gate: cohorts'],
  ['secrets', 'gate', 'sluice.gate: secrets'],
  ['smoke', 'test', 'sluice.role: test, sluice.gate: smoke'],
  ['approval', 'approve', 'sluice.gate: approval'],
  ['approval', 'approve', 'sluice.role: approve'],
])('a component that judges %s is a gate with the role %s by its tags %#', (gateKind, role, tags) => {
  const component = `type: command\nname: judge\ntags: {${tags}}\noutputs:\n  verdict: {type: uri_file}\ncommand: python judge.py\nenvironment: azureml:e:1\n`;

  const pipeline = read(
    `${HEAD}  judge:\n    type: command\n    component: ./judge.yml\n  ship:\n    component: azureml:deploy:1\n    inputs:\n      gate: \${{parent.jobs.judge.outputs.verdict}}\n`,
    { 'p/judge.yml': component },
  );

  expect(jobOf(pipeline, 'judge')).toMatchObject({ isGate: true, gateKind, role, rules: [] });
  expect(jobOf(pipeline, 'ship')).toMatchObject({ isGate: false, gateKind: undefined });
  expect(pipeline.edges.map((edge) => edge.gated)).toEqual([true]);
});

test('rules that stand in an input of the pipeline are those of the gate', () => {
  const files = new Files();
  const doc = readYaml(
    'type: pipeline\ninputs:\n  limits: |\n    # as agreed\n    a > 1\njobs:\n  check:\n    command: gate\n    inputs:\n      rules: ${{parent.inputs.limits}}\n    outputs:\n      verdict:\n',
  );
  const first = readPipeline(doc, { path: 'p.yml', components: files });
  const at = doc.text.indexOf('a > 1');

  doc.update([{ start: at, end: at + 1, newText: 'b' }]);
  const second = readPipeline(doc, { path: 'p.yml', components: files }, first);

  expect(first.job('check')?.rules).toEqual(['a > 1']);
  expect(second.job('check')?.rules).toEqual(['b > 1']);
  expect(readPipeline(doc, { path: 'p.yml', components: files }, second).job('check')).toBe(second.job('check'));
});

describe('edges', () => {
  test('bindings of inputs, paths and outputs are data; other keys are settings', () => {
    const pipeline = read(
      `${HEAD}  a:\n    component: azureml:a:1\n    compute: \${{parent.inputs.lr}}\n    inputs:\n      x: \${{parent.inputs.raw}}\n      y: {path: "\${{ parent.jobs.b.outputs.o }}", mode: download}\n      part: pre-\${{parent.inputs.lr}}\n    outputs:\n      best: \${{parent.outputs.best}}\n  b: {component: azureml:b:1}\n`,
    );

    expect(edges(pipeline)).toEqual([
      'data parent.inputs.raw > parent.jobs.a.inputs.x',
      'data parent.jobs.b.outputs.o > parent.jobs.a.inputs.y',
      'data parent.jobs.a.outputs.best > parent.outputs.best',
      'setting parent.inputs.lr > parent.jobs.a',
      'setting parent.inputs.lr > parent.jobs.a',
    ]);
    expect(jobOf(pipeline, 'a').bindings.find((one) => one.spaced)?.path).toEqual(['inputs', 'y', 'path']);
    expect(new Set(pipeline.edges.map((edge) => edge.id)).size).toBe(5);
    expect(pipeline.edgesOutOf('b')).toHaveLength(1);
    expect(pipeline.edgesInto('a')).toHaveLength(4);
  });

  test('a binding to something missing is dangling', () => {
    const pipeline = read(
      `${HEAD}  a:\n    command: x\n    inputs:\n      i: \${{parent.inputs.no}}\n      j: \${{parent.jobs.no.outputs.o}}\n      k: \${{parent.jobs.b.outputs.no}}\n    outputs:\n      o: \${{parent.outputs.no}}\n  b:\n    command: x\n    outputs:\n      yes: {}\n`,
    );

    expect(pipeline.edges.map((edge) => edge.dangling)).toEqual([true, true, true, true]);
  });

  test('control flow runs from the node to its jobs', () => {
    const pipeline = read(
      `${HEAD}  ok: {component: azureml:c:1}\n  choose:\n    type: if_else\n    condition: \${{parent.jobs.ok.outputs.better}}\n    true_block: \${{parent.jobs.ok}}\n    false_block: ["\${{parent.jobs.gone}}"]\n  each:\n    type: parallel_for\n    body: \${{parent.jobs.ok}}\n    items:\n      - store: 1\n      - store: 2\n`,
    );

    expect(edges(pipeline)).toEqual([
      'control parent.jobs.ok.outputs.better > parent.jobs.choose',
      'control parent.jobs.choose > parent.jobs.ok',
      'control parent.jobs.choose > parent.jobs.gone (dangling)',
      'control parent.jobs.each > parent.jobs.ok',
    ]);
    expect(jobOf(pipeline, 'choose')).toMatchObject({ kind: 'if-else', note: 'ok.better', control: { trueBlock: ['ok'], falseBlock: ['gone'] } });
    expect(jobOf(pipeline, 'each').note).toBe('store in 2');
  });
});

describe('kinds', () => {
  test('a sweep takes its search space as given', () => {
    const pipeline = read(
      `${HEAD}  tune:\n    type: sweep\n    trial: ../c/train.yml\n    inputs: {data: {path: d}}\n    search_space:\n      epochs: {type: choice, values: [1, 2]}\n    limits: {max_total_trials: 24}\n`,
      { 'c/train.yml': TRAIN },
    );

    expect(jobOf(pipeline, 'tune')).toMatchObject({ kind: 'sweep', role: 'tune', note: '24 trials', resolved: true });
    expect(jobOf(pipeline, 'tune').inputs.some((port) => port.missing)).toBe(false);
  });

  test('data of automl are its inputs', () => {
    const pipeline = read(
      `${HEAD}  best:\n    type: automl\n    task: classification\n    training_data: \${{parent.inputs.raw}}\n    outputs:\n      best_model: {type: mlflow_model}\n`,
    );

    expect(ports(jobOf(pipeline, 'best').inputs)).toEqual(['training_data:mltable']);
    expect(edges(pipeline)).toEqual(['data parent.inputs.raw > parent.jobs.best.inputs.training_data']);
    expect(jobOf(pipeline, 'best').summary).toBe('classification');
  });

  test('an unknown kind keeps everything', () => {
    const pipeline = read(`${HEAD}  odd:\n    type: teleport\n    inputs: {x: "\${{parent.inputs.raw}}"}\n`);

    expect(jobOf(pipeline, 'odd')).toMatchObject({ kind: 'unknown', type: 'teleport', resolved: false });
    expect(edges(pipeline)).toHaveLength(1);
  });

  test('a pipeline inside says how many jobs it has', () => {
    const inner = 'type: pipeline\nversion: 1\ninputs: {d: {type: uri_file}}\njobs:\n  a: {}\n  b: {}\n';

    const pipeline = read(`${HEAD}  sub:\n    component: ./inner.yml\n`, { 'p/inner.yml': inner });

    expect(jobOf(pipeline, 'sub')).toMatchObject({ kind: 'pipeline', note: '2 jobs' });
    expect(ports(jobOf(pipeline, 'sub').inputs)).toEqual(['d:uri_file!']);
  });
});

test('anchors, aliases and merge keys are followed, of duplicates the last counts', () => {
  const text = `type: pipeline
x: &base
  type: command
  component: azureml:b:1
  inputs: &in
    q: 1
jobs:
  a: *base
  b:
    <<: *base
    inputs:
      <<: *in
      r: 2
  c: {type: sweep}
  c: {type: spark}
`;

  const pipeline = read(text);

  expect(pipeline.jobs.map((job) => `${job.id} ${job.kind} ${ports(job.inputs)}`)).toEqual([
    'a command q:integer~',
    'b command q:integer~,r:integer~',
    'c spark ',
  ]);
  const q = jobOf(pipeline, 'b').inputs[0];
  expect(text.slice(q?.entry?.start, q?.entry?.end)).toBe('q: 1');
});

describe('reading on', () => {
  const text = `${HEAD}  a:\n    type: command\n    component: ./a.yml\n    inputs:\n      x: 1\n  b:\n    component: azureml:b:1\n    inputs:\n      y: \${{parent.jobs.a.outputs.model}}\n`;

  test('a new component file changes the jobs that use it, and their readers', () => {
    const files = new Files();
    const doc = readYaml(text);
    const first = readPipeline(doc, { path: 'pipeline.yml', components: files });

    files.set('a.yml', TRAIN);
    const second = readPipeline(doc, { path: 'pipeline.yml', components: files }, first);

    expect(first.job('a')?.resolved).toBe(false);
    expect(second.job('a')?.resolved).toBe(true);
    expect(second.job('b')?.inputs[0]?.type).toBe('mlflow_model');
    expect(first.job('b')?.inputs[0]?.type).toBeUndefined();
  });

  test('gives the same as reading anew, and keeps what nothing touched', () => {
    const files = new Files({ 'a.yml': TRAIN });
    const doc = readYaml(text);
    const first = readPipeline(doc, { path: 'pipeline.yml', components: files });

    const again = readPipeline(doc, { path: 'pipeline.yml', components: files }, first);
    expect(again.jobs.every((job, index) => job === first.jobs[index])).toBe(true);

    const at = doc.text.indexOf('outputs.model}}');
    doc.update([{ start: at, end: at + 'outputs.model'.length, newText: 'outputs.other' }]);
    const edited = readPipeline(doc, { path: 'pipeline.yml', components: files }, again);

    const anew = readPipeline(readYaml(doc.text), { path: 'pipeline.yml', components: files });
    expect(edges(edited)).toEqual(edges(anew));
    expect(edited.jobs.map((job) => [job.id, ports(job.inputs), ports(job.outputs)])).toEqual(
      anew.jobs.map((job) => [job.id, ports(job.inputs), ports(job.outputs)]),
    );
  });
});

test.each([
  ['  # fit:\n  #   type: command\n  #   component: ./a.yml\n', 'fit'],
  ['#  fit:\n#    type: command\n', 'fit'],
  ['  # a word: before\n  # fit:\n  #   type: command\n', 'fit'],
  ['  # fit: not a job\n', undefined],
  ['  #   fit:\n  #     type: command\n', undefined],
])('a job that is commented out is found in %j', (comment, name) => {
  const text = `${HEAD}  a:\n    type: command\n${comment}  b:\n    type: command\n`;

  const found = read(text).commentedOut;

  expect(found.map((job) => job.name)).toEqual(name === undefined ? [] : [name]);
  if (found[0]) expect(text.slice(found[0].start, found[0].end)).toMatch(/^\s*#\s*fit:/);
});

test('a file that is no pipeline has no jobs', () => {
  const pipeline = read('name: x\nversion: 1\ntype: uri_file\npath: ./x\n');

  expect([pipeline.document, pipeline.jobs, pipeline.edges]).toEqual(['data', [], []]);
});

test('ends and paths', () => {
  expect(parseEnd('parent.jobs.a.inputs.g.x')).toEqual({ kind: 'job-input', job: 'a', name: 'g.x' });
  expect(parseEnd('edge:1')).toBeUndefined();
  expect(resolveRelative('p/q.yml', '../c/d.yml')).toBe('c/d.yml');
  expect(resolveRelative('q.yml', '../d.yml')).toBeUndefined();
  expect(relativeRef('p/q.yml', 'c/d.yml')).toBe('../c/d.yml');
  expect(relativeRef('q.yml', 'c/d.yml')).toBe('./c/d.yml');
  expect([componentLabel('./train/component.yml'), componentLabel('./train.yml')]).toEqual(['train', 'train']);
});
