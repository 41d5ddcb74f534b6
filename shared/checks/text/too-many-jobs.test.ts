import { test } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { tooManyJobs } from './too-many-jobs.check.ts';

const pipelineOf = (count: number): string =>
  `type: pipeline\n{|jobs|}: {${Array.from({ length: count }, (_, k) => ` j${k}: { component: azureml:x:1 }`).join(',')} }\n`;

test('reports what is above the limit only', () => {
  checkTester(tooManyJobs).invalid(pipelineOf(30_001));
  checkTester(tooManyJobs).valid(pipelineOf(3).replace(/\{\||\|\}/g, ''));
});
