import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeBuildLock } from '../files/runs/build-lock.ts';
import { projectOf, runProject } from '../testing/run-project.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { allRuns } from './find-runs.ts';
import { diskUse, prune } from './prune.ts';

const PIPELINE = `type: pipeline
inputs: {word: one}
jobs:
  same:
    type: command
    command: echo same > \${{outputs.out}}
    environment: {image: ubuntu}
    outputs: {out: {type: uri_file}}
  say:
    type: command
    command: echo \${{inputs.word}} > \${{outputs.out}}
    environment: {image: ubuntu}
    inputs: {word: '\${{parent.inputs.word}}'}
    outputs: {out: {type: uri_file}}
`;
const rules = { keep: 1, olderThanDays: undefined, envs: false, isDry: false };

test('old runs go with the results that only they refer to; the last run is reused as before', async () => {
  const root = projectOf(PIPELINE);
  await runProject(root);
  const second = await runProject(root, { sets: { word: 'two' } });
  writeFileSync(join(root, '.sluice', 'store', '.keep.json'), '{}');
  mkdirSync(join(root, '.sluice', 'store', '.20260101-000000-aa.say'));

  const manifests = join(root, '.sluice', 'cache', 'manifests');
  mkdirSync(manifests, { recursive: true });
  writeFileSync(join(manifests, 'old'), '');
  utimesSync(join(manifests, 'old'), new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z'));
  writeFileSync(join(manifests, 'new'), '');

  const dry = await prune(root, { ...rules, isDry: true }, new Date());
  const stillThere = allRuns(root).length;
  const done = await prune(root, rules, new Date());
  const after = await diskUse(root);
  const again = await runProject(root, { sets: { word: 'two' } });

  expect(stillThere).toBe(2);
  expect({ ...dry, left: [] }).toEqual(done);
  expect(done).toMatchObject({ keptRuns: [second.run], envs: undefined, isRunning: false, left: [] });
  expect(done.runs).toHaveLength(1);
  expect(done.results).toHaveLength(1);
  expect(done.freedBytes).toBeGreaterThan(0);
  expect(done.before.total - after.total).toBeGreaterThan(0);
  expect(readdirSync(join(root, '.sluice', 'store')).filter((name) => name.startsWith('.2'))).toEqual([]);
  expect(existsSync(join(root, '.sluice', 'store', '.keep.json'))).toBe(true);
  expect(readdirSync(manifests)).toEqual(['new']);
  expect(again.jobs).toEqual({ same: 'reused', say: 'reused' });
});

test('environments that no kept run has used go when asked for', async () => {
  const root = projectOf(PIPELINE);
  const env = (name: string, usedAt: Date) => {
    const folder = join(root, '.sluice', 'envs', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'sluice-ready.json'), '{"version": "3.11", "notes": []}');
    utimesSync(join(folder, 'sluice-ready.json'), usedAt, usedAt);
  };
  env('old', new Date('2026-01-01T00:00:00Z'));
  await runProject(root);
  env('used', new Date());

  const kept = await prune(root, rules, new Date());
  const done = await prune(root, { ...rules, envs: true }, new Date());

  expect(kept.envs).toBeUndefined();
  expect(done.envs).toEqual(['old']);
  expect(readdirSync(join(root, '.sluice', 'envs'))).toEqual(['used']);
});

test('a run that starts while somebody prunes waits, and nothing that it takes goes', async () => {
  const root = projectOf(PIPELINE);
  await runProject(root);
  const release = await takeBuildLock(join(root, '.sluice', 'runs', '.pruning'), undefined, () => undefined);
  const started: string[] = [];

  const waiting = runProject(root, { onEvent: ({ type }) => started.push(type) });
  await waitUntil('the run has its folder', () => allRuns(root).length === 2);
  const before = [...started];
  release?.();
  const done = await waiting;

  expect(before).toEqual([]);
  expect(done.jobs).toEqual({ same: 'reused', say: 'reused' });
});

test('a run that has just begun, and has said nothing yet, keeps its folder and the results', async () => {
  const root = projectOf(PIPELINE);
  const first = await runProject(root);
  const run = '20990101-000000-00';
  mkdirSync(join(root, '.sluice', 'runs', run));
  const claimed = await prune(root, { ...rules, keep: 0, isDry: true }, new Date());
  writeFileSync(join(root, '.sluice', 'runs', run, 'run.json'), JSON.stringify({ run, pid: process.pid }));

  const done = await prune(root, { ...rules, keep: 0, envs: true }, new Date());

  expect(claimed.runs).toEqual([first.run]);
  expect(done).toMatchObject({ isRunning: true, runs: [first.run], keptRuns: [run], results: [], envs: [] });
});
