import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ok } from '#shared/base/result.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { disconnect } from '#shared/edits/disconnect.edit.ts';
import { defineEdit } from '#shared/edits/edit.ts';
import { removeJobs } from '#shared/edits/remove-jobs.edit.ts';
import { renameJob } from '#shared/edits/rename-job.edit.ts';
import { renamePort } from '#shared/edits/rename-port.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';
import type { SessionChange } from './session-types.ts';
import { Workspace } from './workspace.ts';

const YAML = `type: pipeline
jobs:
  a:
    type: command
    command: echo a > \${{outputs.x}}
    environment: azureml:e:1
    outputs:
      x:
  b:
    type: command
    command: cat \${{inputs.y}}
    environment: azureml:e:1
    inputs:
      y: \${{parent.jobs.a.outputs.x}}
`;

function open(text = YAML, layoutText?: string) {
  const clock = new FakeClock();
  const workspace = new Workspace({ now: clock.now });
  const session = workspace.open('p.yml', text, layoutText);
  const changes: SessionChange[] = [];
  session.onDidChange((change) => changes.push(change));
  const at = (offset: number, newText: string, length = 0) => session.type([{ start: offset, end: offset + length, newText }]);
  return { clock, workspace, session, changes, at };
}

describe('typing', () => {
  test('is one step for one run', () => {
    const { session, at } = open();

    at(0, '#');
    at(1, 'h');
    at(2, 'i');
    at(2, '', 1);
    at(2, 'o\n');

    expect(session.text.startsWith('#ho\n')).toBe(true);
    expect(session.undo().ok).toBe(true);
    expect(session.text).toBe(YAML);
    expect(session.canUndo).toBe(false);
    expect(session.redo().ok).toBe(true);
    expect(session.text.startsWith('#ho\ntype')).toBe(true);
  });

  test('is a new step after a pause, a jump, another change, an undo or a save', () => {
    const { session, at, clock, workspace } = open('a: 1\nb: 2\n');
    const steps: string[] = [session.text];
    const step = (run: () => void) => {
      run();
      steps.push(session.text);
    };

    step(() => at(0, '#'));
    clock.advance(1001);
    step(() => at(1, 'x'));
    step(() => at(7, 'y'));
    step(() => session.apply(set, { path: ['b'], value: 3 }));
    step(() => at(8, 'z'));
    workspace.markSaved('p.yml');
    step(() => at(9, 'w'));

    const back = [session.text];
    while (session.undo().ok) back.push(session.text);
    expect(back).toEqual(steps.reverse());
  });

  test('keeps the last readable graph while the text cannot be read, and says since when', () => {
    const { session, at, clock } = open();
    void session.pipeline;

    clock.advance(5);
    at(0, '"');

    expect(session.doc.readable).toBe(false);
    expect(session.lastGood.pipeline.jobs.map((job) => job.id)).toEqual(['a', 'b']);
    expect(session.lastGood.since).toBe(clock.now());
    expect(session.apply(renameJob, { job: 'a', to: 'c' })).toMatchObject({ ok: false, failure: { reason: 'document-unreadable' } });
    session.undo();
    expect(session.lastGood.since).toBeUndefined();
  });
});

