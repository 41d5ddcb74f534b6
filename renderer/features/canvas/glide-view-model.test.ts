import { expect, test } from 'vitest';
import { addJob } from '#shared/edits/add-job.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import { hasMoved } from './glide-view-model.ts';
import { moveInScene } from './scene-view-model.ts';
import { openSession, sceneOf } from './testing.ts';

test('nodes glide when an edit gives one of them another place, not when it leaves all where they are', () => {
  const { session } = openSession();
  const before = sceneOf(session);

  session.apply(set, { path: ['jobs', 'train', 'compute'], value: 'azureml:other' });
  expect(hasMoved(before, sceneOf(session))).toBe(false);

  session.apply(addJob, { name: 'prune', yaml: 'prune:\n  command: x\n  inputs:\n    data: ${{parent.jobs.prepare.outputs.clean}}\n' });
  expect(hasMoved(before, sceneOf(session))).toBe(true);
});

test('a node that was dragged there does not glide again', () => {
  const { session } = openSession();
  const scene = sceneOf(session);
  const node = scene.byId.get('jobs.evaluate');
  const place = { x: (node?.box.x ?? 0) + 400, y: node?.box.y ?? 0 };
  const dragged = moveInScene(scene, new Map([['jobs.evaluate', place]]));

  expect(hasMoved(scene, dragged)).toBe(true);
  expect(hasMoved(dragged, moveInScene(scene, new Map([['jobs.evaluate', place]])))).toBe(false);
});
