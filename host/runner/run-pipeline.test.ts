import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';
import { bundleScript } from '../testing/as-user.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { cleanUpInterrupted, findRun } from './find-runs.ts';
import { planFile } from './plan-file.ts';
import { runOutputs } from './run-outputs.ts';
import { runPipeline } from './run-pipeline.ts';

/** A job without Python: its command as given, reading what others wrote. */
function job(name: string, command: string, inputs: Readonly<Record<string, string>> = {}, more = ''): string {
  const read = Object.entries(inputs).map(([port, from]) => `      ${port}: ${from}\n`);
  return `  ${name}:\n    type: command\n    command: ${JSON.stringify(command)}\n    environment: {image: ubuntu}\n${read.length > 0 ? `    inputs:\n${read.join('')}` : ''}    outputs:\n      out: {type: uri_file}\n${more}`;
}

const CHAIN = `type: pipeline
outputs: {end: {type: uri_file}}
jobs:
${job('a', 'echo one > ${{outputs.out}}; echo said by a')}${job('b', 'cat ${{inputs.x}} > ${{outputs.out}}; echo two >> ${{outputs.out}}', { x: '${{parent.jobs.a.outputs.out}}' }).replace('out: {type: uri_file}', 'out: ${{parent.outputs.end}}')}`;

