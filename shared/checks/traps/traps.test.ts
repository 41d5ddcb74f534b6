import { describe, expect, it } from 'vitest';
import { checkTester, filesAfterFix } from '../../testing/check-tester.ts';
import { readYaml } from '../../yaml/read.ts';
import { evaluatedOnTrainingData } from './evaluated-on-training-data.check.ts';
import { fitBeforeSplit } from './fit-before-split.check.ts';
import { gateBeforeRegister } from './gate-before-register.check.ts';
import { gateWithoutEffect } from './gate-without-effect.check.ts';
import { hardCodedPath } from './hard-coded-path.check.ts';
import { latestEnvironment } from './latest-environment.check.ts';
import { missingMetadata } from './missing-metadata.check.ts';
import { loosePackages } from './packages.ts';

const HEAD = 'type: pipeline\nsettings: {default_compute: azureml:cpu}\njobs:\n';
const job = (name: string, inputs: readonly string[], outputs: readonly string[], marked = name): string =>
  [
    `  ${marked}:`,
    `    command: python ${name}.py`,
    '    environment: azureml:sklearn:1',
    ...(inputs.length > 0 ? ['    inputs:', ...inputs.map((line) => `      ${line}`)] : []),
    ...(outputs.length > 0 ? ['    outputs:', ...outputs.map((line) => `      ${line}`)] : []),
    '',
  ].join('\n');
const TRAIN = job('train', ['data: {type: uri_folder, path: azureml:rows:1}'], ['model: {type: mlflow_model}']);
const EVALUATE = job('evaluate', ['model: ${{parent.jobs.train.outputs.model}}'], ['metrics: {type: uri_file}']);
const MODEL = 'model: ${{parent.jobs.train.outputs.model}}';
const gateOf = (kind: string): string =>
  job('check', ['metrics: ${{parent.jobs.evaluate.outputs.metrics}}'], ['verdict: {type: uri_file}']).replace(
    '    inputs',
    `    tags: {sluice.gate: ${kind}}\n    inputs`,
  );

describe('a model that is registered', () => {
  const { invalid, valid } = checkTester(gateBeforeRegister);

  it('needs a gate that judges the model, not one that looks at data', () => {
    const waiting = (kind: string) => HEAD + TRAIN + EVALUATE + gateOf(kind) + job('register', [MODEL, 'gate: ${{parent.jobs.check.outputs.verdict}}'], []);

    valid(waiting('metrics'));
    valid(waiting('cohorts'));
    valid(waiting('approval'));
    invalid(waiting('data'), { times: 1 });
  });

  it('is named once, where the way out begins', () => {
    const deploy = job('deploy', ['registered: ${{parent.jobs.register.outputs.done}}'], []);

    invalid(HEAD + TRAIN + EVALUATE + job('register', [MODEL], ['done: {type: uri_file}'], '{|register|}') + deploy, { times: 1 });
  });

  it('gets the gate of the library where the project has none', () => {
    const text = HEAD + TRAIN + EVALUATE + job('register', [MODEL], []);
    const [fix] = invalid(text).fixes;
    const after = fix && filesAfterFix(fix, text);

    expect(fix?.steps.map((step) => step.kind)).toEqual(['library', 'edit']);
    expect(after?.ok && Object.keys(after.value)).toContain('components/quality_gate/component.yml');
    expect(after?.ok && after.value['pipeline.yml']).toContain('component: ./components/quality_gate/component.yml');
  });

  it('has no fix where nothing writes metrics', () => {
    expect(invalid(HEAD + TRAIN + job('register', [MODEL], [])).fixes).toEqual([]);
  });

  it('may have been judged elsewhere when the pipeline only deploys', () => {
    valid(HEAD + job('deploy', ['model_version: "3"'], []));
  });
});

describe('a gate', () => {
  const { invalid, valid } = checkTester(gateWithoutEffect);

  it('without anybody behind it is a warning only where a job goes on regardless', () => {
    invalid(HEAD + TRAIN + EVALUATE + gateOf('metrics'), { severity: 'info' });
    invalid(HEAD + TRAIN + EVALUATE + gateOf('metrics') + job('register', [MODEL], []), { severity: 'warning' });
  });

  it('that smokes at the end of the run is what it should be', () => {
    valid(HEAD + TRAIN + EVALUATE + gateOf('smoke'));
  });
});

