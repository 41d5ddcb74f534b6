import { describe, expect, it } from 'vitest';
import { filesAfterFix, problemsOf } from '../../testing/check-tester.ts';
import { trapsChecks } from './checks.ts';

const TOP = 'type: pipeline\nsettings: { default_compute: azureml:cpu }\ninputs:\n  raw: { type: uri_folder, path: azureml:raw:1 }\njobs:\n';
const job = (name: string, inputs: string, outputs: string, more = ''): string =>
  `  ${name}:\n    type: command\n    command: echo ${name}\n    environment: azureml:sklearn:1\n${more}    inputs:\n      ${inputs}\n    outputs:\n      ${outputs}\n`;
const TRAIN = job('train', 'data: ${{parent.inputs.raw}}', 'model: { type: mlflow_model }');
const EVALUATE = job('evaluate', 'model: ${{parent.jobs.train.outputs.model}}', 'metrics: { type: uri_file }');
const GATE = job('quality_gate', 'metrics: ${{parent.jobs.evaluate.outputs.metrics}}', 'verdict: { type: uri_file }');
const REGISTER = job('register_model', 'model: ${{parent.jobs.train.outputs.model}}', 'done: { type: uri_file }');
const ENDPOINT = '$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json\nname: churn\nauth_mode: key\n';

const codesOf = (text: string) => problemsOf(trapsChecks, text).map(({ code }) => code);

describe('what looks like a trap and is none', () => {
  it.each([
    ['data that is registered', TOP + job('register_data', 'raw: ${{parent.inputs.raw}}', 'done: { type: uri_file }'), 'gate-before-register'],
    [
      'a cluster that build services use',
      TOP + TRAIN.replace('azureml:sklearn:1\n', 'azureml:sklearn:1\n    compute: azureml:ci-runner-cluster\n'),
      'training-on-instance',
    ],
    ['an endpoint that says what it is not for', `${ENDPOINT}description: Answers single requests; not for bulk scoring\n`, 'online-for-bulk'],
    [
      'rows that are cleaned before the split',
      TOP +
        job('clean', 'raw: ${{parent.inputs.raw}}', 'clean: { type: uri_folder }') +
        job('split', 'raw: ${{parent.jobs.clean.outputs.clean}}', 'train: { type: uri_folder }'),
      'fit-before-split',
    ],
  ])('%s', (_name, text, code) => {
    expect(codesOf(text)).not.toContain(code);
  });
});

describe('a gate that nothing waits for', () => {
  const text = TOP + TRAIN + EVALUATE + GATE + REGISTER;

  it('is told once, at the gate', () => {
    expect(codesOf(text).filter((code) => code.startsWith('gate-'))).toEqual(['gate-without-effect']);
  });

  it('is waited for by a job without a component, too', () => {
    const [problem] = problemsOf(trapsChecks, text).filter(({ code }) => code === 'gate-without-effect');
    const fixed = problem?.fixes[0] && filesAfterFix(problem.fixes[0], text);

    expect(fixed?.ok && fixed.value['pipeline.yml']).toContain('gate: ${{parent.jobs.quality_gate.outputs.verdict}}');
    expect(fixed?.ok && codesOf(fixed.value['pipeline.yml'] ?? '')).not.toContain('gate-without-effect');
  });
});

it('says that an output with a name registers a model before anything judges it', () => {
  const named = (place: string) => TOP + TRAIN.replace('{ type: mlflow_model }', `{ type: ${place}, name: churn }`);

  expect(codesOf(named('mlflow_model'))).toContain('gate-before-register');
  expect(codesOf(named('uri_folder'))).not.toContain('gate-before-register');
});