describe('edits', () => {
  test('are undone and redone in one order with typing and layout', () => {
    const { session, at, changes } = open();
    const texts = [session.text];

    session.apply(renameJob, { job: 'a', to: 'first' });
    texts.push(session.text);
    session.setLayout('Move first', { version: 1, nodes: { 'jobs.first': { x: 4, y: 8 } }, notes: [] });
    at(0, '# hi\n');
    texts.push(session.text);
    session.apply(disconnect, { to: 'parent.jobs.b.inputs.y' });
    texts.push(session.text);

    expect(changes.at(-1)?.label).toBe('Disconnect b.inputs.y');
    session.undo();
    expect(session.text).toBe(texts[2]);
    session.undo();
    expect(session.text).toBe(texts[1]);
    expect(session.undoLabel).toBe('Move first');
    session.undo();
    expect(session.layout.nodes).toEqual({});
    session.undo();
    expect(session.text).toBe(YAML);
    for (let k = 0; k < 4; k++) expect(session.redo().ok).toBe(true);
    expect(session.text).toBe(texts[3]);
    expect(session.redo()).toMatchObject({ ok: false, failure: { reason: 'nothing-to-do' } });
  });

  test('take positions along with a new name and drop those of removed jobs', () => {
    const layout = '{ "version": 1, "nodes": { "jobs.a": { "x": 4, "y": 8 }, "jobs.b": { "x": 0, "y": 0 } }, "notes": [] }';
    const { session } = open(YAML, layout);

    session.apply(renameJob, { job: 'a', to: 'c' });
    expect(session.layout.nodes).toEqual({ 'jobs.c': { x: 4, y: 8 }, 'jobs.b': { x: 0, y: 0 } });
    session.apply(removeJobs, { jobs: ['c'] });
    expect(session.layout.nodes).toEqual({ 'jobs.b': { x: 0, y: 0 } });
    session.undo();
    session.undo();
    expect(session.layout.nodes).toEqual({ 'jobs.a': { x: 4, y: 8 }, 'jobs.b': { x: 0, y: 0 } });
    expect(session.isDirty).toBe(false);
  });

  test('that are refused leave nothing behind', () => {
    const { session, changes } = open();

    const answer = session.apply(connect, { from: 'parent.jobs.b.outputs.z', to: 'parent.jobs.a.inputs.q' });

    expect(answer.ok).toBe(false);
    expect(session.text).toBe(YAML);
    expect(session.canUndo).toBe(false);
    expect(changes).toEqual([]);
  });

  test('select what an undo brought back', () => {
    const { session, changes } = open();
    session.apply(removeJobs, { jobs: ['a'] });

    session.undo();

    expect(session.text).toBe(YAML);
    expect(changes.at(-1)?.select).toContain('parent.jobs.a');
  });

  test('in a group are one step, and none when one of them is refused', () => {
    const { session } = open();

    session.group('Two', () => {
      session.apply(set, { path: ['compute'], value: 'x' });
      return session.apply(renameJob, { job: 'a', to: 'c' });
    });
    expect(session.undoLabel).toBe('Two');
    session.undo();
    expect(session.text).toBe(YAML);
    expect(session.canUndo).toBe(false);

    const answer = session.group('Fails', () => {
      session.apply(set, { path: ['compute'], value: 'x' });
      return session.apply(renameJob, { job: 'nope', to: 'c' });
    });
    expect(answer.ok).toBe(false);
    expect(session.text).toBe(YAML);
    expect(session.canUndo).toBe(false);
    expect(session.group('Fine', () => ok(1))).toEqual(ok(1));
  });

  test('know what is saved', () => {
    const { session, workspace } = open();
    session.apply(set, { path: ['compute'], value: 'x' });
    expect(session.isDirty).toBe(true);

    workspace.markSaved('p.yml');
    expect(session.isDirty).toBe(false);
    session.undo();
    expect(session.isDirty).toBe(true);
    session.redo();
    expect(session.isDirty).toBe(false);
  });

  test('reloading is a step that can be undone', () => {
    const { session } = open();

    session.reload(YAML.replace('echo a', 'echo b'));

    expect(session.undoLabel).toBe('Reload from disk');
    session.undo();
    expect(session.text).toBe(YAML);
  });
});

describe('a file that may not be written', () => {
  test('refuses edits with the sentence that says why, and says so before they are tried', () => {
    const { session } = open();

    session.lock('p.yml is read-only.');

    const answer = session.apply(renameJob, { job: 'a', to: 'c' });
    expect(answer).toEqual({ ok: false, failure: { reason: 'read-only', message: 'p.yml is read-only.' } });
    expect(session.refuse(connect, { from: 'parent.jobs.a.outputs.x', to: 'parent.jobs.b.inputs.y' })?.reason).toBe('read-only');
    expect(session.text).toBe(YAML);
  });
});

