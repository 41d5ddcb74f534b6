import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectOf, runProject } from '../testing/run-project.ts';
import { forecastRun } from './forecast.ts';
import { planFile } from './plan-file.ts';

/** A component without Python. */
function component(command: string, inputs: string, outputs: string): string {
  return `type: command\ncommand: >-\n  ${command}\nenvironment: {image: ubuntu}\ninputs: ${inputs}\noutputs: ${outputs}\n`;
}

const DECIDE = component('echo ${{inputs.say}} > ${{outputs.go}}', '{say: {type: string}}', '{go: {type: boolean, is_control: true}}');
const SAY = component(
  'echo ${{inputs.word}} > ${{outputs.out}} $[[; cat ${{inputs.before}} >> ${{outputs.out}}]]',
  '{word: {type: string}, before: {type: uri_file, optional: true}}',
  '{out: {type: uri_file}}',
);

const BRANCH = (say: string) => `type: pipeline
jobs:
  decide: {type: command, component: ./decide.yml, inputs: {say: ${say}}}
  fork:
    type: if_else
    condition: \${{parent.jobs.decide.outputs.go}}
    true_block: \${{parent.jobs.yes_job}}
    false_block: ['\${{parent.jobs.no_job}}']
  yes_job: {type: command, component: ./say.yml, inputs: {word: taken}}
  no_job: {type: command, component: ./say.yml, inputs: {word: other}}
  after_no: {type: command, component: ./say.yml, inputs: {word: after, before: '\${{parent.jobs.no_job.outputs.out}}'}}
  after_yes: {type: command, component: ./say.yml, inputs: {word: after, before: '\${{parent.jobs.yes_job.outputs.out}}'}}
`;

test('an if_else runs the block that its condition names, and skips the other with all that waits for it', async () => {
  const root = projectOf(BRANCH('true'), { 'decide.yml': DECIDE, 'say.yml': SAY });

  const yes = await runProject(root);
  writeFileSync(join(root, 'pipeline.yml'), BRANCH('"False"'));
  const no = await runProject(root);
  writeFileSync(join(root, 'pipeline.yml'), BRANCH('perhaps'));
  const neither = await runProject(root);

  expect(yes).toMatchObject({ result: 'passed', jobs: { fork: 'passed', yes_job: 'passed', after_yes: 'passed', no_job: 'skipped', after_no: 'skipped' } });
  expect(yes.state.jobs.filter((one) => one.status === 'skipped').map((one) => one.reason)).toEqual(['branch-not-taken', 'branch-not-taken']);
  expect(readFileSync(yes.outputs['after_yes.out'] ?? '', 'utf8')).toBe('after\ntaken\n');
  expect(no).toMatchObject({ result: 'passed', jobs: { yes_job: 'skipped', after_yes: 'skipped', no_job: 'passed', after_no: 'passed' } });
  expect(neither).toMatchObject({ result: 'failed', jobs: { fork: 'failed', yes_job: 'skipped', no_job: 'skipped' } });
  expect(neither.messageOf('fork')).toContain('“perhaps”, which is neither true nor false');
});

const ROUND = component(
  'n=$((${{inputs.n}} + 1)) && echo $n > ${{outputs.next}} && echo $n >> ${{outputs.trail}} && ([ $n -lt ${{inputs.limit}} ] && echo true || echo false) > ${{outputs.again}}',
  '{n: {type: integer}, limit: {type: integer, default: 3}}',
  '{next: {type: integer}, again: {type: boolean, is_control: true}, trail: {type: uri_file}}',
);
const LOOP = (limits: string, more = '') => `type: pipeline
outputs: {last: {type: uri_file}}
jobs:
  refine:
    type: command
    component: ./round.yml
    inputs: {n: 0}
    outputs: {trail: '\${{parent.outputs.last}}'}
  repeat:
    type: do_while
    body: \${{parent.jobs.refine}}
    condition: again
    mapping: {next: '\${{parent.jobs.refine.inputs.n}}'}
    limits: {max_iteration_count: ${limits}}
${more}  show: {type: command, component: ./say.yml, inputs: {word: done, before: '\${{parent.jobs.refine.outputs.trail}}'}}
`;

