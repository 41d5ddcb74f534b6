import { describe, expect, it } from 'vitest';
import { Workspace } from '#shared/document/workspace.ts';
import { MemoryHost } from '../testing/memory-host.ts';
import { Announcer } from '../window/announcer.store.ts';
import { Dialogs } from '../window/dialogs.store.ts';
import { SelectionStore } from '../window/selection.store.ts';
import { SettingsStore } from '../window/settings.store.ts';
import { WorkspaceStore } from '../workspace/workspace.store.ts';
import { type ConnectChecks, checksBeside } from './checks-wire.ts';
import { ProblemsStore } from './problems.store.ts';

const PROJECT = { project: 'p', place: 'pl', name: 'demo', label: '~/demo' } as never;
const TEXT =
  'type: pipeline\njobs:\n  split:\n    command: cp x ${{outputs.train}}\n    environment: azureml:e:1\n    outputs: {train: {type: uri_folder}}\n  train:\n    command: ls ${{inputs.data}}\n    environment: azureml:e:1\n    inputs:\n      data: ${{parent.jobs.spilt.outputs.train}}\n';

async function opened(connect: ConnectChecks = checksBeside) {
  const host = new MemoryHost();
  host.files.set('pipeline.yml', TEXT);
  const announcer = new Announcer();
  const workspace = new WorkspaceStore({
    host: host.api,
    settings: new SettingsStore(host.api),
    selection: new SelectionStore(),
    dialogs: new Dialogs(),
    announcer,
    createDocuments: () => new Workspace({ now: () => 0 }),
  });
  const problems = new ProblemsStore({ host: host.api, workspace, announcer, connect });
  await workspace.enter(PROJECT);
  const settled = async () => {
    for (let k = 0; k < 2000; k++) {
      await new Promise((go) => setTimeout(go, 1));
      if (problems.isSettled && (problems.isCurrent('pipeline.yml') || problems.store.getState().failure)) return;
    }
    throw new Error('never settled');
  };
  const session = workspace.session('pipeline.yml');
  if (!session) throw new Error('not open');
  const place = () => {
    const problem = problems.of('pipeline.yml').find((each) => each.code === 'unknown-job');
    return problem && session.text.slice(problem.start, problem.end);
  };
  return { host, workspace, problems, session, settled, place, announcer };
}

describe('the problems of the open documents', () => {
  it('come from the checks, and move with the text until these have caught up', async () => {
    const { problems, session, settled, place } = await opened();
    await settled();
    expect(place()).toBe('${{parent.jobs.spilt.outputs.train}}');

    session.type([{ start: 0, end: 0, newText: '# in front\n' }]);

    expect(problems.isCurrent('pipeline.yml')).toBe(false);
    expect(place()).toBe('${{parent.jobs.spilt.outputs.train}}');
    await settled();
    expect(place()).toBe('${{parent.jobs.spilt.outputs.train}}');
    problems.dispose();
  });

  it('say at once why a text cannot be read, and nothing twice', async () => {
    const { problems, session, settled } = await opened();
    await settled();

    session.type([{ start: 0, end: 0, newText: '[' }]);

    const now = problems.of('pipeline.yml');
    expect(now.length).toBe(session.doc.problems.length);
    expect(now[0]?.severity).toBe('error');
    await settled();
    expect(problems.of('pipeline.yml')).toEqual(now);
    session.undo();
    await settled();
    expect(problems.of('pipeline.yml').some((problem) => problem.code === 'unknown-job')).toBe(true);
    problems.dispose();
  });

  it('go on when the checks stop once, and say so when they stop again', async () => {
    let starts = 0;
    let stop: (why: string) => void = () => {};
    const { problems, settled, place, session } = await opened((take, failed) => {
      starts++;
      stop = failed;
      return checksBeside(take, failed);
    });
    await settled();

    stop('it broke');
    session.type([{ start: 0, end: 0, newText: '# x\n' }]);
    await settled();
    expect(starts).toBe(2);
    expect(place()).toBe('${{parent.jobs.spilt.outputs.train}}');

    stop('it broke again');
    expect(starts).toBe(2);
    expect(problems.store.getState().failure).toMatch(/stopped twice \(it broke again\)/);
    session.type([{ start: 0, end: 0, newText: '# y\n' }]);
    expect(place()).toBe('${{parent.jobs.spilt.outputs.train}}');
    problems.dispose();
  });
});
