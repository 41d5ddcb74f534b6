import { describe, expect, test } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { badReference } from './bad-reference.check.ts';
import { fileNotFound } from './file-not-found.check.ts';

const SCHEMAS = 'https://azuremlschemas.azureedge.net/latest';
const bad = checkTester(badReference);
const missing = checkTester(fileNotFound);

const deployment = (rest: string): string =>
  `$schema: ${SCHEMAS}/managedOnlineDeployment.schema.json\nname: blue\nendpoint_name: churn\ninstance_type: Standard_DS3_v2\ninstance_count: 1\n${rest}`;
const schedule = (job: string): string =>
  `$schema: ${SCHEMAS}/schedule.schema.json\nname: nightly\ntrigger: { type: cron, expression: 0 3 * * * }\ncreate_job: ${job}\n`;
const command = (rest: string): string => `$schema: ${SCHEMAS}/commandJob.schema.json\ncommand: echo\n${rest}`;

describe('a name without azureml: before it', () => {
  test('is found in jobs that stand alone', () => {
    bad.fixes(command('environment: {|sklearn:1|}\n'), command('environment: azureml:sklearn:1\n'));
    bad.fixes(
      `$schema: ${SCHEMAS}/sweepJob.schema.json\ntype: sweep\ntrial:\n  command: echo\n  environment: {|sklearn:1|}\n`,
      `$schema: ${SCHEMAS}/sweepJob.schema.json\ntype: sweep\ntrial:\n  command: echo\n  environment: azureml:sklearn:1\n`,
    );
  });

  test('is found in deployments, schedules and endpoints', () => {
    bad.fixes(deployment('model: {|churn:1|}\n'), deployment('model: azureml:churn:1\n'));
    bad.fixes(deployment('environment: {|e:1|}\n'), deployment('environment: azureml:e:1\n'));
    bad.fixes(schedule('{|training|}'), schedule('azureml:training'));
    bad.fixes(schedule('{ type: pipeline, job: {|training|} }'), schedule('{ type: pipeline, job: azureml:training }'));
    const endpoint = (compute: string): string => `$schema: ${SCHEMAS}/kubernetesOnlineEndpoint.schema.json\nname: churn\ncompute: ${compute}\n`;
    bad.fixes(endpoint('{|k8s|}'), endpoint('azureml:k8s'));
  });

  test('is none where nothing is written, and that is said', () => {
    const problem = bad.invalid(command('environment: {|""|}\n'));

    expect(problem.message).toContain('names no environment');
  });

  test('is none of files, addresses and expressions', () => {
    bad.valid(schedule('./pipeline.yml'));
    bad.valid(deployment('model: azureml://registries/r/models/m/versions/1\nenvironment: { image: a }\n'));
    bad.valid(deployment('model: { path: ./model }\nenvironment: file:./env.yml\n'));
  });
});

describe('a file that is not there', () => {
  const files = { 'env/conda.yml': 'dependencies: []\n', 'src/train.py': '', 'pipelines/train.yml': 'type: pipeline\njobs: {}\n' };

  test('is found in jobs that stand alone, environments, deployments and schedules', () => {
    missing.fixes(command('environment: azureml:e:1\ncode: {|./scr|}\n'), command('environment: azureml:e:1\ncode: ./src\n'), { files });
    missing.fixes(schedule('{|./pipelines/tran.yml|}'), schedule('./pipelines/train.yml'), { files });
    missing.invalid(schedule('{ type: pipeline, job: {|./no.yml|} }'), { files });
    missing.invalid(deployment('model: { path: {|./model|} }\n'), { files });
    missing.invalid(deployment('environment: {|./env/no.yml|}\n'), { files });
    missing.invalid(`$schema: ${SCHEMAS}/environment.schema.json\nname: e\nbuild: { path: {|./evn|} }\n`, { files });
  });

  test('is none when it is there', () => {
    missing.valid(`$schema: ${SCHEMAS}/environment.schema.json\nname: e\nimage: a\nconda_file: env/conda.yml\n`, { files });
    missing.valid(schedule('file:pipelines/train.yml'), { files });
    missing.valid(command('environment: azureml:e:1\ncode: ./src\n'), { files });
  });
});
