import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { projectOf, runProject } from '../testing/run-project.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { askToStop } from './stop-requests.ts';

/** A job without Python that writes its output. */
function job(name: string, command: string, more = ''): string {
  return `  ${name}:\n    type: command\n    command: ${JSON.stringify(command)}\n    environment: {image: ubuntu}\n    outputs: {out: {type: uri_file}}\n${more}`;
}

const inputOf = (from: string) => `    inputs: {x: '\${{parent.jobs.${from}.outputs.out}}'}\n`;
const READ = 'cat ${{inputs.x}} > ${{outputs.out}}';

/** Asks a run to stop a job as soon as an event says that it is time. */
function stopping(root: string, name: string, isTime: (event: RunEvent) => boolean) {
  let answer: ReturnType<typeof askToStop> | undefined;
  const onEvent = (event: RunEvent) => {
    if (answer === undefined && isTime(event)) answer = askToStop(root, event.run, name);
  };
  return { onEvent, answer: () => answer };
}

const started = (name: string) => (event: RunEvent) => event.type === 'job-started' && event.job === name;

test('one job is stopped with all that it started, what waits for it is skipped, and the rest goes on', async () => {
  const root = projectOf(
    `type: pipeline\njobs:\n${job('long', 'setsid sleep 300 & echo $! > ../../../../daemon; sleep 300')}${job('after', READ, inputOf('long'))}${job('other', 'until [ -s ../../../../daemon ]; do sleep 0.05; done; echo 1 > ${{outputs.out}}')}${job('last', READ, inputOf('other'))}`,
  );
  const daemon = join(root, '.sluice', 'daemon');
  const stop = stopping(root, 'long', (event) => event.type === 'job-finished' && event.job === 'other');
  let run = '';

  const done = await runProject(root, {
    parallel: 2,
    onEvent: (event) => {
      run = event.run;
      stop.onEvent(event);
    },
  });

  expect(stop.answer()).toEqual({ ok: true, value: undefined });
  expect(done).toMatchObject({ result: 'stopped', jobs: { long: 'stopped', after: 'skipped', other: 'passed', last: 'passed' } });
  expect(done.messageOf('long')).toBe('`long` was stopped.');
  expect(done.messageOf('after')).toBe('It waits for `long`, which was stopped.');
  expect(askToStop(root, run, 'long')).toMatchObject({ ok: false, failure: { code: 'not-running' } });
  if (process.platform === 'linux') await waitUntil('the daemon is gone', () => !existsSync(`/proc/${Number(readFileSync(daemon, 'utf8'))}`));
});

test('a job that waits for its turn is stopped at once, and one of that name that comes later does not begin', async () => {
  const root = projectOf(
    `type: pipeline\njobs:\n${job('long', 'sleep 300')}${job('queued', 'echo 1 > ${{outputs.out}}')}${job('after', READ, inputOf('long'))}`,
  );
  const asked: unknown[] = [];

  const done = await runProject(root, {
    parallel: 1,
    onEvent: (event) => {
      if (started('long')(event))
        asked.push(askToStop(root, event.run, 'queued').ok, askToStop(root, event.run, 'after').ok, askToStop(root, event.run, 'nobody'));
      if (event.type === 'job-finished' && event.job === 'queued') asked.push(askToStop(root, event.run, 'long').ok);
    },
  });

  expect(asked).toEqual([true, true, { ok: false, failure: { code: 'no-such-job', message: expect.stringContaining('has no job `nobody`') } }, true]);
  expect(done).toMatchObject({ result: 'stopped', jobs: { long: 'stopped', queued: 'stopped', after: 'stopped' } });
});

const LOG = 'echo "0 $S 0" >> "${MLFLOW_TRACKING_URI#file://}/$MLFLOW_EXPERIMENT_ID/$MLFLOW_RUN_ID/metrics/acc"';
const SWEEP = `type: pipeline
jobs:
  tune:
    type: sweep
    trial: ./trial.yml
    inputs: {x: 0}
    outputs: {out: {type: uri_file}}
    sampling_algorithm: grid
    search_space: {x: {type: choice, values: [1, 2, 3]}}
    objective: {goal: maximize, primary_metric: acc}
    limits: {max_total_trials: 3, max_concurrent_trials: 2}
`;
const TRIAL = (command: string) =>
  `type: command\ncommand: ${JSON.stringify(command)}\nenvironment: {image: ubuntu}\ninputs: {x: {type: integer}}\noutputs: {out: {type: uri_file}}\n`;

test('a sweep stops with all its trials; of a trial that is stopped the others decide', async () => {
  const whole = projectOf(SWEEP, { 'trial.yml': TRIAL('sleep 300') });
  const part = projectOf(SWEEP, { 'trial.yml': TRIAL(`S=\${{inputs.x}}; ${LOG}; [ $S != 3 ] || sleep 300; echo $S > \${{outputs.out}}`) });

  const all = await runProject(whole, { parallel: 3, onEvent: stopping(whole, 'tune', started('tune[2]')).onEvent });
  const one = await runProject(part, {
    parallel: 3,
    onEvent: stopping(part, 'tune[3]', (event) => event.type === 'metric' && event.job === 'tune[3]').onEvent,
  });

  expect(all).toMatchObject({ result: 'stopped', jobs: { tune: 'stopped', 'tune[1]': 'stopped', 'tune[2]': 'stopped' } });
  expect(all.jobs['tune[3]']).toBeUndefined();
  expect(one).toMatchObject({ result: 'passed', jobs: { tune: 'passed', 'tune[2]': 'passed', 'tune[3]': 'stopped' } });
  expect(one.messageOf('tune[3]')).toBe('`tune[3]` was stopped.');
  expect(one.messageOf('tune')).toContain('Best is tune[2]');
});

test('a job of a sub-pipeline is stopped with the sub-pipeline, and a loop with its rounds', async () => {
  const inner = `type: pipeline\njobs:\n${job('first', 'sleep 300')}${job('second', 'sleep 300')}`;
  const body = `type: command\ncommand: sleep 300\nenvironment: {image: ubuntu}\ninputs: {n: {type: integer}}\n`;
  const root = projectOf(
    'type: pipeline\njobs:\n  sub: {type: pipeline, component: ./inner.yml}\n  each: {type: parallel_for, body: "${{parent.jobs.one}}", items: [{n: 1}, {n: 2}], max_concurrency: 1}\n  one: {type: command, component: ./body.yml}\n',
    { 'inner.yml': inner, 'body.yml': body },
  );

  const done = await runProject(root, {
    parallel: 3,
    onEvent: (event) => {
      if (started('sub.second')(event)) askToStop(root, event.run, 'sub');
      if (started('one[1]')(event)) askToStop(root, event.run, 'each');
    },
  });

  expect(done).toMatchObject({ result: 'stopped', jobs: { 'sub.first': 'stopped', 'sub.second': 'stopped', each: 'stopped', 'one[1]': 'stopped' } });
  expect(done.jobs['one[2]']).toBeUndefined();
});

test('a whole run is stopped from another process', async () => {
  const root = projectOf(`type: pipeline\njobs:\n${job('long', 'sleep 300')}`);

  const done = await runProject(root, { onEvent: (event) => void (started('long')(event) && askToStop(root, event.run, undefined)) });

  expect(done).toMatchObject({ result: 'stopped', jobs: { long: 'stopped' } });
  expect(done.messageOf('long')).toBe('`long` was stopped.');
});
