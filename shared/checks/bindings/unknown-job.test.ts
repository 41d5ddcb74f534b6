import { it } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { unknownJob } from './unknown-job.check.ts';

const { valid, invalid, fixes } = checkTester(unknownJob);

const TWO_JOBS = `type: pipeline
jobs:
  split:
    command: echo hi > \${{outputs.train}}
    environment: azureml:e:1
    outputs: { train: { type: uri_folder } }
  train:
    command: cat \${{inputs.data}}
    environment: azureml:e:1
    inputs:
      data: `;

it('is quiet when the job is there', () => {
  valid(`${TWO_JOBS}\${{parent.jobs.split.outputs.train}}\n`);
});

it('underlines the binding and proposes the likely job', () => {
  fixes(`${TWO_JOBS}{|\${{parent.jobs.spilt.outputs.train}}|} # from there\n`, `${TWO_JOBS}\${{parent.jobs.split.outputs.train}} # from there\n`);
});

it('proposes nothing when no name is near', () => {
  const problem = invalid(`${TWO_JOBS}{|\${{parent.jobs.wholesale.outputs.train}}|}\n`, { times: 1 });

  if (problem.fixes.length > 0) throw new Error('a fix was proposed');
});