describe('a text made ready elsewhere', () => {
  test('is one step with its own name, also right behind typing', () => {
    const { session, at, changes } = open();
    at(0, '#');

    expect(session.applyRaw('Close the quote', [{ start: 1, end: 1, newText: 'x\n' }])).toBe(true);

    expect(session.undoLabel).toBe('Close the quote');
    expect(changes.at(-1)).toMatchObject({ origin: 'edit', label: 'Close the quote' });
    session.undo();
    expect(session.text.startsWith('#type')).toBe(true);
    expect(session.undoLabel).toBe('Typing');
  });

  test('that changes nothing is no step', () => {
    const { session } = open();

    expect(session.applyRaw('Nothing', [{ start: 0, end: 4, newText: 'type' }])).toBe(false);

    expect(session.canUndo).toBe(false);
  });
});

describe('a workspace', () => {
  test('undoes a step over several files only while it is the newest in each', () => {
    const { session, workspace } = open('type: pipeline\njobs:\n  a:\n    type: command\n    component: ./c.yml\n    inputs:\n      one: 1\n');
    const before = session.text;
    const component = 'type: command\ncommand: x ${{inputs.one}}\nenvironment: azureml:e:1\ninputs:\n  one: { type: integer }\n';
    workspace.setFile('c.yml', component);

    expect(session.apply(renamePort, { job: 'a', side: 'input', name: 'one', to: 'two' }).ok).toBe(true);
    const other = workspace.session('c.yml');
    expect(other?.text).toBe(component.replace('inputs.one', 'inputs.two').replace('  one:', '  two:'));
    expect(other?.isDirty).toBe(true);
    expect(session.text).toContain('      two: 1');

    other?.apply(set, { path: ['description'], value: 'x' });
    expect(session.undo()).toMatchObject({ ok: false, failure: { reason: 'newer-changes' } });
    other?.undo();
    expect(session.undo().ok).toBe(true);
    expect(session.text).toBe(before);
    expect(other?.text).toBe(component);
    expect(other?.isDirty).toBe(false);
    expect(other?.redo().ok).toBe(true);
    expect(session.text).toContain('      two: 1');
  });

  test('writes nothing at all when one of the files cannot be reached', () => {
    const { session, workspace } = open();
    const twoFiles = defineEdit({
      id: 'two-files',
      summary: 'Change this file and another.',
      args: z.strictObject({}),
      label: () => 'Change two files',
      refuse: () => undefined,
      apply: () => ({
        edits: [{ start: 0, end: 0, newText: '# seen\n' }],
        files: [
          { path: 'new.yml', kind: 'create', text: 'type: command\n' },
          { path: 'gone.yml', kind: 'change', edits: [{ start: 0, end: 0, newText: 'x: 1\n' }] },
        ],
      }),
    });

    const answer = session.apply(twoFiles, {});

    expect(answer).toMatchObject({ ok: false, failure: { reason: 'no-such-file', message: expect.stringContaining('gone.yml') } });
    expect(session.text).toBe(YAML);
    expect(session.canUndo).toBe(false);
    expect(workspace.session('new.yml')).toBeUndefined();
  });

  test('reads components again when their text changes, open or not', () => {
    const { session, workspace, changes } = open('type: pipeline\njobs:\n  a:\n    type: command\n    component: ./c.yml\n');
    const ports = () => session.pipeline.job('a')?.inputs.map((port) => port.name);
    const component = (name: string) => `type: command\ncommand: x\nenvironment: azureml:e:1\ninputs:\n  ${name}: { type: uri_file }\n`;
    expect(ports()).toEqual([]);

    workspace.setFile('c.yml', component('one'));
    expect(ports()).toEqual(['one']);
    const other = workspace.open('c.yml', component('one'));
    other.apply(set, { path: ['inputs', 'two'], value: { type: 'uri_file' } });
    expect(ports()).toEqual(['one', 'two']);
    expect(changes.length).toBeGreaterThan(1);
  });
});
