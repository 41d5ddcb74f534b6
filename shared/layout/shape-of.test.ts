import { describe, expect, it } from 'vitest';
import { contextOf, type Files } from '#shared/testing/project-of.ts';
import type { Shape, ShapeNode } from './graph-shape.ts';
import { shapeOf } from './shape-of.ts';

const TRAIN = `$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
type: command
name: train
inputs:
  data: { type: uri_folder }
  start: { type: mlflow_model, optional: true }
  max_iter: { type: integer, default: 100 }
  rate: { type: number, default: 0.1 }
outputs:
  model: { type: mlflow_model }
code: .
environment: azureml:env@latest
command: echo
`;

const FILES: Files = { 'components/train/component.yml': TRAIN };

const PIPELINE = `type: pipeline
inputs:
  raw: { type: uri_folder, path: ./raw }
  iterations: 200
outputs:
  best: { type: mlflow_model }
jobs:
  prepare:
    type: command
    command: python prepare.py
    environment: azureml:env@latest
    inputs:
      raw: \${{parent.inputs.raw}}
    outputs:
      clean: { type: uri_folder }
  train:
    type: command
    component: ./components/train/component.yml
    inputs:
      data: \${{parent.jobs.prepare.outputs.clean}}
      max_iter: \${{parent.inputs.iterations}}
      rate: 0.2
    outputs:
      model: \${{parent.outputs.best}}
`;

