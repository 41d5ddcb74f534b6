import { expect, test } from 'vitest';
import type { Box } from '#shared/layout/graph-shape.ts';
import { ConnectGesture } from './connect-gesture.ts';
import { pointOfEnd } from './scene-view-model.ts';
import { openSession, sceneOf } from './testing.ts';

const PIPELINE = `type: pipeline
jobs:
  check:
    type: command
    component: ./gate.yml
  train:
    type: command
    component: ./train.yml
  register:
    type: command
    component: ./register.yml
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
`;

const FILES = {
  'gate.yml':
    'type: command\nname: quality_gate\ntags: {sluice.role: gate}\ninputs:\n  rules: {type: string, default: a}\noutputs:\n  verdict: {type: uri_file}\ncommand: x\n',
  'train.yml': 'type: command\nname: train\noutputs:\n  model: {type: mlflow_model}\n  log: {type: uri_file}\ncommand: x\n',
  'register.yml': 'type: command\nname: register\ninputs:\n  model: {type: mlflow_model}\n  gate: {type: uri_file, optional: true}\ncommand: x\n',
};

const EVERYWHERE: Box = { x: -5000, y: -5000, width: 10_000, height: 10_000 };

function drag(held: string, direction: 'tb' | 'lr' = 'tb') {
  const { session } = openSession(PIPELINE, FILES);
  const scene = sceneOf(session, direction);
  const box = scene.byId.get('jobs.register')?.box ?? EVERYWHERE;
  const start = pointOfEnd(scene, held, 'output') ?? { x: 0, y: 0 };
  const gesture = new ConnectGesture(session, () => scene, held, 'from', start);
  return { scene, box, at: (x: number, y: number) => gesture.at({ x: box.x + x, y: box.y + y }, EVERYWHERE, 1) };
}

for (const direction of ['tb', 'lr'] as const) {
  test(`a verdict over the body of a job goes to its input for a gate, which has no port (${direction})`, () => {
    const { scene, box, at } = drag('parent.jobs.check.outputs.verdict', direction);

    const { snapped, edits } = at(box.width - 8, box.height - 8);

    expect(scene.byId.get('jobs.register')?.view.inputs.map((port) => port.name)).toEqual(['model']);
    expect(snapped?.candidate).toMatchObject({ to: 'parent.jobs.register.inputs.gate', state: 'free' });
    expect(direction === 'tb' ? snapped?.at.y : snapped?.at.x).toBe(direction === 'tb' ? box.y : box.x);
    expect(edits.map((edit) => edit.newText).join('')).toContain('gate: ${{parent.jobs.check.outputs.verdict}}');
  });
}

test('a verdict beside a port that refuses it still opens the job', () => {
  const { box, at } = drag('parent.jobs.check.outputs.verdict');

  expect(at(box.width / 2, 4).snapped?.candidate.to).toBe('parent.jobs.register.inputs.gate');
});

test('what no gate gives goes to ports alone', () => {
  const { box, at } = drag('parent.jobs.train.outputs.log');

  expect(at(box.width - 8, box.height - 8).snapped).toBeUndefined();
});

test('outside of every job nothing is snapped to', () => {
  const { box, at } = drag('parent.jobs.check.outputs.verdict');

  expect(at(box.width + 200, box.height + 200).snapped).toBeUndefined();
});
