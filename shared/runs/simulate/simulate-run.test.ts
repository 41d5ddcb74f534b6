import { expect, test } from 'vitest';
import { emptyLocalFile } from '#shared/azureml/local-file.ts';
import { componentsOf, type Files } from '#shared/testing/project-of.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { planRun } from '../plan-run.ts';
import type { RunEvent } from '../run-event.ts';
import type { RunPlan } from '../run-plan.ts';
import { foldEvents } from '../run-state.ts';
import { timelineOf } from '../timeline.ts';
import { fillSimulation, readSimulation } from './read-simulation.ts';
import { simulationOf } from './recorded.ts';
import { replay } from './replay.ts';
import { simulateRun } from './simulate-run.ts';

const step = (name: string, from: string, more = '') =>
  `  ${name}:\n    type: command\n    command: "true"\n    environment: {image: ubuntu}\n${from === '' ? '' : `    inputs: {x: '\${{parent.jobs.${from}.outputs.out}}'}\n`}    outputs: {out: {type: uri_file}}\n${more}`;
const PIPELINE = `type: pipeline
display_name: churn
jobs:
${step('prepare', '')}${step('train', 'prepare')}${step('other', 'prepare')}${step('evaluate', 'train')}
  gate:
    type: command
    command: "true"
    environment: {image: ubuntu}
    tags: {sluice.gate: metrics}
    inputs:
      metrics: \${{parent.jobs.evaluate.outputs.out}}
      baseline: {type: uri_file, path: ./champion.json}
      rules: |
        accuracy >= 0.85
        recall >= baseline.recall - 0.01
    outputs: {verdict: {type: uri_file}}
  register:
    type: command
    command: "true"
    environment: {image: ubuntu}
    inputs: {gate: '\${{parent.jobs.gate.outputs.verdict}}', model: '\${{parent.jobs.train.outputs.out}}'}
`;
const FILES: Files = { 'pipeline.yml': PIPELINE, 'champion.json': '{"recall": 0.6}' };

const plan: RunPlan = planRun({
  path: 'pipeline.yml',
  doc: readYaml(PIPELINE),
  components: componentsOf(FILES),
  files: { kindOf: (path) => (FILES[path] === undefined ? 'missing' : 'file'), read: (path) => FILES[path], yamlFiles: () => [] },
  local: emptyLocalFile,
  sets: new Map(),
  cwd: '',
});

function simulate(text: string, recorded?: readonly RunEvent[]): readonly RunEvent[] {
  const read = readSimulation(
    text,
    plan.tasks.map((task) => task.id),
  );
  if (!read.ok) throw new Error(read.failure);
  const simulation = recorded === undefined ? read.value.simulation : fillSimulation(read.value.simulation, simulationOf(recorded));
  return simulateRun(plan, simulation, {
    run: '20261122-100000-00',
    start: new Date('2026-11-22T10:00:00Z'),
    parallel: 2,
    pid: 1,
    read: (path) => FILES[path],
  });
}

const statuses = (events: readonly RunEvent[]) => Object.fromEntries(foldEvents(events, () => false).jobs.map((job) => [job.id, job.status]));

const GOOD =
  'jobs:\n  prepare: 6.2 s\n  train: {takes: 3 min 4 s, curves: {loss: [0.9, 0.5, 0.3]}}\n  evaluate: {takes: 3, metrics: {accuracy: 0.87, recall: 0.64}}\nothers: 400 ms\n';

test('rules are really judged on made-up metrics, and the run says that it is simulated', () => {
  const passed = simulate(GOOD);
  const held = simulate(GOOD.replace('recall: 0.64', 'recall: 0.55'));

  expect(passed[0]).toMatchObject({ type: 'run-started', simulated: true });
  expect(foldEvents(passed, () => false)).toMatchObject({ result: 'passed', durationMs: 6_200 + 184_000 + 3_000 + 400 + 400 });
  expect(passed).toContainEqual(expect.objectContaining({ type: 'metric', job: 'train', name: 'loss', value: 0.5, step: 1 }));
  expect(foldEvents(held, () => false).result).toBe('held-back');
  expect(statuses(held)).toEqual({ prepare: 'passed', train: 'passed', other: 'passed', evaluate: 'passed', gate: 'held-back', register: 'skipped' });
  expect(held.find((event) => event.type === 'verdict')).toMatchObject({
    verdict: { verdict: 'held-back', rules: [{ result: 'passed' }, { result: 'held-back', value: 0.55, limit: 0.59 }] },
  });
});

