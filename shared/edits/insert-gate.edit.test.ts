import { describe, expect, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import type { Files } from '#shared/testing/project-of.ts';
import { insertGate } from './insert-gate.edit.ts';

const PIPELINE = `# Churn.
type: pipeline
inputs:
  raw:
    type: uri_file
    path: ./raw.csv
  champion:
    type: uri_file
    path: ./champion.json

jobs:
  train:
    type: command
    component: ./components/train/component.yml
    inputs:
      data: \${{parent.inputs.raw}}

  # On data that training never saw.
  evaluate:
    type: command
    component: ./components/evaluate/component.yml
    inputs:
      model: \${{parent.jobs.train.outputs.model}} # the new one

  register:
    type: command
    component: ./components/register/component.yml
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
      model_name: churn

# the end
`;
const GATE =
  'name: quality_gate\ntype: command\ninputs:\n  metrics: {type: uri_file}\n  baseline: {type: uri_file, optional: true}\n  rules: {type: string}\noutputs:\n  verdict: {type: uri_file}\ncommand: x\nenvironment: azureml:e:1\n';
const REGISTER = `type: command
name: register
inputs:
  model: # any flavour
    type: mlflow_model
    description: The model.
  model_name:
    type: string
    description: Its name.
outputs:
  done:
    type: uri_file
command: register \${{inputs.model}}
environment: azureml:e:1
`;
const FILES: Files = {
  'components/train/component.yml':
    'type: command\nname: train\ninputs:\n  data: {type: uri_file}\noutputs:\n  model: {type: mlflow_model}\n  metrics: {type: uri_file}\ncommand: x\nenvironment: azureml:e:1\n',
  'components/evaluate/component.yml':
    'type: command\nname: evaluate\ntags:\n  sluice.metrics: accuracy, recall, roc_auc, cohorts.*.recall\ninputs:\n  model: {type: mlflow_model}\noutputs:\n  metrics: {type: uri_file}\n  report: {type: uri_folder}\ncommand: x\nenvironment: azureml:e:1\n',
  'components/register/component.yml': REGISTER.replace('outputs:', '  gate:\n    type: uri_file\noutputs:'),
  'components/quality_gate/component.yml': GATE,
};
const gateJob = (rules: string, more = '') =>
  `  quality_gate:\n    type: command\n    component: ./components/quality_gate/component.yml\n    inputs:\n      metrics: \${{parent.jobs.evaluate.outputs.metrics}}\n${more}      rules: |\n${rules
    .split('\n')
    .map((line) => `        ${line}\n`)
    .join('')}\n`;
const BINDING = '      gate: ${{parent.jobs.quality_gate.outputs.verdict}}\n';
const gated = (rules: string, more = '') =>
  PIPELINE.replace('  register:\n', `${gateJob(rules, more)}  register:\n`).replace('model_name: churn\n', `model_name: churn\n${BINDING}`);

describe('insert-gate before a job', () => {
  test('judges the evaluation beside it, and lets the job wait', () => {
    expectEdit(insertGate, { before: 'register' }).on(PIPELINE, FILES).gives(gated('roc_auc >= 0.8')).undoes();
    expectInFormattings(insertGate, { before: 'register' }, PIPELINE, gated('roc_auc >= 0.8'), FORMATTINGS, FILES);
  });

  test('writes the rules that are asked for, and the champion', () => {
    const rules = 'accuracy >= 0.85\nbeats champion: roc_auc >= baseline.roc_auc - 0.01\n# the rest may come later';

    expectEdit(insertGate, { before: 'register', rules, baseline: 'parent.inputs.champion' })
      .on(PIPELINE, FILES)
      .gives(gated(rules, '      baseline: ${{parent.inputs.champion}}\n'))
      .undoes();
  });

  test('starts with the champion when it is named', () => {
    expectEdit(insertGate, { before: 'register', baseline: 'parent.inputs.champion' })
      .on(PIPELINE, FILES)
      .gives(gated('roc_auc >= 0.8\nno worse than the champion: roc_auc >= baseline.roc_auc', '      baseline: ${{parent.inputs.champion}}\n'));
  });

  test('gives the component file of the job an optional input, in the style of its neighbours', () => {
    const files = { ...FILES, 'components/register/component.yml': REGISTER };

    expectEdit(insertGate, { before: 'register' })
      .on(PIPELINE, files)
      .gives(gated('roc_auc >= 0.8'))
      .givesFile(
        'components/register/component.yml',
        REGISTER.replace('outputs:', '  gate:\n    type: uri_file\n    optional: true\n    description: Verdict of the gate that this waits for.\noutputs:'),
      );
  });

  test.each(['{ type: string }', '{type: string}'])('keeps to braces in a component file that has them: %s', (braces) => {
    const register = `type: command\nname: register\ninputs:\n  model: { type: mlflow_model }\n  model_name: ${braces}\ncommand: x\nenvironment: azureml:e:1\n`;

    expectEdit(insertGate, { before: 'register' })
      .on(PIPELINE, { ...FILES, 'components/register/component.yml': register })
      .givesFile(
        'components/register/component.yml',
        register.replace('command: x', `  gate: ${braces.replace('string', 'uri_file, optional: true')}\ncommand: x`),
      );
  });

  test('takes the place of the file that the caller copies, and a name that is free', () => {
    const { 'components/quality_gate/component.yml': _, ...without } = FILES;
    const taken = PIPELINE.replace('  train:\n', '  quality_gate:\n    type: command\n    component: azureml:other:1\n\n  train:\n');

    expectEdit(insertGate, { before: 'register' }).on(PIPELINE, without).refuses('no-such-file', 'quality_gate component');
    const text = expectEdit(insertGate, { before: 'register', component: 'components/quality_gate/component.yml' }).on(taken, without).undoes().text();
    expect(text).toContain('  quality_gate_2:\n    type: command\n    component: ./components/quality_gate/component.yml\n');
    expect(text).toContain('gate: ${{parent.jobs.quality_gate_2.outputs.verdict}}');
  });

  test('writes between braces where the jobs stand in braces', () => {
    const flow =
      'type: pipeline\njobs: { evaluate: { type: command, component: ./components/evaluate/component.yml }, ship: { type: command, component: ./components/register/component.yml } }\n';

    expectEdit(insertGate, { before: 'ship', rules: 'recall > 0.5' })
      .on(flow, FILES)
      .gives(
        'type: pipeline\njobs: { evaluate: { type: command, component: ./components/evaluate/component.yml }, quality_gate: { type: command, component: ./components/quality_gate/component.yml, inputs: { metrics: "${{parent.jobs.evaluate.outputs.metrics}}", rules: "recall > 0.5\\n" } }, ship: { type: command, component: ./components/register/component.yml, inputs: { gate: "${{parent.jobs.quality_gate.outputs.verdict}}" } } }\n',
      )
      .undoes();
  });
});

describe('insert-gate on an edge', () => {
  test('judges the metrics of the job that the edge leaves', () => {
    expectEdit(insertGate, { from: 'parent.jobs.evaluate.outputs.report', to: 'parent.jobs.register', rules: 'roc_auc >= 0.8' })
      .on(PIPELINE, FILES)
      .gives(gated('roc_auc >= 0.8'));
  });

  test('on an edge from a job that writes none, judges what evaluates the same model', () => {
    const files = { ...FILES, 'components/train/component.yml': FILES['components/train/component.yml']?.replace('  metrics: {type: uri_file}\n', '') ?? '' };

    expectEdit(insertGate, { from: 'parent.jobs.train.outputs.model', to: 'parent.jobs.register.inputs.model' })
      .on(PIPELINE, files)
      .gives(gated('roc_auc >= 0.8'));
  });

  test('stands at the end when nothing is to wait, and says so', () => {
    const { text, result } = (() => {
      const made = expectEdit(insertGate, { from: 'parent.jobs.evaluate.outputs.metrics' }).on(PIPELINE, FILES).undoes();
      return { text: made.text(), result: made.result() };
    })();

    expect(text).toBe(PIPELINE.replace('  register:\n', `${gateJob('roc_auc >= 0.8')}  register:\n`));
    expect(result.notes?.join()).toContain('Nothing waits');
  });

  test('an inline job waits without declaring more', () => {
    const inline = PIPELINE.replace('component: ./components/register/component.yml', 'command: register ${{inputs.model}}\n    environment: azureml:e:1');

    expectEdit(insertGate, { from: 'parent.jobs.train.outputs.metrics', to: 'parent.jobs.register.inputs.model', rules: 'auc > 0.5' })
      .on(inline, FILES)
      .gives(
        inline
          .replace('  # On data', `${gateJob('auc > 0.5').replace('evaluate', 'train')}  # On data`)
          .replace('model_name: churn\n', `model_name: churn\n${BINDING}`),
      )
      .undoes();
  });
});

describe('insert-gate refuses', () => {
  const on = (args: Parameters<typeof expectEdit<never>>[1] | object, text = PIPELINE) => expectEdit(insertGate, args as { before: string }).on(text, FILES);

  test('what it cannot find', () => {
    on({ before: 'registr' }).refuses('no-such-job');
    on({ from: 'parent.jobs.nope.outputs.metrics' }).refuses('no-such-job');
    on({ from: 'parent.jobs.evaluate.outputs.nope' }).refuses('no-such-port');
    on({ from: 'parent.jobs.register.outputs.done' }).refuses('no-such-output', 'writes no metrics');
    on({ before: 'register', baseline: 'parent.inputs.nope' }).refuses('no-such-input');
    on({ before: 'train' }, PIPELINE.replace(/ {2}# On data[\s\S]*$/, '')).refuses('no-such-output', 'sluice.metrics');
    on({}).refuses('bad-arguments');
    on({ before: 'register', from: 'parent.jobs.evaluate.outputs.metrics' }).refuses('bad-arguments');
    on({ before: 'register', name: 'train' }).refuses('name-taken');
    on({ from: 'parent.inputs.raw' }).refuses('bad-arguments');
    on({ from: 'parent.jobs.evaluate.outputs.metrics', to: 'parent.outputs.x' }).refuses('bad-arguments', 'cannot wait');
    on({ from: 'parent.jobs.evaluate.outputs.metrics', to: 'parent.jobs.nope' }).refuses('no-such-job');
  });

  test('a circle', () => {
    on({ from: 'parent.jobs.evaluate.outputs.metrics', to: 'parent.jobs.train.inputs.data' }).refuses('would-form-cycle', 'evaluate reads from train');
    on({ from: 'parent.jobs.evaluate.outputs.metrics', to: 'parent.jobs.evaluate' }).refuses('reads-itself');
  });

  test('a second gate at the same input', () => {
    on({ before: 'register' }, gated('recall > 0')).refuses('already-connected', 'quality_gate.verdict');
  });

  test('a component that lies elsewhere, and says what to do', () => {
    on({ before: 'register' }, PIPELINE.replace('./components/register/component.yml', 'azureml:register:3')).refuses(
      'not-local',
      /azureml:register:3.*optional input 'gate'.*register a new version/,
    );
  });

  test('a text that cannot be read', () => {
    on({ before: 'register' }, 'jobs: [').refuses('document-unreadable');
    on({ before: 'register' }, 'type: command\ncommand: x\n').refuses('not-a-pipeline');
  });
});
