import { expect, it } from 'vitest';
import { Workspace } from '#shared/document/workspace.ts';
import { set } from '#shared/edits/set.edit.ts';
import { CanvasModel } from './canvas-model.ts';

const TEXT = 'type: pipeline\njobs:\n  a:\n    type: command\n    command: echo\n    compute: azureml:one\n';

/** `step`: how far the clock goes on each look at it, ms. */
function open(step = () => 0) {
  const session = new Workspace({ now: () => 0 }).open('pipeline.yml', TEXT);
  let time = 0;
  const tasks: (() => void)[] = [];
  const later = (task: () => void) => {
    tasks.push(task);
    return { dispose: () => tasks.splice(0) };
  };
  const now = () => {
    time += step();
    return time;
  };
  const model = new CanvasModel(session, 'tb', { now, afterPaint: later, whenQuiet: later });
  let told = 0;
  model.subscribe(() => told++);
  return { session, model, attached: model.attach(), told: () => told, tasks };
}

it('takes an edit in before the next paint and says so once', async () => {
  const { session, model, attached, told } = open();
  const before = model.scene;

  session.apply(set, { path: ['jobs', 'a', 'compute'], value: 'azureml:two' });

  expect(told()).toBe(0);
  await Promise.resolve();
  expect(told()).toBe(1);
  expect(model.scene).not.toBe(before);
  attached.dispose();
});

it('gives the new scene to whoever asks before that, and tells the others all the same', async () => {
  const { session, model, attached, told } = open();
  const before = model.scene;

  session.apply(set, { path: ['jobs', 'b', 'type'], value: 'command' });

  expect(model.scene).not.toBe(before);
  expect(model.scene.byId.has('jobs.b')).toBe(true);
  await Promise.resolve();
  expect(told()).toBe(1);
  attached.dispose();
});

it('takes a key in at once: the node it changes is told, the others after the paint', () => {
  const { session, model, attached, told, tasks } = open();
  void model.scene;
  let drawn = 0;
  model.subscribeNode('jobs.a', () => drawn++);
  model.subscribeNode('jobs.b', () => expect.unreachable());

  session.type([{ start: TEXT.length - 1, end: TEXT.length - 1, newText: '1' }]);

  expect(drawn).toBe(1);
  expect(told()).toBe(0);
  tasks[0]?.();
  expect(told()).toBe(1);
  attached.dispose();
});

it('tells everybody at once when a key changes the graph', () => {
  const { session, model, attached, told } = open();
  void model.scene;

  session.type([{ start: TEXT.length, end: TEXT.length, newText: '  b:\n    type: command\n' }]);

  expect(told()).toBe(1);
  attached.dispose();
});

it('lets the letter be painted first when the graph took long', () => {
  const { session, model, attached, told, tasks } = open(() => 5);
  void model.scene;

  session.type([{ start: TEXT.length - 1, end: TEXT.length - 1, newText: '1' }]);
  model.catchUp();

  expect(told()).toBe(0);
  expect(tasks).toHaveLength(1);
  tasks[0]?.();
  expect(told()).toBe(1);
  attached.dispose();
});
