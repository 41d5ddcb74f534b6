import { describe, expect, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { contextOf } from '#shared/testing/project-of.ts';
import { addControl } from './add-control.edit.ts';
import { disconnectArgs } from './common/control-ends.ts';
import { connect } from './connect.edit.ts';
import { disconnect } from './disconnect.edit.ts';
import { duplicateJob } from './duplicate-job.edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';
import { renameJob } from './rename-job.edit.ts';

const FILES = {
  'components/judge.yml': `type: command
name: judge
inputs:
  rate: { type: number, default: 0.5 }
outputs:
  better: { type: boolean }
  report: { type: uri_folder }
`,
};

const JOBS = `type: pipeline

jobs:
  judge:
    type: command
    component: ./components/judge.yml

  # Tells the team.
  tell:
    type: command
    component: ./components/judge.yml

  publish:
    type: command
    component: ./components/judge.yml
`;

const CHOICE = `type: pipeline

jobs:
  judge:
    type: command
    component: ./components/judge.yml

  is_better:  # asks
    type: if_else
    condition: \${{parent.jobs.judge.outputs.better}}
    true_block: \${{parent.jobs.publish}}
    false_block: \${{parent.jobs.tell}}

  tell:
    type: command
    component: ./components/judge.yml

  publish:
    type: command
    component: ./components/judge.yml

  more:
    type: command
    component: ./components/judge.yml
`;

describe('add-control', () => {
  test('adds an if_else with what it asks and where it leads', () => {
    const args = { kind: 'if_else' as const, name: 'is_better', condition: 'parent.jobs.judge.outputs.better', whenTrue: 'publish', after: 'judge' };
    const after = JOBS.replace(
      '\n  # Tells',
      `
  is_better:
    type: if_else
    condition: \${{parent.jobs.judge.outputs.better}}
    true_block: \${{parent.jobs.publish}}

  # Tells`,
    );

    expectInFormattings(addControl, args, JOBS, after, FORMATTINGS, FILES);
  });

  test('puts a parallel_for around a job, with a first item of what the job takes', () => {
    const after = `${JOBS}
  each:
    type: parallel_for
    body: \${{parent.jobs.publish}}
    items:
      - rate: 0.5
`;

    expectInFormattings(addControl, { kind: 'parallel_for', name: 'each', body: 'publish' }, JOBS, after, FORMATTINGS, FILES);
  });

  test('puts a do_while around a job, asks its boolean output and ends after ten rounds', () => {
    const after = `${JOBS}
  again:
    type: do_while
    body: \${{parent.jobs.publish}}
    condition: \${{parent.jobs.publish.outputs.better}}
    mapping: {}
    limits:
      max_iteration_count: 10
`;

    expectInFormattings(addControl, { kind: 'do_while', name: 'again', body: 'publish' }, JOBS, after, FORMATTINGS, FILES);
  });

  test('refuses a loop without a body, a second loop around a job, and a body that is no command or pipeline', () => {
    const looped = expectEdit(addControl, { kind: 'do_while', name: 'again', body: 'publish' }).on(JOBS, FILES).text();

    expectEdit(addControl, { kind: 'do_while', name: 'x' }).on(JOBS, FILES).refuses('bad-arguments', /body/);
    expectEdit(addControl, { kind: 'parallel_for', name: 'x', body: 'publish' })
      .on(looped, FILES)
      .refuses('already-connected', /one loop only/);
    expectEdit(addControl, { kind: 'parallel_for', name: 'x', body: 'again' }).on(looped, FILES).refuses('type-mismatch');
    expectEdit(addControl, { kind: 'if_else', name: 'x', condition: 'parent.jobs.judge.outputs.report' }).on(JOBS, FILES).refuses('type-mismatch');
  });
});

describe('connect and disconnect with control flow', () => {
  test('an edge of control flow says what has to be taken away', () => {
    const { pipeline } = contextOf(CHOICE, FILES);
    const argsOf = (from: string, to: string) => {
      const edge = pipeline.edges.find((each) => each.from === from && each.to === to);
      return edge && disconnectArgs(pipeline, edge);
    };

    expect(argsOf('parent.jobs.is_better', 'parent.jobs.tell')).toEqual({ from: 'parent.jobs.is_better.false_block', to: 'parent.jobs.tell' });
    expect(argsOf('parent.jobs.judge.outputs.better', 'parent.jobs.is_better')).toEqual({ to: 'parent.jobs.is_better.condition' });
    expectEdit(disconnect, argsOf('parent.jobs.is_better', 'parent.jobs.publish') ?? { to: '' })
      .on(CHOICE, FILES)
      .gives(CHOICE.replace('    true_block: ${{parent.jobs.publish}}\n', ''))
      .undoes();
  });

  const branch = (key: string, to: string) => ({ from: `parent.jobs.is_better.${key}`, to: `parent.jobs.${to}` });

  test('a second job makes a list of a block, and a job taken off it leaves the list', () => {
    const listed = CHOICE.replace(
      '    true_block: ${{parent.jobs.publish}}\n',
      '    true_block:\n      - ${{parent.jobs.publish}}\n      - ${{parent.jobs.more}}\n',
    );

    expectInFormattings(connect, branch('true_block', 'more'), CHOICE, listed, FORMATTINGS, FILES);
    expectInFormattings(disconnect, branch('true_block', 'more'), listed, listed.replace('      - ${{parent.jobs.more}}\n', ''), FORMATTINGS, FILES);
  });

  test('a job that stands in the other block moves', () => {
    const after = CHOICE.replace(
      '    true_block: ${{parent.jobs.publish}}\n    false_block: ${{parent.jobs.tell}}\n',
      '    true_block:\n      - ${{parent.jobs.publish}}\n      - ${{parent.jobs.tell}}\n',
    );

    expectInFormattings(connect, branch('true_block', 'tell'), CHOICE, after, FORMATTINGS, FILES);
  });

  test('a condition is written where it belongs, and taken away', () => {
    const without = CHOICE.replace('    condition: ${{parent.jobs.judge.outputs.better}}\n', '');

    expectInFormattings(connect, { from: 'parent.jobs.judge.outputs.better', to: 'parent.jobs.is_better.condition' }, without, CHOICE, FORMATTINGS, FILES);
    expectInFormattings(disconnect, { to: 'parent.jobs.is_better.condition' }, CHOICE, without, FORMATTINGS, FILES);
  });

  test('refuses what cannot be: a cycle, files as a condition, a port as a branch, itself', () => {
    const on = (args: { from: string; to: string }) => expectEdit(connect, args).on(CHOICE, FILES);

    on(branch('true_block', 'judge')).refuses('would-form-cycle', /is_better comes after judge/);
    on(branch('true_block', 'is_better')).refuses('reads-itself');
    on(branch('true_block', 'publish')).refuses('already-connected');
    on({ from: 'parent.jobs.is_better.true_block', to: 'parent.jobs.publish.inputs.rate' }).refuses('bad-arguments');
    on({ from: 'parent.jobs.judge.outputs.report', to: 'parent.jobs.is_better.condition' }).refuses('type-mismatch');
    on({ from: 'parent.jobs.publish.outputs.better', to: 'parent.jobs.is_better.condition' }).refuses('would-form-cycle');
    on({ from: 'parent.jobs.judge.body', to: 'parent.jobs.publish' }).refuses('bad-arguments');
  });

  test('the body of a loop is another job; its condition is an output of its body', () => {
    const looped = expectEdit(addControl, { kind: 'do_while', name: 'again', body: 'publish' }).on(JOBS, FILES).text();

    expectEdit(connect, { from: 'parent.jobs.again.body', to: 'parent.jobs.tell' })
      .on(looped, FILES)
      .gives(looped.replace('body: ${{parent.jobs.publish}}', 'body: ${{parent.jobs.tell}}'))
      .undoes();
    expectEdit(connect, { from: 'parent.jobs.judge.outputs.better', to: 'parent.jobs.again.condition' })
      .on(looped, FILES)
      .refuses('bad-arguments', /its body/);
  });
});

describe('jobs that control flow names', () => {
  test('keep it intact when they are renamed, also by bare names', () => {
    const bare = CHOICE.replace('${{parent.jobs.tell}}', 'tell');

    expectEdit(renameJob, { job: 'publish', to: 'ship' }).on(CHOICE, FILES).gives(CHOICE.replaceAll('publish', 'ship')).undoes();
    expectEdit(renameJob, { job: 'tell', to: 'say' }).on(bare, FILES).gives(bare.replaceAll('tell', 'say')).undoes();
    expectEdit(renameJob, { job: 'is_better', to: 'is_good' }).on(CHOICE, FILES).gives(CHOICE.replaceAll('is_better', 'is_good')).undoes();
  });

  test('leave their block when they go; what asks them cannot stay', () => {
    const without = expectEdit(removeJobs, { jobs: ['publish'] })
      .on(CHOICE, FILES)
      .text();

    expect(without).not.toContain('publish');
    expect(without).toContain('false_block: ${{parent.jobs.tell}}');
    expectEdit(removeJobs, { jobs: ['judge'] })
      .on(CHOICE, FILES)
      .refuses('nothing-valid-remains');
  });

  test('stand in one loop only when the loop is duplicated, so a copy comes without its body', () => {
    const looped = expectEdit(addControl, { kind: 'parallel_for', name: 'each', body: 'publish' }).on(JOBS, FILES).text();

    const text = expectEdit(duplicateJob, { job: 'each' }).on(looped, FILES).text();

    expect(text.match(/body:/g)).toHaveLength(1);
    expect(text).toContain('  each_2:\n    type: parallel_for\n    items:\n');
  });
});
