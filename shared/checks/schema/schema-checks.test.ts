import { describe, expect, test } from 'vitest';
import { checkTester, problemsOf } from '../../testing/check-tester.ts';
import { textChecks } from '../text/checks.ts';
import { emptyValue } from '../text/empty-value.check.ts';
import { missingKey } from '../text/missing-key.check.ts';
import { mustBeText } from '../text/must-be-text.check.ts';
import { unknownJobKey } from '../text/unknown-job-key.check.ts';
import { unknownKey } from '../text/unknown-key.check.ts';
import { wrongKindOfValue } from '../text/wrong-kind-of-value.check.ts';
import { wrongWord } from '../text/wrong-word.check.ts';

const job = (body: string): string => `type: pipeline\njobs:\n  train:\n    command: echo\n    environment: azureml:env:1\n${body}`;

describe('keys', () => {
  const keys = checkTester(unknownKey);

  test('are renamed to what was meant, with their comments', () => {
    keys.fixes(job('    # how long\n    {|limit|}: { timeout: 60 } # seconds\n'), job('    # how long\n    limits: { timeout: 60 } # seconds\n'));
  });

  test('are moved to the mapping that they belong to', () => {
    keys.fixes('type: pipeline\n{|default_compute|}: azureml:cpu\njobs: {}\n', 'type: pipeline\nsettings:\n  default_compute: azureml:cpu\njobs: {}\n');
  });

  test('of the documentation are said as the loader knows them', () => {
    const schedule = (key: string) =>
      `name: a\ntrigger:\n  type: recurrence\n  frequency: day\n  interval: 1\n  ${key}:\n    hours: 1\n    minutes: 0\ncreate_job: azureml:x\n`;
    keys.fixes(schedule('{|pattern|}'), schedule('schedule'));
  });

  test('are led to the one that holds all their words, and the missing one is not said again', () => {
    const tune = (low: string, most: string): string =>
      `type: pipeline\njobs:\n  tune:\n    type: sweep\n    trial: azureml:t:1\n    search_space:\n      lr: { type: uniform, ${low}: 0.1, max_value: 1 }\n    objective: { goal: minimize, primary_metric: loss }\n    limits: { ${most}: 5 }\n`;
    keys.fixes(tune('{|min|}', 'max_total_trials'), tune('min_value', 'max_total_trials'));
    keys.fixes(tune('min_value', '{|max_trials|}'), tune('min_value', 'max_total_trials'));
    expect(problemsOf(undefined, tune('min', 'max_total_trials')).filter((problem) => problem.code === 'missing-key')).toEqual([]);
  });

  test('of a schedule that has lost its trigger belong under it', () => {
    const problem = keys.invalid(
      '$schema: https://azuremlschemas.azureedge.net/latest/schedule.schema.json\nname: s\n{|frequency|}: week\ncreate_job: azureml:j:1\n',
    );

    expect(problem.message).toContain('it belongs under `trigger`');
  });

  test('that a component declares are no keys of an input of a job', () => {
    const problem = keys.invalid(job('    inputs:\n      rate: { type: uri_file, path: ./x, {|optional|}: true }\n'));

    expect(problem.message).toContain('a component declares that');
  });

  test('are kept where Azure ML keeps them', () => {
    const withComponent = 'type: pipeline\njobs:\n  train: { component: azureml:x:1, {|banana|}: 1 }\n';
    keys.valid(withComponent.replace(/\{\||\|\}/g, ''));
    checkTester(unknownJobKey).invalid(withComponent, { severity: 'warning' });
    keys.valid('name: a\ntype: command\nversion: 1\ncommand: echo\nenvironment: azureml:e:1\nmine: 1\n');
  });

  test('are refused in datastores, computes, workspaces and connections, as their loaders do', () => {
    const store = (key: string): string => `type: azure_blob\nname: b\naccount_name: a\ncontainer_name: c\n${key}: { sas_token: x }\n`;
    keys.fixes(store('{|credentails|}'), store('credentials'));
    keys.invalid(store('{|something_new|}'));
    keys.invalid('type: computeinstance\nname: c\n{|enable_sudo|}: true\n');
    keys.valid(
      'type: computeinstance\nname: c\nenable_sso: true\ncustom_applications: [{ name: a, image: { reference: i }, endpoints: [{ target: 1, published: 2 }] }]\n',
    );
    keys.valid(
      'name: w\nlocation: westeurope\nhbi_workspace: false\nnetwork_acls: { default_action: Deny, ip_rules: [{ value: 10.0.0.1 }] }\ndiscovery_url: x\n',
    );
    keys.invalid('name: c\ntype: git\ntarget: https://x\n{|credential|}: { type: pat, pat: x }\n');
  });

  test('that the service writes are taken', () => {
    keys.valid('name: r\nlocation: x\nreplication_locations: [{ location: x }]\nkind: r\nsku: { name: b }\n');
    keys.valid('type: pipeline\nid: azureml:x\nstatus: Completed\ncreation_context: { created_by: me }\njobs: {}\n');
  });

  test('are found through merges and aliases', () => {
    keys.invalid(`x-common: &common { limit: 1 }\n${job('    <<: *common\n')}`, { times: 2 });
  });

  test('of a kind of job that is not known say nothing', () => {
    keys.valid('type: pipeline\njobs:\n  a: { type: nope, banana: 1 }\n');
  });
});

