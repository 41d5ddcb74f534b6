import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '#host/testing/temp-folder.ts';
import { runSluice } from '../testing/run-sluice.ts';

const PIPELINE = `type: pipeline
inputs: {word: one}
jobs:
  say:
    type: command
    command: echo \${{inputs.word}} > \${{outputs.out}}
    environment: {image: ubuntu}
    inputs: {word: '\${{parent.inputs.word}}'}
    outputs: {out: {type: uri_file}}
  check:
    type: command
    command: grep -q one \${{inputs.x}} || { echo "no such word" >&2; exit 3; }
    environment: {image: ubuntu}
    inputs: {x: '\${{parent.jobs.say.outputs.out}}'}
  gate:
    type: command
    command: "true"
    environment: {image: ubuntu}
    tags: {sluice.gate: metrics}
    inputs: {metrics: '\${{parent.jobs.check.outputs.metrics}}', rules: 'auc >= 0.85'}
    outputs: {verdict: {type: uri_file}}
`;
/** The same without a gate, so that it can run here in a moment. */
const PLAIN = PIPELINE.slice(0, PIPELINE.indexOf('  gate:'));

function project(text = PLAIN): string {
  const folder = tempFolder({ 'p.yml': text });
  mkdirSync(join(folder, '.sluice'));
  return folder;
}

const sluice = (folder: string, ...argv: readonly string[]) => runSluice(folder, argv, { env: { ...process.env, SLUICE_PROFILE: join(folder, 'profile') } });

test('two runs are planned, compared and counted, what failed runs again, old ones are pruned', async () => {
  const folder = project();
  const first = await sluice(folder, 'run', 'p.yml', '--yes');
  const plan = await sluice(folder, 'run', 'p.yml', '--plan', '--set', 'word=two');
  const planned = JSON.parse((await sluice(folder, 'run', 'p.yml', '--plan', '--json')).out);
  const second = await sluice(folder, 'run', 'p.yml', '--yes', '--set', 'word=two');
  const compared = await sluice(folder, 'compare', '1', 'latest');
  const json = JSON.parse((await sluice(folder, 'compare', '1', '2', '--json')).out);
  const again = await sluice(folder, 'run', '--failed', '--yes');
  const runs = await sluice(folder, 'runs', '--size', '--json');
  const pruned = await sluice(folder, 'prune', '--keep', '1', '--json');

  expect([first.exit, second.exit, again.exit]).toEqual([0, 1, 1]);
  expect(plan.out).toMatch(
    /2 jobs\. 1 job will run; 1 may, after what comes before\.\n {2}say {4}runs {5}its input word changed .*\n {2}check {2}may run {2}waits for `say`, which will run/,
  );
  expect(planned.jobs).toMatchObject([
    { id: 'say', will: 'reuse' },
    { id: 'check', will: 'reuse', why: 'nothing it depends on changed' },
  ]);
  expect(compared.out).toMatch(
    /run 1, passed[\s\S]*run 2, failed[^\n]*`check` failed[\s\S]*Parameters {2}1 of 1\n {2}word: one → two[\s\S]*check: passed → failed/,
  );
  expect(json.parameters.changes).toEqual([{ name: 'word', a: 'one', b: 'two' }]);
  expect(again.err).toContain('check. What ended well is taken as it is');
  expect(again.out).toMatch(/say: reused/);
  const listed = runs.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(listed.map((one) => one.number)).toEqual([3, 2, 1]);
  expect(listed[0].bytes).toBeGreaterThan(0);
  expect(JSON.parse(pruned.out)).toMatchObject({ dryRun: false, results: 2, envs: [] });
  expect((await sluice(folder, 'runs')).out.trim().split('\n')).toHaveLength(1);
});

test('a simulated run needs no trust, judges its gates, says so everywhere, and is replayed', async () => {
  const folder = project(PIPELINE);
  writeFileSync(join(folder, 'sim.yml'), 'jobs:\n  check: {takes: 2 min, metrics: {auc: 0.8}}\n');
  writeFileSync(join(folder, 'wrong.yml'), 'jobs: {chek: 3 s}\n');

  const simulated = await sluice(folder, 'run', 'p.yml', '--simulate', 'sim.yml', '--json');
  const wrong = await sluice(folder, 'run', 'p.yml', '--simulate', 'wrong.yml');
  const runs = await sluice(folder, 'runs');
  const replayed = await sluice(folder, 'replay', 'latest', '--speed', '1000000', '--json');
  const failed = await sluice(folder, 'run', '--failed');

  const events = simulated.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(simulated.exit).toBe(20);
  expect(events[0]).toMatchObject({ type: 'run-started', simulated: true });
  expect(events.find((event) => event.type === 'verdict')).toMatchObject({
    job: 'gate',
    verdict: { verdict: 'held-back', rules: [{ value: 0.8, limit: 0.85 }] },
  });
  expect(wrong).toMatchObject({ exit: 2, err: 'wrong.yml: The simulation names the job chek, which the pipeline does not have. Did you mean check?\n' });
  expect(runs.out).toMatch(/held back \(simulated\) {2}2 min 2 s {2}run 1 {2}p\.yml\n$/);
  expect(replayed.out).toBe(simulated.out);
  expect(failed).toMatchObject({ exit: 2, err: expect.stringContaining('was simulated') });
});

test('an answer needs a run that waits', async () => {
  const folder = project();
  await sluice(folder, 'run', 'p.yml', '--yes');

  const approved = await sluice(folder, 'approve', 'latest', 'say');

  expect(approved).toMatchObject({ exit: 2, err: expect.stringContaining('is over (passed)') });
});
