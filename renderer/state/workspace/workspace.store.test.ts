import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Workspace } from '#shared/document/workspace.ts';
import { extract } from '#shared/edits/extract.edit.ts';
import { MemoryHost } from '../testing/memory-host.ts';
import { Announcer } from '../window/announcer.store.ts';
import { Dialogs } from '../window/dialogs.store.ts';
import { SelectionStore } from '../window/selection.store.ts';
import { SettingsStore } from '../window/settings.store.ts';
import { WorkspaceStore } from './workspace.store.ts';

const PIPELINE = `type: pipeline
# one
jobs:
  train:
    type: command
    component: ./train.yml
# two
# three
description: d
`;
const COMPONENT = `type: command
name: train
outputs:
  model: {type: mlflow_model}
command: x
environment: azureml:e:1
`;
const PROJECT = { project: 'p', place: 'pl', name: 'demo', label: '~/demo' } as never;

let host: MemoryHost;
let dialogs: Dialogs;
let workspace: WorkspaceStore;

beforeEach(async () => {
  vi.useFakeTimers();
  host = new MemoryHost();
  host.files.set('pipeline.yml', PIPELINE);
  host.files.set('train.yml', COMPONENT);
  await build();
});
afterEach(() => vi.useRealTimers());

async function build(): Promise<void> {
  dialogs = new Dialogs();
  workspace = new WorkspaceStore({
    host: host.api,
    settings: new SettingsStore(host.api),
    selection: new SelectionStore(),
    dialogs,
    announcer: new Announcer(),
    createDocuments: () => new Workspace({ now: () => Date.now() }),
  });
  await workspace.enter(PROJECT);
  await vi.advanceTimersByTimeAsync(10);
}

function typeAtStart(text: string): void {
  workspace.session('pipeline.yml')?.type([{ start: 0, end: 0, newText: text }]);
}

const tab = () => workspace.tab('pipeline.yml');
const text = () => workspace.session('pipeline.yml')?.text;