describe('shapeOf', () => {
  it('shows the input for a gate once something stands there', () => {
    const gate = '  gate: { type: uri_file, optional: true }\n  max_iter:';
    const files = { 'components/train/component.yml': TRAIN.replace('  max_iter:', gate) };
    const inputsOf = (line: string) => {
      const { pipeline } = contextOf(PIPELINE.replace('      rate: 0.2', `      rate: 0.2${line}`), files);
      return node(shapeOf(pipeline), 'jobs.train').inputs.map(({ name }) => name);
    };

    expect(inputsOf('')).toEqual(['data', 'start', 'max_iter']);
    expect(inputsOf('\n      gate: ${{parent.jobs.prepare.outputs.clean}}')).toEqual(['data', 'start', 'gate', 'max_iter']);
    expect(inputsOf('\n      gate: { type: uri_file, path: ./passed.json }')).toEqual(['data', 'start', 'gate', 'max_iter']);
  });

  it('shows bound inputs, data and model inputs and all outputs, but no plain values', () => {
    const train = node(shape(PIPELINE), 'jobs.train');

    expect(train.inputs.map(({ name, shape }) => [name, shape])).toEqual([
      ['data', 'circle'],
      ['start', 'diamond'],
      ['max_iter', 'square'],
    ]);
    expect(train.outputs.map(({ name, shape }) => [name, shape])).toEqual([['model', 'diamond']]);
  });

  it('draws the inputs and outputs of the pipeline as ends, those of plain values quietly', () => {
    const { nodes } = shape(PIPELINE);

    expect(nodes.map(({ id, quiet }) => [id, quiet])).toEqual([
      ['inputs.raw', undefined],
      ['inputs.iterations', true],
      ['jobs.prepare', undefined],
      ['jobs.train', undefined],
      ['outputs.best', undefined],
    ]);
  });

  it('marks the edge of a plain value as a setting', () => {
    const { edges } = shape(PIPELINE);

    expect(edges.map(({ from, to, kind }) => [from.port, to.port, kind])).toEqual([
      ['parent.inputs.raw', 'parent.jobs.prepare.inputs.raw', 'data'],
      ['parent.jobs.prepare.outputs.clean', 'parent.jobs.train.inputs.data', 'data'],
      ['parent.inputs.iterations', 'parent.jobs.train.inputs.max_iter', 'setting'],
      ['parent.jobs.train.outputs.model', 'parent.outputs.best', 'data'],
    ]);
  });

  it('folds the sixth and further ports of a side into one', () => {
    const inputs = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `      ${name}: \${{parent.inputs.raw}}\n`).join('');

    const { nodes, edges } = shape(
      `type: pipeline\ninputs:\n  raw: { type: uri_folder, path: ./raw }\njobs:\n  many:\n    type: command\n    command: x\n    inputs:\n${inputs}`,
    );

    const many = nodes.find(({ id }) => id === 'jobs.many');
    expect(many?.inputs.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', '+2']);
    expect(edges.map(({ to }) => to.port).slice(-2)).toEqual(['more.inputs', 'more.inputs']);
  });

  it('draws a loop as a frame whose outputs are those of its body', () => {
    const { nodes, edges } = shape(`type: pipeline
jobs:
  fit:
    type: command
    command: x
    outputs:
      forecast: { type: uri_folder }
  each_store:
    type: parallel_for
    body: \${{parent.jobs.fit}}
    items: [{ store: 1 }, { store: 2 }]
  judge:
    type: command
    command: x
    inputs:
      forecasts: \${{parent.jobs.each_store.outputs.forecast}}
`);

    expect(nodes.find(({ id }) => id === 'jobs.each_store')).toMatchObject({ silhouette: 'frame', body: 'jobs.fit' });
    expect(edges.map(({ from, to }) => [from.port, to.port])).toEqual([['parent.jobs.fit.outputs.forecast', 'parent.jobs.judge.inputs.forecasts']]);
  });

  it('draws if_else as a capsule with an edge for each branch', () => {
    const { nodes, edges } = shape(`type: pipeline
jobs:
  judge:
    type: command
    command: x
    outputs:
      better: { type: boolean }
  is_better:
    type: if_else
    condition: \${{parent.jobs.judge.outputs.better}}
    true_block: \${{parent.jobs.publish}}
    false_block: \${{parent.jobs.tell}}
  publish: { type: command, command: x }
  tell: { type: command, command: x }
`);

    expect(nodes.find(({ id }) => id === 'jobs.is_better')).toMatchObject({ silhouette: 'capsule', note: 'judge.better' });
    expect(edges.map(({ from, to, kind, branch }) => [from.node, to.node, kind, branch])).toEqual([
      ['jobs.judge', 'jobs.is_better', 'control', undefined],
      ['jobs.is_better', 'jobs.publish', 'control', 'true'],
      ['jobs.is_better', 'jobs.tell', 'control', 'false'],
    ]);
  });

  it('gives a gated path from a verdict to every input called gate', () => {
    const { nodes, edges } = shape(`type: pipeline
jobs:
  check:
    type: command
    command: x
    inputs:
      rules: |
        accuracy >= 0.8
        recall >= 0.6
    outputs:
      verdict: { type: uri_file }
  register:
    type: command
    command: x
    inputs:
      gate: \${{parent.jobs.check.outputs.verdict}}
`);

    expect(nodes.find(({ id }) => id === 'jobs.check')).toMatchObject({ silhouette: 'gate', rules: 2 });
    expect(nodes.find(({ id }) => id === 'jobs.register')?.inputs[0]?.shape).toBe('bar');
    expect(edges[0]?.gated).toBe(true);
  });

  it('keeps the identity of what looks the same', () => {
    const first = shape(PIPELINE);

    expect(shape(PIPELINE.replace('rate: 0.2', 'rate: 0.3'), first)).toBe(first);
    const second = shape(PIPELINE.replace('      clean: {', '      other: { type: uri_file }\n      clean: {'), first);
    expect(node(second, 'jobs.train')).toBe(node(first, 'jobs.train'));
    expect(node(second, 'jobs.prepare')).not.toBe(node(first, 'jobs.prepare'));
  });
});

function shape(text: string, previous?: Shape): Shape {
  return shapeOf(contextOf(text, FILES).pipeline, previous);
}

function node({ nodes }: Shape, id: string): ShapeNode {
  const found = nodes.find((one) => one.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}
