import { it } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { missingInput } from './missing-input.check.ts';

const SCHEMA = '$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json\ntype: command\n';
const { fixes, valid, invalid } = checkTester(missingInput, {
  files: {
    'train.yml': `${SCHEMA}name: t\ninputs:\n  data: { type: uri_folder }\noutputs:\n  model: { type: mlflow_model }\ncommand: echo\nenvironment: azureml:e:1\n`,
  },
});

const split = (outputs: string): string => `type: pipeline\njobs:\n  split:\n    command: echo\n    environment: azureml:e:1\n    outputs:\n${outputs}`;
const TRAIN = '  {|train|}:\n    type: command\n    component: ./train.yml\n';
const bound = (end: string): string => `  train:\n    type: command\n    component: ./train.yml\n    inputs:\n      data: \${{${end}}}\n`;

it('binds to the only output that fits', () => {
  const one = split('      train: { type: uri_folder }\n      report: { type: uri_file }\n');
  fixes(one + TRAIN, one + bound('parent.jobs.split.outputs.train'));
});

it('binds to the one of the same name among several', () => {
  const two = split('      data: { type: uri_folder }\n      rest: { type: uri_folder }\n');
  fixes(two + TRAIN, two + bound('parent.jobs.split.outputs.data'));
});

it('asks the pipeline when several fit', () => {
  const two = split('      train: { type: uri_folder }\n      test: { type: uri_folder }\n');
  fixes(two + TRAIN, two.replace('jobs:', 'inputs:\n  data:\n    type: uri_folder\njobs:') + bound('parent.inputs.data'));
});

it('never binds to what waits for the job itself', () => {
  const text =
    'type: pipeline\njobs:\n  {|train|}:\n    type: command\n    component: ./train.yml\n  next:\n    command: echo\n    environment: azureml:e:1\n    inputs:\n      model: ${{parent.jobs.train.outputs.model}}\n    outputs:\n      out: { type: uri_folder }\n';
  const problem = invalid(text);
  if (problem.fixes.some((fix) => fix.id === 'bind')) throw new Error('would close a circle');
});

it('leaves the body of a loop alone: items give it its inputs', () => {
  valid(
    'type: pipeline\njobs:\n  train:\n    type: command\n    component: ./train.yml\n  each:\n    type: parallel_for\n    body: ${{parent.jobs.train}}\n    items: [{ data: azureml:a:1 }]\n',
  );
});