describe('data', () => {
  it('of training may stand beside the rows that judge', () => {
    const { valid, invalid } = checkTester(evaluatedOnTrainingData);
    const split = job('split', ['data: {type: uri_folder, path: azureml:rows:1}'], ['train: {type: uri_folder}', 'test: {type: uri_folder}']);
    const train = job('train', ['data: ${{parent.jobs.split.outputs.train}}'], ['model: {type: mlflow_model}']);
    const evaluate = (...more: readonly string[]) => job('evaluate', [MODEL, ...more], ['metrics: {type: uri_file}']);

    valid(HEAD + split + train + evaluate('rows: ${{parent.jobs.split.outputs.test}}', 'reference: ${{parent.jobs.split.outputs.train}}'));
    invalid(HEAD + split + train + evaluate('rows: {|${{parent.jobs.split.outputs.train}}|}'));
  });

  it('may lie in one folder with those of training, when the script reads a file for testing', () => {
    const { valid, invalid } = checkTester(evaluatedOnTrainingData);
    const prepare = job('prepare', ['data: {type: uri_folder, path: azureml:rows:1}'], ['rows: {type: uri_folder}']);
    const rows = 'rows: ${{parent.jobs.prepare.outputs.rows}}';
    const train = job('train', [rows], ['model: {type: mlflow_model}']);
    const text = (input: string) => HEAD + prepare + train + job('evaluate', [MODEL, input], ['metrics: {type: uri_file}']);
    const marked = 'rows: {|${{parent.jobs.prepare.outputs.rows}}|}';
    const component =
      'command: python src/evaluate.py --rows ${{inputs.rows}}\ncode: ../code\ntype: command\ninputs: {rows: {type: uri_folder}, model: {type: mlflow_model}}\n';
    const used = text(rows).replace('    command: python evaluate.py\n    environment: azureml:sklearn:1\n', '    component: ./parts/evaluate.yml\n');

    valid(text(rows), { files: { 'evaluate.py': 'df = pd.read_csv(os.path.join(args.rows, "test.csv"))' } });
    valid(text(rows), { files: { 'evaluate.py': 'X = np.load(args.rows + "/X-val.npy")' } });
    valid(used, { files: { 'parts/evaluate.yml': component, 'code/src/evaluate.py': 'pd.read_parquet(f"{rows}/holdout.parquet")' } });
    invalid(text(marked), { files: { 'evaluate.py': 'df = pd.read_csv(args.rows + "/all.csv")\nm.to_csv("test_metrics.csv")' } });
    invalid(text(marked));
  });

  it('may be cleaned before the split', () => {
    const { valid } = checkTester(fitBeforeSplit);
    const clean = job('clean_data', ['data: {type: uri_folder, path: azureml:rows:1}'], ['clean: {type: uri_folder}']);

    valid(HEAD + clean + job('split', ['data: ${{parent.jobs.clean_data.outputs.clean}}'], ['train: {type: uri_folder}', 'test: {type: uri_folder}']));
  });
});

describe('what is pinned', () => {
  it('has an exact version; tools, addresses and options need none', () => {
    const loose = (...lines: readonly string[]) => loosePackages(readYaml(`dependencies:\n${lines.map((line) => `  - ${line}\n`).join('')}`).map);

    expect(loose('python=3.10', 'numpy=1.26.4', 'pip', 'conda-forge::scipy==1.11')).toEqual([]);
    expect(loose('python', 'numpy>=1.2', 'pandas')).toEqual(['python', 'numpy', 'pandas']);
    expect(loose('pip:\n    - scikit-learn==1.5.2\n    - -r requirements.txt\n    - git+https://x/y\n    - mlflow>=2')).toEqual(['mlflow']);
  });

  it('is an image with a tag; those of Azure ML carry theirs in the name', () => {
    const { valid, invalid } = checkTester(latestEnvironment, { path: 'environment.yml' });
    const image = (name: string) => `$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: e\nimage: ${name}\n`;

    valid(image('mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04'));
    valid(image('python:3.11-slim'));
    invalid(image('{|python:latest|}'));
    invalid(image('{|localhost:5000/python|}'));
  });
});

describe('a command', () => {
  it('may name paths of the image, not those of a person', () => {
    const { valid, invalid } = checkTester(hardCodedPath);
    const command = (words: string) => `${HEAD}  train:\n    command: ${words}\n    environment: azureml:e:1\n`;

    valid(command('python /opt/app/train.py --cache /tmp/x'));
    valid(command('ls ${{inputs.data}}/home/mary/x').replace('environment', 'inputs: {data: {type: uri_folder, path: azureml:a:1}}\n    environment'));
    invalid(command('python train.py --data {|/Users/mary/rows.csv|}'));
    invalid(command('python train.py --data {|wasbs://c@a.blob.core.windows.net/rows.csv|}'));
  });
});

describe('a registration', () => {
  it('says what the project demands by its inputs, its tags or the words of its command', () => {
    const settings = { requiredMetadata: ['algorithm', 'dataset_version'] };
    const { valid, invalid } = checkTester(missingMetadata, { settings });

    invalid(HEAD + TRAIN + job('register', [MODEL, 'algorithm: gbm'], []));
    valid(HEAD + TRAIN + job('register', [MODEL, 'algorithm: gbm', 'tags: "dataset-version=3"'], []));
    valid(HEAD + TRAIN + job('register', [MODEL], []), { settings: { requiredMetadata: [] } });
  });
});
