import { expect, test } from 'vitest';
import { Workspace } from '#shared/document/workspace.ts';
import { controlTargets, endsOf } from './control-ends-view-model.ts';

const TEXT = `type: pipeline
jobs:
  judge:
    type: command
    command: x
    outputs: {better: {type: boolean}}
  choose:
    type: if_else
    condition: \${{parent.jobs.judge.outputs.better}}
  publish:
    type: command
    command: x
  each:
    type: parallel_for
    body: \${{parent.jobs.publish}}
`;

test('a block leads to jobs, a value to conditions and items', () => {
  const { pipeline } = new Workspace({ now: () => 0 }).open('pipeline.yml', TEXT);

  expect(controlTargets(pipeline, 'parent.jobs.choose.true_block', 'from')).toEqual(['parent.jobs.judge', 'parent.jobs.publish', 'parent.jobs.each']);
  expect(controlTargets(pipeline, 'parent.jobs.judge.outputs.better', 'from')).toEqual(['parent.jobs.choose.condition', 'parent.jobs.each.items']);
  expect(endsOf(pipeline, 'choose', 'from')).toEqual(['parent.jobs.choose.true_block', 'parent.jobs.choose.false_block']);
  expect(endsOf(pipeline, 'each', 'into')).toEqual(['parent.jobs.each.items']);
});
