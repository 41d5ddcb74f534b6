import { describe, expect, it } from 'vitest';
import { EMPTY_LAYOUT } from '#shared/layout/layout-file.ts';
import { align, distribute, guidesFor } from './align-view-model.ts';
import { planDrop, readDragged } from './drop-view-model.ts';
import { backArrow, edgeAt, endNear, groupEdges, nameOfEdge, wordPoint } from './edge-view-model.ts';
import { cycle, edgesOfNode, firstNode, nextNode, portsOfNode, stepOf } from './keyboard-view-model.ts';
import { mapToGraph, placeMap } from './minimap-view-model.ts';
import { dragStep } from './node-drag.ts';
import { joinWords, shortEnd, spokenEnd, spokenJob } from './node-view-model.ts';
import { findNodes } from './search-view-model.ts';
import { openSession, sceneOf } from './testing.ts';
import { fitText } from './text-fit.ts';
import { barWords } from './unreadable-bar.tsx';
import { writtenLines, yamlParts } from './written-lines-view-model.ts';
import { detailAt, fitView, openingView, revealView, stepZoom, visibleBox, zoomAround } from './zoom-view-model.ts';

describe('text', () => {
  it('cuts by characters with an ellipsis', () => {
    expect(fitText('train_classifier', 80, 8)).toBe('train_cla…');
    expect(fitText('train', 80, 8)).toBe('train');
  });

  it('says ends in short and lists in words', () => {
    expect(shortEnd('parent.jobs.split.outputs.train_data')).toBe('split.train_data');
    expect(shortEnd('parent.inputs.raw')).toBe('raw');
    expect(joinWords(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

describe('what is spoken', () => {
  const { session } = openSession();
  const scene = sceneOf(session);

  it('names kind, component, sources and readers of a job', () => {
    const job = session.pipeline.job('train');
    const view = scene.byId.get('jobs.train')?.view;

    expect(job && view && spokenJob(session.pipeline, job, view)).toBe(
      'train, command job, component train, on cpu-large. Reads data from prepare and rate from pipeline input rate. Read by evaluate and pipeline output model.',
    );
  });

  it('names who reads a pipeline input', () => {
    const view = scene.byId.get('inputs.raw')?.view;

    expect(view && spokenEnd(session.pipeline, view)).toBe('raw, pipeline input, uri_folder. Read by prepare.');
  });
});

describe('arrow keys', () => {
  const scene = sceneOf(openSession().session);

  it('follow the flow by its direction', () => {
    expect(stepOf('ArrowUp', 'tb')).toBe('source');
    expect(stepOf('ArrowUp', 'lr')).toBe('before');
  });

  it('go to the source and to the reader', () => {
    expect(nextNode(scene, 'jobs.train', 'source')?.id).toBe('jobs.prepare');
    expect(nextNode(scene, 'jobs.prepare', 'reader')?.id).toBe('jobs.train');
  });

  it('start at the first node', () => {
    expect(firstNode(scene)?.id).toBe('inputs.raw');
  });

  it('go through ports and edges round the ends', () => {
    const node = scene.byId.get('jobs.train');
    const ports = node ? portsOfNode(node) : [];

    expect(ports[0]).toBe('parent.jobs.train.inputs.data');
    expect(cycle(ports, ports[ports.length - 1], 1)).toBe(ports[0]);
    const ids = edgesOfNode(scene, 'jobs.train');
    expect(ids).toHaveLength(3);
    // What is selected names the edge of the pipeline: one `edge:` in front, not two.
    expect(ids.every((id) => /^edge:(?!edge:)/.test(id) && scene.edges.some((edge) => edge.edge.id === id))).toBe(true);
  });
});

describe('align and distribute', () => {
  const nodes = [
    { id: 'a', box: { x: 0, y: 0, width: 100, height: 40 } },
    { id: 'b', box: { x: 40, y: 60, width: 80, height: 40 } },
    { id: 'c', box: { x: 300, y: 200, width: 100, height: 40 } },
  ];

  it('moves boxes onto one edge and leaves those that stand there', () => {
    expect([...align(nodes, 'left')]).toEqual([
      ['b', { x: 0, y: 60 }],
      ['c', { x: 0, y: 200 }],
    ]);
  });

  it('gives equal gaps and keeps the outermost', () => {
    expect([...distribute(nodes, 'down')]).toEqual([['b', { x: 40, y: 100 }]]);
  });

  it('shows a guide within reach and says how far to shift', () => {
    const found = guidesFor({ x: 103, y: 300, width: 100, height: 40 }, [{ x: 100, y: 0, width: 100, height: 40 }], 4);

    expect(found.shift).toEqual({ x: -3, y: 0 });
    expect(found.guides).toHaveLength(1);
  });
});

describe('dragging', () => {
  const scene = sceneOf(openSession().session);

  it('snaps a port straight under its partner within 6 px', () => {
    const node = scene.byId.get('jobs.evaluate');
    const wanted = new Map([['jobs.evaluate', { x: (node?.box.x ?? 0) + 5, y: (node?.box.y ?? 0) + 101 }]]);

    const step = dragStep(scene, wanted, { x: -5000, y: -5000, width: 10_000, height: 10_000 }, false);

    expect(step.moved.get('jobs.evaluate')?.x).toBe(node?.box.x);
  });

  it('goes anywhere while Alt is held', () => {
    const step = dragStep(scene, new Map([['jobs.evaluate', { x: 501, y: 703 }]]), { x: 0, y: 0, width: 100, height: 100 }, true);

    expect(step.moved.get('jobs.evaluate')).toEqual({ x: 501, y: 703 });
  });
});

describe('edges', () => {
  const scene = sceneOf(openSession().session);

  it('are named by both ends', () => {
    expect(scene.edges.map(nameOfEdge)).toContain('prepare.clean to train.data');
  });

  it('of one port form one group', () => {
    const groups = groupEdges(scene.edges, undefined);

    expect(groups.find((group) => group.edges.some((edge) => edge.edge.from === 'parent.jobs.train.outputs.model'))?.edges.length).toBe(2);
  });

  it('out of view are left out', () => {
    expect(groupEdges(scene.edges, { x: 9000, y: 9000, width: 10, height: 10 })).toEqual([]);
  });

  it('are found under a point and know their near end', () => {
    const edge = scene.edges[0];
    const first = edge?.points[0];
    if (!edge || !first) throw new Error('The fixture has edges.');

    expect(edgeAt(scene.edges, { x: first.x + 3, y: first.y + 2 }, 8)).toBe(edge);
    expect(endNear(edge, first, 10)).toBe('from');
  });

  it('carry their word on the run across and their arrow on the run back', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 20 },
      { x: 100, y: 20 },
      { x: 100, y: -80 },
    ];

    expect(wordPoint(points, 'tb')).toEqual({ x: 50, y: 20 });
    expect(backArrow(points, 'tb')).toEqual({ x: 100, y: -30, angle: -90 });
  });
});

describe('the view', () => {
  const bounds = { x: 0, y: 0, width: 1000, height: 3000 };
  const pane = { width: 800, height: 600 };

  it('opens between 75 and 100 % and starts at the top', () => {
    const view = openingView(bounds, pane, 'tb');

    expect(view.zoom).toBe(0.75);
    expect(view.y).toBe(24);
    expect(openingView({ ...bounds, width: 100, height: 100 }, pane, 'tb').zoom).toBe(1);
  });

  it('fits all of the graph', () => {
    const seen = visibleBox(fitView(bounds, pane), pane);

    expect(seen.y).toBeLessThanOrEqual(0);
    expect(seen.y + seen.height).toBeGreaterThanOrEqual(3000);
  });

  it('draws less from afar', () => {
    expect([1, 0.75, 0.6, 0.3, 0.1].map(detailAt)).toEqual(['full', 'full', 'mid', 'far', 'bars']);
  });

  it('moves only as far as needed to show a box', () => {
    const view = { x: 0, y: 0, zoom: 1 };

    expect(revealView(view, { x: 10, y: 10, width: 100, height: 100 }, pane)).toBeUndefined();
    expect(revealView(view, { x: 10, y: 700, width: 100, height: 100 }, pane)).toEqual({ x: 0, y: -240, zoom: 1 });
  });

  it('zooms in steps around the middle', () => {
    expect(stepZoom(1, 1)).toBe(1.2);
    expect(stepZoom(0.1, -1)).toBe(0.1);
    expect(zoomAround({ x: 0, y: 0, zoom: 1 }, 2, { x: 400, y: 300 })).toEqual({ x: -400, y: -300, zoom: 2 });
  });

  it('finds the place under a point of the map', () => {
    const place = placeMap(bounds, { width: 76, height: 128 });

    expect(mapToGraph({ x: 500 * place.scale + place.x, y: 1500 * place.scale + place.y }, place)).toEqual({ x: expect.closeTo(500), y: expect.closeTo(1500) });
  });
});

describe('search', () => {
  it('finds by name first, then by component and ports', () => {
    const scene = sceneOf(openSession().session);

    expect(findNodes(scene, 'train')).toEqual(['jobs.train']);
    expect(findNodes(scene, 'model')[0]).toBe('outputs.model');
    expect(findNodes(scene, ' ')).toEqual([]);
  });
});

describe('written lines', () => {
  it('shows an added line with its number', () => {
    const text = 'a:\n  b: 1\n';

    expect(writtenLines(text, [{ start: 9, end: 9, newText: '\n  c: 2' }])).toEqual([{ line: 3, text: '  c: 2' }]);
  });

  it('shows a changed line whole', () => {
    expect(writtenLines('a: 1\nb: 2\n', [{ start: 8, end: 9, newText: '3' }])).toEqual([{ line: 2, text: 'b: 3' }]);
  });

  it('takes a line apart for its colours', () => {
    expect(yamlParts('  data: ${{parent.inputs.raw}}').map((part) => part.kind)).toEqual(['key', 'punct', 'text', 'expr']);
  });
});

describe('a dropped component', () => {
  const { session, workspace } = openSession();
  const context = { path: session.path, doc: session.doc, pipeline: session.pipeline, components: workspace.components, project: workspace.project };
  const scene = sceneOf(session);

  it('is connected from the nearest job before it that fits', () => {
    const train = scene.byId.get('jobs.train')?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    const plan = planDrop({
      context,
      scene,
      dragged: { path: 'evaluate.yml' },
      at: { x: train.x + train.width + 200, y: train.y + train.height + 40 },
      reach: 4,
    });

    expect('reason' in plan ? plan : plan.steps[0]).toEqual({ kind: 'add', args: { name: 'evaluate_2', component: './evaluate.yml', after: 'train' } });
    expect('reason' in plan ? [] : plan.steps.slice(1)).toContainEqual({
      kind: 'connect',
      args: { from: 'parent.jobs.train.outputs.model', to: 'parent.jobs.evaluate_2.inputs.model' },
    });
  });

  it('on an edge goes between its ends', () => {
    const filter = 'type: command\nname: filter\ninputs:\n  rows: { type: uri_folder }\noutputs:\n  kept: { type: uri_folder }\ncommand: x\nenvironment: e\n';
    const edge = scene.edges.find((each) => each.edge.to === 'parent.jobs.train.inputs.data');
    const [a, b] = edge?.points ?? [];
    if (!a || !b) throw new Error('The fixture has this edge.');

    const plan = planDrop({ context, scene, dragged: { path: 'filter.yml', text: filter }, at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, reach: 6 });

    expect('reason' in plan ? plan : plan.between).toEqual({ from: 'parent.jobs.prepare.outputs.clean', to: 'parent.jobs.train.inputs.data' });
  });

  it('is read as a choice of a list', () => {
    expect(readDragged('{"path":"a.yml","text":"x"}')).toEqual({ choice: { path: 'a.yml' }, component: { path: 'a.yml', text: 'x' } });
    expect(readDragged('{"library":"train","path":"components/train/component.yml"}')?.choice).toEqual({ library: 'train' });
    expect(readDragged('plain text')).toBeUndefined();
  });
});

describe('the bar over a text that cannot be read', () => {
  it('says where, why and since when', () => {
    const since = new Date(2026, 0, 2, 14, 32).getTime();

    expect(barWords(30, 'The quote is never closed.', since)).toBe(
      'Line 30 cannot be read: the quote is never closed. The graph shows the text of 14:32 and takes no changes until it can be read again.',
    );
  });
});

describe('an empty layout', () => {
  it('pins nothing', () => {
    expect(sceneOf(openSession().session, 'lr', EMPTY_LAYOUT).nodes.every((node) => !node.isPinned)).toBe(true);
  });
});