describe('words of AutoML', () => {
  const automl = (rest: string): string =>
    `$schema: https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json\ntype: automl\ntask: classification\ntarget_column_name: y\ntraining_data: { type: mltable, path: azureml:t:1 }\n${rest}`;

  test('are taken in camel case, too, as the loader takes them', () => {
    checkTester(wrongWord).valid(automl('primary_metric: AUCWeighted\ntraining: { allowed_training_algorithms: [LightGBM, LogisticRegression] }\n'));
  });

  test('are said with what was meant', () => {
    const problem = checkTester(wrongWord).invalid(automl('training: { allowed_training_algorithms: [{|LigthGBM|}] }\n'));

    expect(problem.message).toBe('Item 1 of `training.allowed_training_algorithms` is `LigthGBM`, which is not known. Did you mean `light_gbm`?');
  });
});

describe('a number', () => {
  test('is not yes or true', () => {
    checkTester(wrongKindOfValue).invalid(job('    resources: { instance_count: {|yes|} }\n'));
  });
});

describe('of several forms', () => {
  test('the one that is named counts', () => {
    checkTester(unknownKey).invalid(job('    distribution: { type: mpi, {|worker_count|}: 2 }\n'));
    checkTester(unknownKey).valid(job('    distribution: { type: TensorFlow, worker_count: 2 }\n'));
  });

  test('the one that fits most keys counts when none is named', () => {
    const problem = checkTester(missingKey).invalid(job('    {|distribution|}: { worker_count: 2 }\n'));

    expect(problem.field).toEqual(['jobs', 'train', 'distribution', 'type']);
    expect(problem.fixes[0]?.title).toBe('Add `type: tensorflow`');
  });

  test('a component is warned about without a name: it runs from its file', () => {
    const problem = checkTester(missingKey).invalid('{|type|}: command\ncommand: echo\nenvironment: azureml:env:1\ninputs: { a: { type: string } }\n', {
      severity: 'warning',
    });

    expect(problem.message).toContain('cannot be registered');
  });

  test('a word that names none of them is told with those that do', () => {
    const problem = checkTester(wrongWord).invalid(job('    distribution: { type: {|pytorsh|} }\n'));

    expect(problem.fixes[0]?.title).toBe('Write `pytorch`');
  });

  test('exactly one sentence is said', () => {
    for (const value of ['{ type: banana, mode: 3 }', '[1, 2]', '{ path: ./x, banana: 1 }']) {
      const problems = problemsOf(textChecks, job(`    inputs:\n      data: ${value}\n`)).filter((problem) => problem.severity === 'error');
      expect(problems.length).toBe(value.includes('mode') ? 2 : 1);
    }
  });
});

describe('values', () => {
  test('are quoted where text is needed, as they were written', () => {
    checkTester(mustBeText).fixes('type: pipeline\ntags: { a: {|1.10|} }\njobs: {}\n', 'type: pipeline\ntags: { a: "1.10" }\njobs: {}\n');
  });

  test('of a version, a literal and a variable may be numbers', () => {
    const valid = checkTester(mustBeText).valid;
    valid('type: pipeline\ninputs: { a: 1, b: true, c: { value: 2 } }\njobs: {}\n');
    valid(job('    environment_variables: { A: 1 }\n    outputs: { o: { name: x, version: 2 } }\n'));
  });

  test('in quotes are taken for numbers and truths, as Azure ML takes them', () => {
    const valid = checkTester(wrongKindOfValue).valid;
    valid(job('    resources: { instance_count: "2" }\n'));
    valid('type: pipeline\nsettings: { force_rerun: "yes", continue_on_step_failure: 0 }\njobs: {}\n');
    checkTester(wrongKindOfValue).invalid('type: pipeline\nsettings: { force_rerun: {|maybe|} }\njobs: {}\n');
    const listed = checkTester(wrongKindOfValue).invalid(job('    {|inputs|}:\n      - name: x\n        path: azureml:d:1\n'));
    expect(listed.fixes[0]?.steps).toMatchObject([{ edit: 'set', args: { value: { x: { path: 'azureml:d:1' } } } }]);
  });

  test('may be bindings inside of jobs', () => {
    const valid = checkTester(wrongKindOfValue).valid;
    valid(job(`    resources: { instance_count: "\${{parent.inputs.n}}" }\n    limits: { timeout: "\${{parent.inputs.t}}" }\n`));
  });

  test('may be left out for outputs of jobs only', () => {
    checkTester(emptyValue).valid(job('    outputs:\n      model:\n'));
    checkTester(emptyValue).invalid(job('    {|inputs|}:\n'));
    checkTester(emptyValue).invalid('type: pipeline\njobs:\n  {|train|}:\n');
  });
});