test('a metric that nobody made up fails the gate, as it would in earnest', () => {
  const events = simulate('jobs: {evaluate: {metrics: {accurracy: 0.9}}}');

  expect(statuses(events)).toMatchObject({ gate: 'failed', register: 'skipped' });
  expect(events.find((event) => event.type === 'job-finished' && event.job === 'gate')).toMatchObject({
    message: expect.stringContaining('There is no metric accuracy.'),
  });
});

test('a job that fails stops what waits for it', () => {
  expect(statuses(simulate('jobs: {train: {result: failed, exit_code: 3, says: no memory}}'))).toEqual({
    prepare: 'passed',
    train: 'failed',
    other: 'passed',
    evaluate: 'skipped',
    gate: 'skipped',
    register: 'skipped',
  });
});

test('events come in the order of their times, and the timeline can be drawn from them', () => {
  const events = simulate(GOOD);
  const times = events.map((event) => Date.parse(event.at));

  expect(times).toEqual([...times].sort((a, b) => a - b));
  const timeline = timelineOf(events);
  expect(timeline.criticalPath.map(({ task }) => task)).toEqual(['prepare', 'train', 'evaluate', 'gate', 'register']);
  expect(timeline.rows.find((row) => row.id === 'other')).toMatchObject({ isCritical: false, slackMs: 184_000 + 3_000 + 800 - 400 });
  const watched = events.map((event) => ({ ...event, at: new Date((Date.parse(event.at) - Date.parse(events[0]?.at ?? '')) / 60).toISOString() }));
  expect(Math.round(timelineOf(watched).criticalPath[1]?.durationMs ?? 0)).toBeCloseTo(184_000, -3);
  expect(timeline.hint).toBe('`train` is 95 % of the path: nothing else makes the run faster.');
});

test('a recorded run is simulated again with one number changed', () => {
  const recorded = simulate(GOOD);

  const again = simulate('jobs: {evaluate: {metrics: {recall: 0.1}}}', recorded);

  expect(statuses(again).gate).toBe('held-back');
  expect((foldEvents(recorded, () => false).durationMs ?? 0) - (foldEvents(again, () => false).durationMs ?? 0)).toBe(400);
});

test('what a simulation says wrongly is told', () => {
  const say = (text: string) => {
    const read = readSimulation(text, ['train', 'evaluate']);
    return read.ok ? 'fine' : read.failure;
  };

  expect(say('jobs: {trian: 3 s}')).toBe('The simulation names the job trian, which the pipeline does not have. Did you mean train?');
  expect(say('jobs: {train: {take: 3 s}}')).toBe('The job train has the key take, which a simulation does not know. Did you mean takes?');
  expect(say('jobs: {train: soon}')).toBe('The job train: soon is no duration. Write 8.4 s, 3 min or 2 h.');
  expect(say('job: {}')).toContain('has no key job');
  expect(say('{"jobs": {"train": {"takes": "1 h 5 min", "result": "held back"}}}')).toBe('fine');
});

test('a replay keeps the order and scales the pauses', () => {
  const events = simulate(GOOD);

  const steps = [...replay(events, 60, 2_000)];

  expect(steps.map((one) => one.event)).toEqual(events);
  expect(Math.max(...steps.map((one) => one.delayMs))).toBeLessThanOrEqual(2_000);
  expect(steps.find((one) => one.event.type === 'job-finished' && one.event.job === 'prepare')?.delayMs).toBeCloseTo(6_200 / 60, 0);
});
