import { it } from 'vitest';
import { checkTester } from '../../testing/check-tester.ts';
import { unknownInput } from './unknown-input.check.ts';

const { fixes } = checkTester(unknownInput, {
  files: {
    'train.yml':
      '$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json\ntype: command\nname: t\ninputs:\n  rate: { type: number, default: 0.1 }\ncommand: echo\nenvironment: azureml:e:1\n',
  },
});

const JOBS = (binding: string): string => `jobs:\n  train:\n    type: command\n    component: ./train.yml\n    inputs:\n      rate: ${binding}\n`;

it('adds the input with the type and the default of what reads it', () => {
  fixes(
    `type: pipeline\n${JOBS('{|${{parent.inputs.learning_rate}}|}')}`,
    `type: pipeline\ninputs:\n  learning_rate: 0.1\n${JOBS('${{parent.inputs.learning_rate}}')}`,
  );
});

it('adds it to those that are there, although one is near', () => {
  fixes(
    `type: pipeline\ninputs:\n  rates: 3\n${JOBS('{|${{parent.inputs.rate}}|}')}`,
    `type: pipeline\ninputs:\n  rates: 3\n  rate: 0.1\n${JOBS('${{parent.inputs.rate}}')}`,
    { fix: 'add-input' },
  );
});

it('corrects the name within a longer text', () => {
  fixes(
    `type: pipeline\ninputs:\n  name: churn\njobs:\n  a:\n    command: echo\n    environment: azureml:e:1\n    environment_variables:\n      RUN: run-{|\${{ parent.inputs.nmae }}|}-1\n`,
    `type: pipeline\ninputs:\n  name: churn\njobs:\n  a:\n    command: echo\n    environment: azureml:e:1\n    environment_variables:\n      RUN: run-\${{parent.inputs.name}}-1\n`,
  );
});
