import { describe, expect, it } from 'vitest';
import { graphOf, type JobSpec } from '#shared/testing/layout-graphs.ts';
import type { ShapeNode } from './graph-shape.ts';
import { handleAt, handles } from './handles.ts';
import { nodeSize } from './node-size.ts';

describe('nodeSize', () => {
  it('gives a card a strip for each side that has ports', () => {
    expect(nodeSize(job({}), 'tb')).toEqual({ width: 240, height: 52 });
    expect(nodeSize(job({ inputs: { data: 'in.x' } }), 'tb')).toEqual({ width: 240, height: 72 });
    expect(nodeSize(job({ inputs: { data: 'in.x' }, outputs: ['model'] }), 'tb')).toEqual({ width: 240, height: 92 });
  });

  it('widens a card by its columns, to a multiple of 16', () => {
    expect(nodeSize(job({ inputs: { model: 'in.x', test_data: 'in.x', baseline_model: 'in.x' } }), 'tb').width).toBe(320);
  });

  it('gives a card a row for each port from left to right', () => {
    expect(nodeSize(job({ inputs: { a: 'in.x', b: 'in.x', c: 'in.x' }, outputs: ['d'] }), 'lr')).toEqual({ width: 264, height: 120 });
  });

  it('makes a gate as high as its rules, at most eight rows', () => {
    expect(nodeSize(job({ silhouette: 'gate', rules: 4 }), 'tb')).toEqual({ width: 336, height: 180 });
    expect(nodeSize(job({ silhouette: 'gate', rules: 4 }), 'lr')).toEqual({ width: 64 + 336 + 20, height: 140 });
    expect(nodeSize(job({ silhouette: 'gate', rules: 30 }), 'tb').height).toBe(260);
  });

  it('makes a capsule as wide as its words', () => {
    expect(nodeSize(job({ silhouette: 'capsule', note: 'judge.better' }, 'is_better'), 'tb')).toEqual({ width: 280, height: 36 });
  });
});

describe('handles', () => {
  it('spreads ports evenly over a card, on the grid', () => {
    const node = job({ inputs: { model: 'in.x', test_data: 'in.x', baseline_model: 'in.x' }, outputs: ['metrics', 'report'] });

    expect([...handles(node, 'tb').values()]).toEqual([
      { x: 52, y: 0 },
      { x: 160, y: 0 },
      { x: 268, y: 0 },
      { x: 80, y: 92 },
      { x: 240, y: 92 },
    ]);
  });

  it('puts the ports of a gate on the columns of a 320 px card', () => {
    const node = job({ silhouette: 'gate', rules: 4, inputs: { metrics: 'in.x', baseline: 'in.x' }, outputs: ['verdict'] });

    expect([...handles(node, 'tb').values()].map(({ x }) => x)).toEqual([88, 248, 168]);
  });

  it("names a gate's inputs in its pool and lets the verdict out at the level of the bed, from left to right", () => {
    const node = job({ silhouette: 'gate', rules: 4, inputs: { metrics: 'in.x', baseline: 'in.x' }, outputs: ['verdict'] });

    expect([...handles(node, 'lr').values()]).toEqual([
      { x: 0, y: 26 },
      { x: 0, y: 46 },
      { x: 432, y: 130 },
    ]);
  });

  it('keeps the further outputs of a gate apart from its verdict', () => {
    const node = job({ silhouette: 'gate', rules: 4, outputs: ['verdict', 'report'] });

    expect([...handles(node, 'lr').values()].map(({ y }) => y)).toEqual([130, 110]);
  });

  it('finds a place beside the ports for an edge without a port', () => {
    expect(handleAt(job({ inputs: { data: 'in.x' } }), 'tb', 'input', undefined)).toEqual({ x: 60, y: 0 });
    expect(handleAt(job({}), 'tb', 'input', undefined)).toEqual({ x: 120, y: 0 });
  });
});

function job(spec: JobSpec, name = 'job'): ShapeNode {
  const node = graphOf({ [name]: spec }).nodes[0];
  if (!node) throw new Error('no node');
  return node;
}