async function run(
  root: string,
  options: { readonly selection?: Selection; readonly force?: boolean; readonly signal?: AbortSignal; readonly onEvent?: (event: RunEvent) => void } = {},
) {
  const planned = planFile({ cwd: root, file: 'pipeline.yml', sets: new Map(), maps: new Map() });
  if (!planned.ok) throw new Error(planned.failure);
  expect(planned.value.plan.obstacles).toEqual([]);
  const events: RunEvent[] = [];
  const outcome = await runPipeline({
    appRoot: process.cwd(),
    ...planned.value,
    sets: new Map(),
    maps: new Map(),
    selection: options.selection ?? { kind: 'all' },
    force: options.force ?? false,
    env: process.env,
    signal: options.signal ?? new AbortController().signal,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  const state = findRun(root, outcome.run);
  if (!state) throw new Error('The run left nothing.');
  const jobs = Object.fromEntries(state.jobs.map((one) => [one.id, one.isReused ? 'reused' : one.status]));
  return { ...outcome, events, state, jobs, outputs: runOutputs(root, state) };
}

function project(pipeline: string, files: Readonly<Record<string, string>> = {}): string {
  const root = tempFolder({ 'pipeline.yml': pipeline, ...files });
  mkdirSync(join(root, '.sluice'));
  return root;
}

test('jobs run one after the other, and what they wrote can be found', async () => {
  const root = project(CHAIN);

  const done = await run(root);

  expect(done.result).toBe('passed');
  expect(readFileSync(done.outputs['parent.outputs.end'] ?? '', 'utf8')).toBe('one\ntwo\n');
  expect(readFileSync(join(root, '.sluice', 'runs', done.run, 'logs', 'a.log'), 'utf8')).toBe('said by a\n');
  expect(readFileSync(join(root, '.sluice', 'runs', done.run, 'pipeline.yml'), 'utf8')).toBe(CHAIN);
  expect(readdirSync(join(root, '.sluice', 'store')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a project whose folder has a blank in its name runs all the same', async () => {
  const root = project('', { 'my work/pipeline.yml': CHAIN, 'my work/.sluice/local.yml': '' });

  const done = await run(join(root, 'my work'));

  expect(done.result).toBe('passed');
  expect(readFileSync(done.outputs['b.out'] ?? '', 'utf8')).toBe('one\ntwo\n');
});

test('what did not change is not run again, and equal outputs end the change', async () => {
  const root = project(CHAIN);
  await run(root);

  const again = await run(root);
  writeFileSync(join(root, 'pipeline.yml'), CHAIN.replace('said by a', 'said otherwise'));
  const changed = await run(root);
  const forced = await run(root, { force: true });

  expect(again.jobs).toEqual({ a: 'reused', b: 'reused' });
  expect(changed.jobs).toEqual({ a: 'passed', b: 'reused' });
  expect(changed.events).toContainEqual(expect.objectContaining({ type: 'job-started', job: 'a', why: 'its command changed' }));
  expect(forced.jobs).toEqual({ a: 'passed', b: 'passed' });
});

test('a part of a pipeline is run with the kept results of the rest', async () => {
  const root = project(CHAIN);

  const nothingKept = await run(root, { selection: { kind: 'only', job: 'b' } });
  const to = await run(root, { selection: { kind: 'to', job: 'a' } });
  const only = await run(root, { selection: { kind: 'only', job: 'b' } });

  expect(nothingKept).toMatchObject({ result: 'failed', jobs: { a: 'skipped', b: 'skipped' } });
  expect(to).toMatchObject({ result: 'passed', jobs: { a: 'passed', b: 'skipped' } });
  expect(only).toMatchObject({ result: 'passed', jobs: { a: 'reused', b: 'passed' } });
});

const GATE = `  gate:
    type: command
    environment: {image: ubuntu}
    command: "echo '{\\"verdict\\": \\"held-back\\", \\"rules\\": []}' > \${{outputs.verdict}}; exit 20"
    inputs: {rules: 'accuracy >= 1', metrics: '\${{parent.jobs.a.outputs.out}}'}
    outputs: {verdict: {type: uri_file}}
`;

test('a gate that says no holds back what waits for it, and so does its kept verdict', async () => {
  const after = job('after', 'cat ${{inputs.gate}} > ${{outputs.out}}', { gate: '${{parent.jobs.gate.outputs.verdict}}' });
  const root = project(`type: pipeline\njobs:\n${job('a', 'echo 1 > ${{outputs.out}}')}${GATE}${after}`);

  const first = await run(root);
  const second = await run(root);

  expect(first).toMatchObject({ result: 'held-back', jobs: { a: 'passed', gate: 'held-back', after: 'skipped' } });
  expect(first.state.jobs.find((one) => one.id === 'after')?.reason).toBe('gate-held-back');
  expect(first.events).toContainEqual(expect.objectContaining({ type: 'verdict', job: 'gate', verdict: expect.objectContaining({ verdict: 'held-back' }) }));
  expect(second).toMatchObject({ result: 'held-back', jobs: { gate: 'reused', after: 'skipped' } });
});

test('a job that fails is told with its exit code and last line; others go on when the pipeline says so', async () => {
  const jobs = `jobs:\n${job('bad', 'echo no such column; exit 3')}${job('after', 'cat ${{inputs.x}}', { x: '${{parent.jobs.bad.outputs.out}}' })}${job('other', 'echo 1 > ${{outputs.out}}')}`;
  const root = project(`type: pipeline\nsettings: {continue_on_step_failure: true}\n${jobs}`);

  const done = await run(root);

  expect(done).toMatchObject({ result: 'failed', jobs: { bad: 'failed', after: 'skipped', other: 'passed' } });
  expect(done.events).toContainEqual(
    expect.objectContaining({ job: 'bad', reason: 'exit-non-zero', exitCode: 3, message: '`bad` ended with exit code 3: no such column' }),
  );
});

test('exit 20 of a job that is no gate is a failure, as is an output that others read and nobody wrote', async () => {
  const twenty = await run(project(`type: pipeline\njobs:\n${job('a', 'exit 20')}`));
  const silent = await run(project(`type: pipeline\njobs:\n${job('a', 'true')}${job('b', 'cat ${{inputs.x}}', { x: '${{parent.jobs.a.outputs.out}}' })}`));

  expect(twenty.jobs).toEqual({ a: 'failed' });
  expect(silent.state.jobs.map((one) => one.reason)).toEqual(['output-missing', 'source-did-not-pass']);
});

test('a job is stopped at its time limit, with everything that it started', async () => {
  const root = project(
    `type: pipeline\njobs:\n${job('slow', 'sleep 300 & echo $! > $SLUICE_TEST_PID; wait', {}, '    limits: {timeout: 1}\n    environment_variables: {SLUICE_TEST_PID: PLACE}\n')}`,
  );
  const place = join(root, 'pid');
  writeFileSync(join(root, 'pipeline.yml'), readFileSync(join(root, 'pipeline.yml'), 'utf8').replace('PLACE', place));

  const done = await run(root);

  expect(done.state.jobs[0]).toMatchObject({ status: 'failed', reason: 'timed-out' });
  await waitUntil('the child of the job is gone', () => !isAlive(Number(readFileSync(place, 'utf8'))));
});

test('a run that is stopped kills its jobs and starts no others', async () => {
  const root = project(`type: pipeline\njobs:\n${job('a', 'sleep 300')}${job('b', 'cat ${{inputs.x}}', { x: '${{parent.jobs.a.outputs.out}}' })}`);
  const control = new AbortController();

  const done = await run(root, { signal: control.signal, onEvent: (event) => event.type === 'job-started' && control.abort() });

  expect(done).toMatchObject({ result: 'stopped', jobs: { a: 'stopped', b: 'stopped' } });
});

test('a killed runner leaves a run that is shown as interrupted; its jobs are ended and a new run goes on', async () => {
  const root = project(
    `type: pipeline\njobs:\n${job('a', 'echo 1 > ${{outputs.out}}')}${job('b', 'cat ${{inputs.x}} > ${{outputs.out}}; test -e $SLUICE_TEST_GO || sleep 300', { x: '${{parent.jobs.a.outputs.out}}' })}`,
  );
  const go = join(root, 'go');
  const script = bundleScript(new URL('../testing/run-until-killed.script.ts', import.meta.url));
  const runner = spawn(process.execPath, [script, root, 'pipeline.yml'], { stdio: 'ignore', env: { ...process.env, SLUICE_TEST_GO: go } });
  const running = await waitUntil('b runs', () => findRun(root, 'latest')?.jobs.find((one) => one.id === 'b' && one.status === 'running'));

  const exited = new Promise((settle) => runner.on('exit', settle));
  runner.kill('SIGKILL');
  await exited;
  const found = findRun(root, 'latest');
  cleanUpInterrupted(root);
  await waitUntil('b is gone', () => !isAlive(running.pid ?? 0));
  writeFileSync(go, '');
  process.env.SLUICE_TEST_GO = go;
  const next = await run(root);
  delete process.env.SLUICE_TEST_GO;

  expect(found).toMatchObject({
    result: 'interrupted',
    jobs: [
      { id: 'a', status: 'passed' },
      { id: 'b', status: 'interrupted' },
    ],
  });
  expect(next).toMatchObject({ result: 'passed', jobs: { a: 'reused', b: 'passed' } });
  expect(existsSync(join(root, '.sluice', 'work', found?.run ?? ''))).toBe(false);
});

/** False for one that has ended, whether its parent has noticed or not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