test('a do_while runs its body with what it wrote until its condition says false, or its limit is reached', async () => {
  const root = projectOf(LOOP('9'), { 'round.yml': ROUND, 'say.yml': SAY });

  const first = await runProject(root);
  const again = await runProject(root);
  writeFileSync(join(root, 'pipeline.yml'), LOOP('2'));
  const limited = await runProject(root);

  expect(first).toMatchObject({
    result: 'passed',
    jobs: { 'refine[1]': 'passed', 'refine[2]': 'passed', 'refine[3]': 'passed', repeat: 'passed', show: 'passed' },
  });
  expect(first.jobs['refine[4]']).toBeUndefined();
  expect(first.messageOf('repeat')).toBe('It ended after 3 rounds.');
  expect(readFileSync(first.outputs['show.out'] ?? '', 'utf8')).toBe('done\n3\n');
  expect(readFileSync(first.outputs['parent.outputs.last'] ?? '', 'utf8')).toBe('3\n');
  expect(again.jobs).toMatchObject({ 'refine[1]': 'reused', 'refine[3]': 'reused', repeat: 'reused', show: 'reused' });
  expect(limited).toMatchObject({ result: 'passed', jobs: { show: 'passed' } });
  expect(limited.jobs['refine[3]']).toBeUndefined();
});

test('the body of a loop may be a pipeline; a round that fails ends the loop and names the job', async () => {
  const sub = `type: pipeline
inputs: {n: {type: integer}}
outputs: {next: {type: integer}, again: {type: boolean}}
jobs:
  step: {type: command, component: ./round.yml, inputs: {n: '\${{parent.inputs.n}}', limit: 2}, outputs: {next: '\${{parent.outputs.next}}', again: '\${{parent.outputs.again}}'}}
  tell: {type: command, component: ./say.yml, inputs: {word: '\${{parent.jobs.step.outputs.next}}'}}
`;
  const pipeline = `type: pipeline
jobs:
  train: {type: pipeline, component: ./sub.yml, inputs: {n: 0}}
  repeat: {type: do_while, body: '\${{parent.jobs.train}}', condition: '\${{parent.jobs.train.outputs.again}}', mapping: {next: n}, limits: {max_iteration_count: 5}}
  show: {type: command, component: ./say.yml, inputs: {word: '\${{parent.jobs.repeat.outputs.next}}'}}
`;
  const files = { 'sub.yml': sub, 'round.yml': ROUND, 'say.yml': SAY };

  const good = await runProject(projectOf(pipeline, files));
  const bad = await runProject(projectOf(pipeline, { ...files, 'say.yml': SAY.replace('echo', 'exit 4; echo') }));

  expect(good).toMatchObject({ result: 'passed', jobs: { 'train[1].step': 'passed', 'train[2].step': 'passed', 'train[2].tell': 'passed', repeat: 'passed' } });
  expect(readFileSync(good.outputs['train[2].tell.out'] ?? '', 'utf8')).toBe('2\n');
  expect(readFileSync(good.outputs['show.out'] ?? '', 'utf8')).toBe('2\n');
  expect(readFileSync(good.outputs['repeat.next'] ?? '', 'utf8')).toBe('2\n');
  expect(bad).toMatchObject({ result: 'failed', jobs: { 'train[1].tell': 'failed', repeat: 'failed', show: 'skipped' } });
  expect(bad.messageOf('repeat')).toBe('Round 1 of `repeat` did not pass: look at `train[1].tell`.');
});

