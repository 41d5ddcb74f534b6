import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunSummary } from '#shared/contract/run-summary.ts';
import type { EventName } from '#shared/contract/types.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { readStopRequests } from '../files/runs/stop-requests.ts';
import { Host } from '../host.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { waitUntil } from '../testing/wait-until.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const PIPELINE = `type: pipeline
jobs:
  quick: {type: command, command: echo hello, environment: {image: none}}
  slow: {type: command, command: sleep 60, environment: {image: none}}
`;

interface Happened {
  readonly run: string;
  readonly from: number;
  readonly events: readonly RunEvent[];
}

async function opened(text = PIPELINE) {
  const folder = tempFolder({ 'p.yml': text });
  mkdirSync(join(folder, '.sluice'));
  const told: Happened[] = [];
  const host = new Host({ profile: tempFolder(), appRoot: ROOT, version: '1', shell: 'browser', log: () => undefined });
  onTestFinished(() => host.close());
  const send = (name: EventName, payload: unknown) => void (name === 'runs.happened' && told.push(payload as Happened));
  const client = host.connect({ startPath: join(folder, 'p.yml'), send });
  const info = await client.handle('app.info', {});
  if (!info.ok || !info.value.openAtStart) throw new Error('nothing was opened');
  const { project } = info.value.openAtStart;
  const types = () => told.flatMap((batch) => batch.events.map((event) => ('job' in event ? `${event.type} ${event.job}` : event.type)));
  const list = async (): Promise<readonly RunSummary[]> => {
    const answer = await client.handle('runs.list', { project });
    return answer.ok ? answer.value.runs : [];
  };
  return { folder, host, client, project, told, types, list };
}

describe('runs of a window', () => {
  it('nothing runs before the folder is trusted', async () => {
    const { client, project, folder } = await opened();

    const answer = await client.handle('runs.start', { project, path: 'p.yml' });

    expect(answer).toMatchObject({ ok: false, failure: { code: 'not-trusted' } });
    expect(existsSync(join(folder, '.sluice', 'runs'))).toBe(false);
  });

  it('a run is told of as it happens, runs once at a time, and is stopped when asked', async () => {
    const { client, project, told, types, list } = await opened();
    await client.handle('runs.trust', { project, path: 'p.yml', isTrusted: true });

    const started = await client.handle('runs.start', { project, path: 'p.yml' });
    if (!started.ok) throw new Error(started.failure.message);
    const { run } = started.value;
    await waitUntil('the run is there', () => types().includes('job-finished quick') && types().includes('job-started slow'));

    expect(await client.handle('runs.start', { project, path: 'p.yml' })).toMatchObject({ ok: false, failure: { code: 'already-running' } });
    expect((await list())[0]).toMatchObject({ run, number: 1, result: 'running', isOurs: true, path: 'p.yml', counts: { passed: 1, running: 1 } });
    expect(await client.handle('runs.stop', { project, run, job: 'slow' })).toMatchObject({ ok: true });
    await waitUntil('the run is there', () => types().includes('run-finished'));
    expect((await list())[0]).toMatchObject({ result: 'stopped', counts: { passed: 1, stopped: 1 } });
    // Every event once, in order.
    for (const [k, batch] of told.entries()) expect(batch.from).toBe(told.slice(0, k).reduce((sum, each) => sum + each.events.length, 0));
  });

  it('inputs are given values for one run, which keeps them; what the pipeline does not have is said', async () => {
    const text = `type: pipeline
inputs: {on: true}
jobs:
  a: {type: command, command: 'echo \${{inputs.on}}', environment: {image: none}, inputs: {on: '\${{parent.inputs.on}}'}}
`;
    const { client, project, types, list, told } = await opened(text);
    await client.handle('runs.trust', { project, path: 'p.yml', isTrusted: true });

    const wrong = await client.handle('runs.start', { project, path: 'p.yml', sets: { off: '1' } });
    const started = await client.handle('runs.start', { project, path: 'p.yml', sets: { on: 'false' } });
    await waitUntil('the run is over', () => types().includes('run-finished'));

    expect(wrong).toMatchObject({ ok: false, failure: { code: 'cannot-run', message: expect.stringContaining('no input `off`') } });
    expect(started).toMatchObject({ ok: true });
    expect((await list())[0]).toMatchObject({ result: 'passed', sets: { on: 'false' } });
    const run = told[0]?.run ?? '';
    // As Azure ML writes a boolean into a command.
    expect(await client.handle('runs.logLines', { project, run, job: 'a', start: 0, count: 1 })).toMatchObject({ value: { lines: [{ text: 'False' }] } });
  });

  it('what the host ends with is stopped, not left behind', async () => {
    const { client, project, host, types } = await opened();
    await client.handle('runs.trust', { project, path: 'p.yml', isTrusted: true });
    await client.handle('runs.start', { project, path: 'p.yml' });
    await waitUntil('the run is there', () => types().includes('job-started slow'));

    await host.close();

    expect(types().at(-1)).toBe('run-finished');
  });

  it('a run of the command is followed, and asked to stop where it looks', async () => {
    const { client, project, folder, types, list } = await opened();
    await list();
    // The test's own parent stands for the command: it is there, and it is not us.
    const run = '20300101-000000-aa';
    mkdirSync(join(folder, '.sluice', 'runs', run), { recursive: true });
    const line = {
      type: 'run-started',
      run,
      at: new Date().toISOString(),
      file: 'p.yml',
      name: 'p',
      jobs: [{ id: 'quick', job: 'quick', waitsFor: [] }],
      pid: process.ppid,
    };
    writeFileSync(join(folder, '.sluice', 'runs', run, 'events.jsonl'), `${JSON.stringify(line)}\n{"type":"job-`);

    await waitUntil('the run is there', () => types().includes('run-started'));

    expect((await list())[0]).toMatchObject({ run, result: 'running', isOurs: false });
    expect(await client.handle('runs.stop', { project, run })).toMatchObject({ ok: false, failure: { code: 'not-running' } });
    mkdirSync(join(folder, '.sluice', 'work', run), { recursive: true });
    expect(await client.handle('runs.stop', { project, run, job: 'nobody' })).toMatchObject({ ok: false, failure: { code: 'no-such-job' } });
    expect(await client.handle('runs.stop', { project, run, job: 'quick' })).toMatchObject({ ok: true });
    expect(readStopRequests(folder, run, new Set())).toEqual([{ job: 'quick' }]);
  });

  it('a simulated run needs no trust, and leaves no results', async () => {
    const { client, project, folder, types, list } = await opened();

    const answer = await client.handle('runs.simulate', { project, path: 'p.yml', speed: 10_000, jobs: { slow: { result: 'failed', says: 'no.' } } });
    await waitUntil('the run is there', () => types().includes('run-finished'));

    expect(answer.ok).toBe(true);
    expect((await list())[0]).toMatchObject({ simulated: true, result: 'failed' });
    expect(existsSync(join(folder, '.sluice', 'store'))).toBe(false);
    expect(readdirSync(join(folder, '.sluice', 'runs'))).toHaveLength(1);
  });
});
