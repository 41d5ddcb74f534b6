import { describe, expect, it } from 'vitest';
import { pinNodes, turnGraph } from './canvas-actions.ts';
import { openSession, sceneOf } from './testing.ts';

describe('pinned places', () => {
  it('keep the direction that they were chosen in', () => {
    const { session } = openSession();

    pinNodes(session, sceneOf(session, 'lr'), new Map([['jobs.train', { x: 41, y: 80 }]]), 'Move train');

    expect(session.layout.direction).toBe('lr');
    expect(session.layout.nodes['jobs.train']).toEqual({ x: 40, y: 80 });
  });

  it('are laid by when the graph is turned, and come back with it', () => {
    const { session } = openSession();
    pinNodes(session, sceneOf(session, 'tb'), new Map([['jobs.train', { x: 40, y: 80 }]]), 'Move train');

    turnGraph(session, 'tb', 'lr');
    const turned = session.layout;
    turnGraph(session, 'lr', 'tb');

    expect(turned).toMatchObject({ direction: 'lr', nodes: {} });
    expect(session.layout).toMatchObject({ direction: 'tb', nodes: { 'jobs.train': { x: 40, y: 80 } } });
  });

  it('say nothing of a direction when only a note was moved', () => {
    const { session } = openSession();

    pinNodes(session, sceneOf(session, 'lr'), new Map(), 'Move nothing');

    expect(session.layout.direction).toBeUndefined();
  });
});
