import { describe, expect, it } from 'vitest';
import { EMPTY_LAYOUT } from '#shared/layout/layout-file.ts';
import { moveInScene, pointOfEnd, valueEdges } from './scene-view-model.ts';
import { CHAIN, openSession, sceneOf } from './testing.ts';

describe('buildScene', () => {
  it('places every job and every end that carries data', () => {
    const { session } = openSession();

    const scene = sceneOf(session);

    expect(scene.nodes.filter((node) => !node.shape.quiet).map((node) => node.id)).toEqual([
      'inputs.raw',
      'jobs.prepare',
      'jobs.train',
      'jobs.evaluate',
      'outputs.model',
    ]);
    expect(scene.edges.map((edge) => edge.edge.to)).toContain('parent.jobs.evaluate.inputs.model');
  });

  it('keeps everything but the changed job when a value is typed', () => {
    const { session } = openSession();
    const before = sceneOf(session);
    const at = session.text.indexOf('cpu-large') + 'cpu-large'.length;

    session.type([{ start: at, end: at, newText: 'r' }]);
    const after = sceneOf(session, 'tb', EMPTY_LAYOUT, before);

    expect(after.byId.get('jobs.train')?.view.compute).toBe('cpu-larger');
    expect(after.edges).toBe(before.edges);
    expect(after.nodes.filter((node) => node !== before.byId.get(node.id)).map((node) => node.id)).toEqual(['jobs.train']);
  });

  it('gives back the same nodes when nothing that is drawn changed', () => {
    const { session } = openSession();
    const before = sceneOf(session);
    const at = session.text.indexOf('python prepare.py');

    session.type([{ start: at - 'command: '.length - 4, end: at - 'command: '.length - 4, newText: '    # a comment\n' }]);
    const after = sceneOf(session, 'tb', EMPTY_LAYOUT, before);

    expect(after.nodes).toBe(before.nodes);
  });

  it('takes in a renamed job whole', () => {
    const { session } = openSession();
    const before = sceneOf(session);
    const at = session.text.indexOf('  evaluate:') + 2;

    session.type([{ start: at, end: at + 'evaluate'.length, newText: 'judge' }]);
    const after = sceneOf(session, 'tb', EMPTY_LAYOUT, before);

    expect(after.byId.has('jobs.judge')).toBe(true);
    expect(after.byId.has('jobs.evaluate')).toBe(false);
    expect(after.byId.get('jobs.prepare')).toBe(before.byId.get('jobs.prepare'));
  });

  it('makes only the nodes anew whose number of problems changed', () => {
    const { session } = openSession();
    const before = sceneOf(session);

    const after = sceneOf(session, 'tb', EMPTY_LAYOUT, before, (node) => (node === 'jobs.evaluate' ? { errors: 2, warnings: 1 } : undefined));

    expect(after.byId.get('jobs.evaluate')?.view).toMatchObject({ errors: 2, warnings: 1 });
    expect(after.nodes.filter((node) => before.byId.get(node.id) !== node).map((node) => node.id)).toEqual(['jobs.evaluate']);
    expect(after.memory).toBe(before.memory);
  });

  it('shows the port of a required input without a value as needed', () => {
    const { session } = openSession();

    const node = sceneOf(session).byId.get('jobs.evaluate');

    expect(node?.view.inputs.map((port) => [port.name, port.state])).toEqual([
      ['model', 'on'],
      ['test', 'need'],
    ]);
  });

  it('draws a commented-out job without ports', () => {
    const { session } = openSession(`${CHAIN}  # old:\n  #   type: command\n  #   component: ./train.yml\n`);

    const node = sceneOf(session).byId.get('off.old');

    expect(node?.view.what).toBe('off');
    expect(node?.view.label).toBe('old, commented out');
  });

  it('stands pinned nodes where the layout file says', () => {
    const { session } = openSession();

    const scene = sceneOf(session, 'tb', { ...EMPTY_LAYOUT, nodes: { 'jobs.train': { x: 400, y: 40 } } });

    expect(scene.byId.get('jobs.train')?.box).toMatchObject({ x: 400, y: 40 });
    expect(scene.byId.get('jobs.train')?.isPinned).toBe(true);
  });

  it('shows edges of plain values only for the jobs asked for', () => {
    const { session } = openSession();
    const scene = sceneOf(session);

    expect(valueEdges(scene, new Set()).length).toBe(0);
    expect(valueEdges(scene, new Set(['jobs.train'])).map((edge) => edge.edge.from)).toEqual(['parent.inputs.rate']);
  });
});

describe('moveInScene', () => {
  it('moves a node with the ends of its edges and leaves other edges alone', () => {
    const { session } = openSession();
    const scene = sceneOf(session);

    const moved = moveInScene(scene, new Map([['jobs.evaluate', { x: 500, y: 900 }]]));
    const into = moved.edges.find((edge) => edge.edge.to === 'parent.jobs.evaluate.inputs.model');

    expect(into?.points[into.points.length - 1]).toEqual(pointOfEnd(moved, 'parent.jobs.evaluate.inputs.model', 'input'));
    expect(moved.edges[0]).toBe(scene.edges[0]);
  });
});