const EACH = (items: string, more = '') =>
  `type: pipeline
inputs: {all: '[{"store": "east"}, {"store": "west"}]'}
jobs:
  base: {type: command, component: ./say.yml, inputs: {word: base}}
  each_store:
    type: command
    component: ./store.yml
    inputs: {store: nowhere, rate: 2, before: '\${{parent.jobs.base.outputs.out}}'}
  stores:
    type: parallel_for
    body: \${{parent.jobs.each_store}}
    items: ${items}
    max_concurrency: 2
  sum:
    type: command
    command: cat \${{inputs.tables}}/1 \${{inputs.tables}}/2 > \${{outputs.out}}; echo '\${{inputs.names}}' >> \${{outputs.out}}
    environment: {image: ubuntu}
    inputs: {tables: '\${{parent.jobs.stores.outputs.table}}', names: '\${{parent.jobs.stores.outputs.name}}'}
    outputs: {out: {type: uri_file}}
${more}`;
const STORE = component(
  'echo ${{inputs.store}} ${{inputs.rate}} > ${{outputs.table}}; cat ${{inputs.before}} >> ${{outputs.table}}; echo ${{inputs.store}} > ${{outputs.name}}',
  '{store: {type: string}, rate: {type: number}, before: {type: uri_file}}',
  '{table: {type: uri_file}, name: {type: string}}',
);

test.each([
  ['a list', '[{store: east}, {store: west, rate: 2}]'],
  ['a mapping', '{a: {store: east}, b: {store: west}}'],
  ['a JSON text', `'[{"store": "east"}, {"store": "west"}]'`],
  ['an input of the pipeline', '${{parent.inputs.all}}'],
])('a parallel_for runs its body for each item of %s, and puts what they wrote together', async (_what, items) => {
  const done = await runProject(projectOf(EACH(items), { 'say.yml': SAY, 'store.yml': STORE }));

  expect(done).toMatchObject({ result: 'passed', jobs: { 'each_store[1]': 'passed', 'each_store[2]': 'passed', stores: 'passed', sum: 'passed' } });
  expect(done.state.jobs.find((one) => one.id === 'each_store[2]')?.job).toBe('each_store');
  expect(readFileSync(done.outputs['sum.out'] ?? '', 'utf8')).toBe('east 2\nbase\nwest 2\nbase\n["east","west"]\n');
  expect(readFileSync(join(done.outputs['stores.table'] ?? '', 'MLTable'), 'utf8')).toBe('type: mltable\npaths:\n  - file: ./1\n  - file: ./2\n');
});

test('the items of a parallel_for may be what a job wrote; an item that fails fails it while the others go on', async () => {
  const list = `  list:\n    type: command\n    command: echo '[{"store":"east"},{"store":"bad"},{"store":"west"}]' > \${{outputs.items}}\n    environment: {image: ubuntu}\n    outputs: {items: {type: string}}\n`;
  const root = projectOf(EACH('${{parent.jobs.list.outputs.items}}', list), {
    'say.yml': SAY,
    'store.yml': STORE.replace('echo', '[ ${{inputs.store}} = bad ] && exit 1; echo'),
  });

  const done = await runProject(root);

  expect(done).toMatchObject({
    result: 'failed',
    jobs: { 'each_store[1]': 'passed', 'each_store[2]': 'failed', 'each_store[3]': 'passed', stores: 'failed', sum: 'skipped' },
  });
  expect(done.messageOf('stores')).toBe('Item 2 of `stores` did not pass: look at `each_store[2]`.');
  expect(existsSync(done.outputs['each_store[3].table'] ?? '')).toBe(true);
});

test('a job whose output is recorded is skipped, and what waits for it runs with the record', async () => {
  const root = projectOf(
    `type: pipeline\njobs:\n  wash: {type: spark, entry: {file: a.py}, outputs: {table: {type: uri_file}}}\n  show: {type: command, component: ./say.yml, inputs: {word: after, before: '\${{parent.jobs.wash.outputs.table}}'}}\n`,
    { 'say.yml': SAY, 'kept.csv': 'washed\n', '.sluice/local.yml': 'outputs: {wash.table: ./kept.csv}\n' },
  );

  const done = await runProject(root);

  expect(done).toMatchObject({ result: 'passed', jobs: { wash: 'skipped', show: 'passed' } });
  expect(done.messageOf('wash')).toBe('It is not run: `table` is taken from ./kept.csv.');
  expect(readFileSync(done.outputs['show.out'] ?? '', 'utf8')).toBe('after\nwashed\n');
});

