import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { projectOf, runProject } from '../testing/run-project.ts';
import { forecastRun } from './forecast.ts';
import { planFile } from './plan-file.ts';

/** What a job without Python does to log a metric as mlflow does it with a store of files. */
const LOG = 'log() { echo "0 $1 $2" >> "${MLFLOW_TRACKING_URI#file://}/$MLFLOW_EXPERIMENT_ID/$MLFLOW_RUN_ID/metrics/acc"; }';

function sweep(more: string): string {
  return `type: pipeline
jobs:
  tune:
    type: sweep
    trial: ./trial.yml
    inputs: {base: 10}
    outputs: {model: {type: uri_file}}
    search_space: {x: {type: choice, values: [1, 5, 3]}}
    objective: {goal: maximize, primary_metric: acc}
${more}  use:
    type: command
    command: cat \${{inputs.model}} > \${{outputs.out}}
    environment: {image: ubuntu}
    inputs: {model: '\${{parent.jobs.tune.outputs.model}}'}
    outputs: {out: {type: uri_file}}
`;
}

function trial(command: string): string {
  const text = `${LOG}; ${command}`;
  return `type: command\ncommand: ${JSON.stringify(text)}\nenvironment: {image: ubuntu}\ninputs: {base: {type: integer}, x: {type: number}}\noutputs: {model: {type: uri_file}}\n`;
}

test('the outputs of a sweep are those of its best trial, and trials are reused each for itself', async () => {
  const command = 'log ${{inputs.x}} 0; echo model ${{inputs.x}} > ${{outputs.model}}; [ ${{inputs.x}} != 3 ]';
  const root = projectOf(sweep('    sampling_algorithm: grid\n    limits: {max_total_trials: 9, max_concurrent_trials: 2}\n'), { 'trial.yml': trial(command) });

  const done = await runProject(root);
  const again = await runProject(root);

  expect(done).toMatchObject({ result: 'passed', jobs: { 'tune[1]': 'passed', 'tune[2]': 'passed', 'tune[3]': 'failed', tune: 'passed', use: 'passed' } });
  expect(done.messageOf('tune')).toBe('Best is tune[2] with acc 5 (x 5).');
  expect(readFileSync(done.outputs['use.out'] ?? '', 'utf8')).toBe('model 5\n');
  expect(again.jobs).toMatchObject({ 'tune[1]': 'reused', 'tune[2]': 'reused', 'tune[3]': 'failed', use: 'reused' });
});

test('a sweep says why its trials run: what changed of the first of them', async () => {
  const whys: string[] = [];
  const note = (event: RunEvent) => event.type === 'job-started' && event.job === 'tune' && whys.push(event.why);
  const text = (values: string, base: number) =>
    sweep('    sampling_algorithm: grid\n    limits: {max_total_trials: 9}\n').replace('[1, 5, 3]', values).replace('base: 10', `base: ${base}`);
  const root = projectOf(text('[1, 5]', 10), { 'trial.yml': trial('log ${{inputs.x}} 0; echo 1 > ${{outputs.model}}') });

  for (const [values, base] of [
    ['[1, 5]', 10],
    ['[1, 5]', 11],
    ['[2, 5]', 11],
    ['[2, 5, 6]', 11],
  ] as const) {
    writeFileSync(join(root, 'pipeline.yml'), text(values, base));
    await runProject(root, { onEvent: note });
  }

  expect(whys).toEqual(['2 trials: has not run before', '2 trials: its input base changed', '2 trials: its search space changed', '3 trials']);
});

test('a trial that its policy gives up is stopped, not failed, and is not tried again', async () => {
  const command =
    'log ${{inputs.x}} 0; if [ ${{inputs.x}} = 1 ]; then for i in $(seq 300); do log 1 $i; sleep 0.2; done; fi; echo ${{inputs.x}} > ${{outputs.model}}';
  const limits =
    '    early_termination: {type: bandit, slack_factor: 0.2, evaluation_interval: 1, delay_evaluation: 1}\n    limits: {max_total_trials: 2, max_concurrent_trials: 2}\n';
  const root = projectOf(sweep(`    sampling_algorithm: grid\n${limits}`), { 'trial.yml': trial(command) });

  const done = await runProject(root, { parallel: 3 });
  const planned = planFile({ cwd: root, file: 'pipeline.yml', sets: new Map(), maps: new Map() });
  const forecast = planned.ok ? await forecastRun(planned.value.plan, root) : undefined;
  const again = await runProject(root, { parallel: 3 });

  expect(forecast?.get('tune')?.will).toBe('reuse');
  expect(done).toMatchObject({ result: 'passed', jobs: { 'tune[1]': 'stopped', 'tune[2]': 'passed', tune: 'passed', use: 'passed' } });
  expect(done.messageOf('tune[1]')).toBe('`tune[1]` was stopped early: its best value 1 lies outside the slack of the best trial, 5.');
  expect(again).toMatchObject({ result: 'passed', jobs: { 'tune[1]': 'stopped', 'tune[2]': 'reused', tune: 'reused', use: 'reused' } });
  expect(again.messageOf('tune[1]')).toContain(`was stopped early in run ${done.run}`);
});

test('trials that run when the time of a sweep is over are ended, and the best of the others counts', async () => {
  const command = 'log ${{inputs.x}} 0; [ ${{inputs.x}} = 1 ] || sleep 60; echo ${{inputs.x}} > ${{outputs.model}}';
  const root = projectOf(sweep('    sampling_algorithm: grid\n    limits: {max_total_trials: 3, max_concurrent_trials: 2, timeout: 1}\n'), {
    'trial.yml': trial(command),
  });

  const done = await runProject(root, { parallel: 3 });

  expect(done).toMatchObject({ result: 'passed', jobs: { 'tune[1]': 'passed', 'tune[2]': 'stopped', tune: 'passed' } });
  expect(done.messageOf('tune')).toContain('The time limit ended the others.');
});

test('bayesian sampling without Optuna is told in one sentence', async () => {
  const root = projectOf(sweep('    sampling_algorithm: bayesian\n    limits: {max_total_trials: 3}\n'), { 'trial.yml': trial('true') });
  writeFileSync(join(root, 'python'), '#!/bin/sh\ncase "$1" in -c) exec python3 "$@";; esac\necho "No module named \'optuna\'" >&2; exit 1\n', { mode: 0o755 });

  const done = await runProject(root, { python: join(root, 'python') });

  expect(done.jobs.tune).toBe('failed');
  expect(done.messageOf('tune')).toMatch(/^Bayesian sampling needs Optuna, which .+ does not have\. Install it there/);
});
