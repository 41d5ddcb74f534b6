import { describe, expect, test } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { brokenComponent } from './broken-component.check.ts';
import { cronExpression } from './cron-expression.check.ts';
import { environmentImage } from './environment-image.check.ts';
import { missingInclude } from './missing-include.check.ts';
import { monitorThreshold } from './monitor-threshold.check.ts';
import { portDefault } from './port-default.check.ts';
import { timeZone } from './time-zone.check.ts';
import { trafficSum } from './traffic-sum.check.ts';
import { valueOutput } from './value-output.check.ts';

const schedule = (expression: string): string => `name: a\ntrigger: { type: cron, expression: "${expression}" }\ncreate_job: azureml:x\n`;
const component = (inputs: string): string =>
  `name: train\ntype: command\nversion: 1\ninputs:\n  rate: ${inputs}\ncommand: echo \${{inputs.rate}}\nenvironment: azureml:e:1\n`;

test.each(['0 3 * * *', '*/15 0-6 1,15 * mon-fri', '0 0 1 jan sun', '59 23 31 12 6'])('takes the cron expression %s', (expression) => {
  checkTester(cronExpression).valid(schedule(expression));
});

test.each(['0 24 * * *', '60 * * * *', '0 3 0 * *', '0 3 * 13 *', '5-1 * * * *', '*/0 * * * *', '0 3 * * funday', '0 3 * *'])(
  'refuses the cron expression %s',
  (expression) => {
    checkTester(cronExpression).invalid(schedule(expression));
  },
);

describe('defaults of a component', () => {
  test('are read as Azure ML converts them', () => {
    for (const input of [
      '{ type: integer, default: "3" }',
      '{ type: number, default: 2e-5 }',
      '{ type: boolean, default: "True" }',
      '{ type: string, default: 3 }',
    ])
      checkTester(portDefault).valid(component(input));
  });

  test('that no number can be made of are refused', () => {
    checkTester(portDefault).invalid(component('{ type: integer, default: {|1.5|} }'));
    checkTester(portDefault).invalid(component('{ type: boolean, default: {|maybe|} }'));
  });
});

describe('traffic', () => {
  const endpoint = (traffic: string): string => `name: churn\nauth_mode: key\n${traffic}\n`;

  test('of zero per cent is fine', () => {
    checkTester(trafficSum).valid(endpoint('traffic: { blue: 0 }'));
  });

  test('to a deployment that is not in the project is a warning, when others of the endpoint are', () => {
    const files = { 'blue.yml': 'name: blue\nendpoint_name: churn\ninstance_type: x\n' };

    checkTester(trafficSum).invalid(endpoint('traffic: { blue: 50, {|blu|}: 50 }'), { files, severity: 'warning' });
    checkTester(trafficSum).valid(endpoint('traffic: { green: 100 }'));
  });
});

test('a fault of a component is repaired in its own file', () => {
  const files = { 'c.yml': component('{ type: Number }') };
  const problem = checkTester(brokenComponent).invalid('type: pipeline\njobs:\n  train:\n    component: {|./c.yml|}\n    inputs: { rate: 1 }\n', { files });

  expect(problem.related[0]?.path).toBe('c.yml');
  expect(problem.fixes[0]).toMatchObject({ title: 'Write `number` in `c.yml`', steps: [{ kind: 'edit', path: 'c.yml', edit: 'set' }] });
});

test('an output that is a value is an error in the profile of what is generally available', () => {
  const text = 'name: train\ntype: command\nversion: 1\noutputs:\n  score: { type: {|number|} }\ncommand: echo\nenvironment: azureml:e:1\n';

  checkTester(valueOutput).invalid(text, { severity: 'warning' });
  checkTester(valueOutput).invalid(text, { severity: 'error', settings: { profile: 'ga' } });
});

test('an included file may not have the name of one in the code folder', () => {
  const text = 'name: train\ntype: command\nversion: 1\ncode: ./src\nadditional_includes:\n  - {|../tools.py|}\ncommand: echo\nenvironment: azureml:e:1\n';

  checkTester(missingInclude).invalid(text, { path: 'train/c.yml', files: { 'tools.py': '', 'train/src/tools.py': '' } });
  checkTester(missingInclude).valid(text.replace(/\{\||\|\}/g, ''), { path: 'train/c.yml', files: { 'tools.py': '' } });
});

test('an environment written in a job needs an image, one that is named does not', () => {
  const job = (environment: string): string => `type: pipeline\njobs:\n  train:\n    command: echo\n    ${environment}\n`;

  checkTester(environmentImage).invalid(job('{|environment|}: { conda_file: ./conda.yml }'));
  checkTester(environmentImage).valid(job('environment: azureml:e:1'));
});

test('a threshold in per cent is written as a share; distances without an upper limit are left alone', () => {
  const monitor = (metric: string): string =>
    `name: m\ntrigger: { type: recurrence, frequency: day, interval: 1 }\ncreate_monitor:\n  monitoring_signals:\n    drift:\n      type: data_drift\n      metric_thresholds: { numerical: { ${metric} } }\n`;

  checkTester(monitorThreshold).fixes(monitor('jensen_shannon_distance: {|5|}'), monitor('jensen_shannon_distance: 0.05'));
  checkTester(monitorThreshold).valid(monitor('normalized_wasserstein_distance: 5'));
});

test('time zones are compared without case', () => {
  checkTester(timeZone).valid('name: a\ntrigger: { type: cron, expression: "0 3 * * *", time_zone: w. europe standard time }\ncreate_job: azureml:x\n');
});