test('what branches and loops would do is known before the run, as far as what decides is kept', async () => {
  const root = projectOf(
    `type: pipeline
jobs:
  refine: {type: command, component: ./round.yml, inputs: {n: 1}}
  repeat: {type: do_while, body: '\${{parent.jobs.refine}}', condition: again, mapping: {next: n}, limits: {max_iteration_count: 5}}
  fork: {type: if_else, condition: '\${{parent.jobs.refine.outputs.again}}', true_block: '\${{parent.jobs.more}}', false_block: '\${{parent.jobs.all}}'}
  more: {type: command, component: ./say.yml, inputs: {word: more}}
  one: {type: command, component: ./say.yml, inputs: {word: x}}
  all: {type: parallel_for, body: '\${{parent.jobs.one}}', items: [{word: a}, {word: b}]}
`,
    { 'round.yml': ROUND, 'say.yml': SAY },
  );
  const ask = async () => {
    const planned = planFile({ cwd: root, file: 'pipeline.yml', sets: new Map(), maps: new Map() });
    const forecast = planned.ok ? await forecastRun(planned.value.plan, root) : new Map();
    return Object.fromEntries([...forecast].map(([id, { will, why }]) => [id, `${will}: ${why}`]));
  };

  const first = await ask();
  await runProject(root);
  const unchanged = await ask();
  writeFileSync(join(root, 'say.yml'), SAY.replace('echo', 'echo now'));
  const changed = await ask();

  expect(first).toEqual({
    repeat: 'run: `refine[1]`: has not run before',
    fork: 'maybe: waits for `repeat`, which will run',
    more: 'maybe: `fork` decides',
    all: 'maybe: `fork` decides',
  });
  expect(unchanged).toEqual({
    repeat: 'reuse: nothing it depends on changed',
    fork: 'reuse: nothing it depends on changed',
    more: 'leave: `fork` goes the other way',
    all: 'reuse: nothing it depends on changed',
  });
  expect(changed).toMatchObject({ repeat: unchanged.repeat, all: 'run: `one[1]`: its command changed' });
});

test('a stopped run stops the rounds of its loops, and starts no others', async () => {
  const sleep = component('sleep 300; echo ${{inputs.n}} > ${{outputs.next}}', '{n: {type: integer}}', '{next: {type: integer}}');
  const root = projectOf(
    `type: pipeline
jobs:
  refine: {type: command, component: ./sleep.yml, inputs: {n: 1}}
  repeat: {type: do_while, body: '\${{parent.jobs.refine}}', condition: true, mapping: {next: n}, limits: {max_iteration_count: 5}}
  one: {type: command, component: ./sleep.yml}
  all: {type: parallel_for, body: '\${{parent.jobs.one}}', items: [{n: 1}, {n: 2}, {n: 3}], max_concurrency: 1}
`,
    { 'sleep.yml': sleep },
  );
  const control = new AbortController();
  const begun = new Set<string>();

  const done = await runProject(root, {
    signal: control.signal,
    parallel: 4,
    onEvent: (event) => {
      if (event.type === 'job-started') begun.add(event.job);
      if (begun.has('refine[1]') && begun.has('one[1]')) control.abort();
    },
  });

  expect(done).toMatchObject({ result: 'stopped', jobs: { 'refine[1]': 'stopped', repeat: 'stopped', 'one[1]': 'stopped', all: 'stopped' } });
  expect([...begun].filter((id) => id.includes('[')).sort()).toEqual(['one[1]', 'refine[1]']);
});

test('nothing new starts once a job failed where the pipeline says so, not even what waited for a place', async () => {
  const root = projectOf(
    `type: pipeline
settings: {continue_on_step_failure: false}
jobs:
  bad: {type: command, command: exit 2, environment: {image: ubuntu}}
  other: {type: command, component: ./say.yml, inputs: {word: other}}
  one: {type: command, component: ./say.yml, inputs: {word: x}}
  all: {type: parallel_for, body: '\${{parent.jobs.one}}', items: [{word: a}, {word: b}]}
`,
    { 'say.yml': SAY },
  );

  const done = await runProject(root, { parallel: 1 });

  expect(done).toMatchObject({ result: 'failed', jobs: { bad: 'failed', other: 'skipped', all: 'skipped' } });
  expect(done.messageOf('other')).toBe('Another job failed, and the pipeline does not go on then.');
});
