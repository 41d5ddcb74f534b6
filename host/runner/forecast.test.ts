import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Selection } from '#shared/runs/select-tasks.ts';
import { projectOf, runProject } from '../testing/run-project.ts';
import { forecastRun } from './forecast.ts';
import { planFile } from './plan-file.ts';

const PIPELINE = `type: pipeline
inputs: {rate: 1}
jobs:
  prepare:
    type: command
    command: cat \${{inputs.raw}} > \${{outputs.out}}
    environment: {image: ubuntu}
    inputs: {raw: {type: uri_file, path: ./raw.txt}}
    outputs: {out: {type: uri_file}}
  train:
    type: command
    command: echo \${{inputs.rate}} > \${{outputs.out}}; cat \${{inputs.data}}
    environment: {image: ubuntu}
    inputs: {data: '\${{parent.jobs.prepare.outputs.out}}', rate: '\${{parent.inputs.rate}}'}
    outputs: {out: {type: uri_file}}
  gate:
    type: command
    command: echo '{"verdict":"held-back","rules":[]}' > \${{outputs.verdict}}; exit 20
    environment: {image: ubuntu}
    tags: {sluice.gate: metrics}
    inputs: {metrics: '\${{parent.jobs.train.outputs.out}}'}
    outputs: {verdict: {type: uri_file}}
  ship:
    type: command
    command: echo ship
    environment: {image: ubuntu}
    inputs: {gate: '\${{parent.jobs.gate.outputs.verdict}}'}
`;

/** What a run would do, as `will: why` by job. */
async function ask(root: string, more: { readonly sets?: Readonly<Record<string, string>>; readonly selection?: Selection; readonly force?: boolean } = {}) {
  const planned = planFile({ cwd: root, file: 'pipeline.yml', sets: new Map(Object.entries(more.sets ?? {})), maps: new Map() });
  if (!planned.ok) throw new Error(planned.failure);
  const forecast = await forecastRun(planned.value.plan, root, more);
  return Object.fromEntries([...forecast].map(([id, { will, why }]) => [id, `${will}: ${why}`]));
}

test('what a run would do with every job is known before it starts, and it does so', async () => {
  const root = projectOf(PIPELINE, { 'raw.txt': 'one' });

  const first = await ask(root);
  await runProject(root);
  const unchanged = await ask(root);
  const otherRate = await ask(root, { sets: { rate: '2' } });
  writeFileSync(join(root, 'raw.txt'), 'two');
  const otherData = await ask(root);
  const done = await runProject(root);

  expect(first).toEqual({
    prepare: 'run: has not run before',
    train: 'run: has not run before',
    gate: 'run: has not run before',
    ship: 'run: has not run before',
  });
  expect(unchanged).toEqual({
    prepare: 'reuse: nothing it depends on changed',
    train: 'reuse: nothing it depends on changed',
    gate: 'reuse: nothing it depends on changed; it holds back what waits for it',
    ship: 'leave: the gate `gate` holds it back',
  });
  expect(otherRate).toMatchObject({
    prepare: 'reuse: nothing it depends on changed',
    train: 'run: its input rate changed',
    gate: 'maybe: waits for `train`, which will run',
  });
  expect(otherData).toMatchObject({
    prepare: 'run: its input raw changed',
    train: 'maybe: waits for `prepare`, which will run',
    gate: 'maybe: waits for `train`, which may run',
  });
  // What train wrote is as before, so the gate is reused.
  expect(done.jobs).toEqual({ prepare: 'passed', train: 'passed', gate: 'reused', ship: 'skipped' });
});

test('a part of a pipeline, everything again, and a result that is gone', async () => {
  const root = projectOf(PIPELINE, { 'raw.txt': 'one' });
  const done = await runProject(root);

  expect(await ask(root, { selection: { kind: 'only', job: 'train' } })).toEqual({
    prepare: 'reuse: nothing it depends on changed',
    train: 'run: asked for',
    gate: 'leave: not asked for',
    ship: 'leave: not asked for',
  });
  expect(await ask(root, { force: true })).toMatchObject({ prepare: 'run: asked for', ship: 'run: asked for' });
  rmSync(join(root, '.sluice', 'store', done.state.jobs.find((job) => job.id === 'train')?.key ?? ''), { recursive: true });
  expect(await ask(root)).toMatchObject({ prepare: expect.stringMatching(/^reuse/), train: 'run: its outputs are no longer kept' });
});