describe('WorkspaceStore', () => {
  it('opens the pipeline of a project and reads its components', () => {
    const job = workspace.graphSession()?.pipeline.job('train');

    expect(workspace.store.getState().active).toBe('pipeline.yml');
    expect(job?.resolved).toBe(true);
    expect(job?.outputs.map((port) => port.name)).toEqual(['model']);
  });

  it('follows a component file that changes on disk', async () => {
    host.write('train.yml', COMPONENT.replace('model:', 'fitted:'));
    await vi.advanceTimersByTimeAsync(10);

    expect(
      workspace
        .graphSession()
        ?.pipeline.job('train')
        ?.outputs.map((port) => port.name),
    ).toEqual(['fitted']);
  });

  it('keeps the graph while a component is edited beside it', async () => {
    await workspace.open('train.yml', { preview: true });

    expect(workspace.store.getState()).toMatchObject({ active: 'train.yml', graph: 'pipeline.yml' });
  });

  it('is dirty after typing, clean after a save, and clean again after undoing back to it', async () => {
    typeAtStart('# x\n');
    expect(tab()?.isDirty).toBe(true);

    expect(await workspace.save()).toBe(true);
    expect(tab()?.isDirty).toBe(false);
    expect(host.files.get('pipeline.yml')).toBe(`# x\n${PIPELINE}`);

    workspace.session()?.undo();
    expect(tab()?.isDirty).toBe(true);
    workspace.session()?.redo();
    expect(tab()?.isDirty).toBe(false);
  });

  it('journals a change within 300 ms and clears the record after the save', async () => {
    typeAtStart('# x\n');
    await vi.advanceTimersByTimeAsync(299);
    expect(host.journal.get('pipeline.yml')?.text).toBe(`# x\n${PIPELINE}`);

    await workspace.save();
    await vi.advanceTimersByTimeAsync(300);
    expect(host.journal.size).toBe(0);
  });

  it('offers unsaved work of an earlier session back, and keeps its record until it is answered', async () => {
    typeAtStart('# lost\n');
    await vi.advanceTimersByTimeAsync(300);
    await build();
    const [offer] = workspace.store.getState().offers;
    expect(offer?.path).toBe('pipeline.yml');
    expect(host.journal.size).toBe(1);

    if (offer) await workspace.answerOffer(offer, 'restore');

    expect(text()).toBe(`# lost\n${PIPELINE}`);
    expect(tab()?.isDirty).toBe(true);
  });

  it('reads a clean file again when it changes on disk, undoably', async () => {
    host.write('pipeline.yml', PIPELINE.replace('# one', '# uno'));
    await vi.advanceTimersByTimeAsync(10);
    expect(text()).toContain('# uno');
    expect(tab()?.isDirty).toBe(false);

    workspace.session()?.undo();
    expect(text()).toBe(PIPELINE);
  });

  it('joins changes of different lines and leaves them unsaved', async () => {
    typeAtStart('# mine\n');
    host.write('pipeline.yml', PIPELINE.replace('description: d', 'description: theirs'));
    await vi.advanceTimersByTimeAsync(10);

    expect(text()).toBe(`# mine\n${PIPELINE.replace('description: d', 'description: theirs')}`);
    expect(tab()?.isDirty).toBe(true);
    expect(host.files.get('pipeline.yml')).not.toContain('# mine');
  });

  it('asks when both changed the same line, and writes over nothing until answered', async () => {
    typeAtStart('# mine ');
    host.write('pipeline.yml', `# theirs ${PIPELINE}`);
    await vi.advanceTimersByTimeAsync(10);
    expect(dialogs.store.getState().open).toMatchObject({ kind: 'question' });
    expect(tab()?.onDisk).toBe('changed');
    dialogs.close(undefined);
    await vi.advanceTimersByTimeAsync(10);

    const saving = workspace.save();
    await vi.advanceTimersByTimeAsync(10);
    expect(host.files.get('pipeline.yml')).toBe(`# theirs ${PIPELINE}`);
    dialogs.close('mine');
    await saving;

    expect(host.files.get('pipeline.yml')).toBe(`# mine ${PIPELINE}`);
  });

  it('keeps the text of a file that was deleted on disk, and saving writes it again', async () => {
    host.files.delete('pipeline.yml');
    host.emit('files.changed', { project: 'p', path: 'pipeline.yml', kind: 'deleted' });
    await vi.advanceTimersByTimeAsync(10);
    expect(tab()).toMatchObject({ onDisk: 'deleted', isDirty: true });

    expect(await workspace.save()).toBe(true);
    expect(host.files.get('pipeline.yml')).toBe(PIPELINE);
  });

  it('asks before it closes unsaved work, and stays when dismissed', async () => {
    typeAtStart('# x\n');
    const closing = workspace.close('pipeline.yml');
    await vi.advanceTimersByTimeAsync(1);
    dialogs.close(undefined);

    expect(await closing).toBe(false);
    expect(tab()).toBeDefined();
  });

  it('does not offer back what was closed without saving', async () => {
    typeAtStart('# x\n');
    await vi.advanceTimersByTimeAsync(300);
    const closing = workspace.closeProject();
    await vi.advanceTimersByTimeAsync(1);
    dialogs.close('discard');

    expect(await closing).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.journal.size).toBe(0);
  });

  it('saves positions into the layout file beside the pipeline, and writes none without need', async () => {
    typeAtStart('# x\n');
    await workspace.save();
    expect(host.files.has('pipeline.layout.json')).toBe(false);

    workspace.session()?.setLayout('Move train', { version: 1, nodes: { 'jobs.train': { x: 40, y: 80 } }, notes: [] });
    expect(tab()?.isDirty).toBe(true);
    await workspace.save();

    expect(host.files.get('pipeline.layout.json')).toContain('"jobs.train"');
    expect(tab()?.isDirty).toBe(false);
  });

  describe('a file that an edit made', () => {
    const extractTrain = async () => {
      const answer = workspace.session('pipeline.yml')?.apply(extract, { jobs: ['train'], file: 'sub.yml', name: 'sub' });
      if (!answer?.ok) throw new Error('the edit was refused');
      await workspace.showChangedFiles(answer.value.files);
    };

    it('loses its tab when undo takes it back, and no empty file is written', async () => {
      await extractTrain();
      expect(workspace.tab('sub.yml')).toMatchObject({ isDirty: true, onDisk: 'new' });

      workspace.session('pipeline.yml')?.undo();
      expect(workspace.tab('sub.yml')).toBeUndefined();
      expect(await workspace.saveAll()).toBe(true);
      expect(host.files.has('sub.yml')).toBe(false);

      workspace.session('pipeline.yml')?.redo();
      expect(workspace.tab('sub.yml')).toMatchObject({ isDirty: true });
    });

    it('is deleted by the next save when it had been saved, and comes back with redo', async () => {
      await extractTrain();
      await workspace.saveAll();
      const made = host.files.get('sub.yml');
      expect(made).toContain('train');

      workspace.session('pipeline.yml')?.undo();
      expect(host.files.get('sub.yml')).toBe(made);
      expect(await workspace.saveAll()).toBe(true);
      expect(host.files.has('sub.yml')).toBe(false);
      expect(workspace.tab('sub.yml')).toBeUndefined();

      workspace.session('pipeline.yml')?.redo();
      await workspace.saveAll();
      expect(host.files.get('sub.yml')).toBe(made);
    });

    it('stays when somebody else has changed it', async () => {
      await extractTrain();
      await workspace.saveAll();
      workspace.session('pipeline.yml')?.undo();
      host.files.set('sub.yml', 'theirs: 1\n');

      expect(await workspace.save('sub.yml')).toBe(false);

      expect(host.files.get('sub.yml')).toBe('theirs: 1\n');
    });
  });
});
