import { describe, expect, it } from 'vitest';
import { schemaAddresses } from '#shared/azureml/schema/schema-addresses.ts';
import { kindOfSchema } from '#shared/azureml/schema-names.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { componentsOf } from '#shared/testing/project-of.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { complete } from './completion.ts';
import { hoverAt } from './hover.ts';
import type { LanguageContext } from './language-context.ts';
import { dataPathsOf } from './project-paths.ts';
import { suggestionsAt } from './suggestions.ts';

const at = (name: string) => `$schema: https://azuremlschemas.azureedge.net/latest/${name}.schema.json\n`;
const FILES: Readonly<Record<string, string>> = {
  'environments/train.yml': `${at('environment')}name: churn-train\nversion: "3"\ndescription: What training needs.\nconda_file: conda.yml\n`,
  'environments/conda.yml': 'name: conda\ndependencies: [python=3.10]\n',
  'data/churn.yml': `${at('data')}name: churn-data\nversion: 1\ntype: uri_file\npath: ./churn.csv\n`,
  'models/churn.yml': 'name: churn\ntype: mlflow_model\npath: ./model\n',
  'compute.yml': `${at('amlCompute')}name: cpu-cluster # shared\ntype: amlcompute\n`,
  'stores/blob.yml': `${at('azureBlob')}name: lake\ntype: azure_blob\n`,
  'endpoint.yml': `${at('managedOnlineEndpoint')}name: churn-live\n`,
  'blue.yml': `${at('managedOnlineDeployment')}name: blue\nendpoint_name: churn-live\n`,
  'components/prepare.yml': `${at('commandComponent')}name: prepare\nversion: 2\ntype: command\ncommand: ls\n`,
  '.sluice/local.yml': 'data:\n  azureml:old-data:1: ./data/old.csv\ncompute:\n  azureml:gpu: refuse\nenvironments:\n  azureml:other:1: {python: "3.10"}\n',
  '.hidden/broken.yml': 'name: [\n',
  'src/train.py': '',
  'src/deep/score.py': '',
  'data/churn.csv': '',
};

function contextAt(marked: string, path = 'doc.yml'): { context: LanguageContext; offset: number } {
  const offset = marked.indexOf('^');
  const text = marked.replace('^', '');
  const doc = readYaml(text);
  const components = componentsOf(FILES);
  const files = Object.keys(FILES).filter((file) => !file.startsWith('.sluice'));
  return { offset, context: { path, doc, pipeline: readPipeline(doc, { path, components }), components, files } };
}

function offered(marked: string, path?: string) {
  const { context, offset } = contextAt(marked, path);
  return complete(context, offset)
    .slice()
    .sort((a, b) => (a.order < b.order ? -1 : 1));
}

const labels = (marked: string, path?: string) => offered(marked, path).map((each) => each.label);
const JOB = 'type: pipeline\njobs:\n  train:\n    type: command\n    command: ls\n';

describe('names', () => {
  it.each([
    ['an environment', `${JOB}    environment: ^`, 'azureml:churn-train:3', 'environments/train.yml'],
    ['an environment of local.yml', `${JOB}    environment: ^`, 'azureml:other:1', '.sluice/local.yml'],
    ['a compute', `${JOB}    compute: ^`, 'azureml:cpu-cluster', 'compute.yml'],
    ['a compute of local.yml', `${JOB}    compute: ^`, 'azureml:gpu', '.sluice/local.yml'],
    ['a compute that the file uses', `${JOB}    compute: azureml:here\n  two:\n    compute: ^`, 'azureml:here', 'used in this file'],
    ['data', 'type: pipeline\ninputs:\n  raw:\n    type: uri_file\n    path: ^', 'azureml:churn-data:1', 'data/churn.yml'],
    ['data of local.yml', 'type: pipeline\ninputs:\n  raw:\n    type: uri_file\n    path: ^', 'azureml:old-data:1', '.sluice/local.yml'],
    ['an address on a datastore', 'type: pipeline\ninputs:\n  raw:\n    path: ^', 'azureml://datastores/lake/paths/', 'stores/blob.yml'],
    ['a model without a version', `${at('managedOnlineDeployment')}model: ^`, 'azureml:churn@latest', 'models/churn.yml'],
    ['a datastore', 'type: pipeline\nsettings:\n  default_datastore: ^', 'azureml:lake', 'stores/blob.yml'],
    ['an endpoint', `${at('managedOnlineDeployment')}endpoint_name: ^`, 'churn-live', 'endpoint.yml'],
    ['a deployment', `${at('batchEndpoint')}defaults:\n  deployment_name: ^`, 'blue', 'blue.yml'],
    [
      'a deployment that is watched',
      `${at('schedule')}create_monitor:\n  monitoring_target:\n    endpoint_deployment_id: ^`,
      'azureml:churn-live:blue',
      'blue.yml',
    ],
    ['a registered component', 'type: pipeline\njobs:\n  p:\n    component: ^', 'azureml:prepare:2', 'components/prepare.yml'],
  ])('offers %s and says where it comes from', (_what, marked, name, from) => {
    expect(offered(marked)).toContainEqual(expect.objectContaining({ label: name, detail: from }));
  });

  it.each(['azureml:here', '"azureml:here"'])('does not offer %s, which is being written', (written) => {
    const list = labels(`${JOB}    compute: ${written.replace('here', 'here^')}\n  two:\n    compute: azureml:heretic\n`);
    expect(list).toContain('azureml:heretic');
    expect(list).not.toContain('azureml:here');
  });

  it('offers deployments as keys of the traffic', () => {
    expect(offered(`${at('managedOnlineEndpoint')}traffic:\n  ^`)).toContainEqual(
      expect.objectContaining({ label: 'blue', insert: 'blue: $0', detail: 'blue.yml' }),
    );
  });

  it('offers paths by what the key takes', () => {
    expect(labels(`${at('environment')}conda_file: ^`)).toEqual(['./environments/conda.yml']);
    expect(labels(`${at('managedOnlineDeployment')}code_configuration:\n  code: src\n  scoring_script: ^`)).toEqual(['train.py', 'deep/score.py']);
    expect(labels(`${at('data')}path: ^`)).toContain('./data/churn.csv');
    expect(dataPathsOf(['data', 'data/a.csv', 'pipeline.yml', 'components/x/src/run.py', '.git/HEAD'], 'pipelines/p.yml')).toEqual([
      '../data',
      '../data/a.csv',
    ]);
  });

  it('offers the addresses of schemas, those of the kind first, and every one leads to its kind', () => {
    expect(labels('$schema: ^\ntype: pipeline\njobs: {}\n')[0]).toContain('/pipelineJob.schema.json');
    for (const { value, kind } of schemaAddresses()) expect([value, kindOfSchema(value)]).toEqual([value, kind]);
  });

  it('gives a form the same names as the text', () => {
    const { context } = contextAt(`${at('managedOnlineDeployment')}model: x^`);

    expect(suggestionsAt(context, ['endpoint_name'])).toContainEqual(expect.objectContaining({ value: 'churn-live', from: 'endpoint.yml' }));
    expect(suggestionsAt(context, ['instance_type']).map((each) => each.value)).toContain('Standard_DS3_v2');
  });

  it('never offers a file for a text or a number', () => {
    const pipeline = `type: pipeline
inputs:
  raw: {type: uri_file, path: a.csv}
  word: hello
jobs:
  train:
    type: command
    command: ls
    outputs: {made: {type: uri_file}}
  score:
    component: ./score.yml
    inputs:
      mode: VALUE
`;
    const files = { 'score.yml': 'name: score\ntype: command\ninputs: {mode: {type: string}}\ncommand: ls\n' };
    const found = (value: string) => {
      const marked = pipeline.replace('VALUE', value);
      const offset = marked.indexOf('^');
      const doc = readYaml(marked.replace('^', ''));
      const components = componentsOf(files);
      return complete({ path: 'p.yml', doc, pipeline: readPipeline(doc, { path: 'p.yml', components }), components, files: [] }, offset).map(
        (each) => each.label,
      );
    };

    expect(found('^')).toEqual(['parent.inputs.word']);
    expect(found('${{^}}')).toEqual(['parent.inputs.word']);
  });
});

describe('what is written as by hand', () => {
  const snippet = (marked: string, start: string) => offered(marked).find((each) => each.kind === 'snippet' && each.label.startsWith(start))?.insert;

  it('writes the required keys of a map, by its form', () => {
    expect(snippet(`${at('schedule')}name: x\n^`, 'trigger (cron)')).toBe('trigger:\n\ttype: cron\n\texpression: $1$0');
    expect(snippet(`${at('schedule')}name: x\n^`, 'trigger (recurrence)')).toBe(
      'trigger:\n\ttype: recurrence\n\tfrequency: ${1|minute,hour,day,week,month|}\n\tinterval: $2$0',
    );
    expect(snippet(`${at('sweepJob')}^`, 'objective')).toBe('objective:\n\tgoal: ${1|minimize,maximize|}\n\tprimary_metric: $2$0');
  });

  it('writes lists and maps of names', () => {
    expect(snippet(`${at('featureStoreEntity')}^`, 'index_columns')).toBe(
      'index_columns:\n\t- name: $1\n\t  type: ${2|string,integer,long,float,double,binary,datetime,boolean|}$0',
    );
    expect(snippet(`${at('managedOnlineEndpoint')}^`, 'traffic')).toBe('traffic:\n\t${1:deployment}: $2$0');
  });

  it('starts a document from nothing', () => {
    const found = offered('^').find((each) => each.label === 'Batch deployment of a model');

    expect(found?.insert).toBe('\\$schema: https://azuremlschemas.azureedge.net/latest/modelBatchDeployment.schema.json\nname: $1\nendpoint_name: $2\n$0');
    expect(labels('^').slice(0, 3)).toEqual(['$schema', 'type', 'name']);
  });
});

describe('the project’s own files', () => {
  it('complete and explain themselves', () => {
    expect(labels('^', '.sluice/local.yml')).toEqual(expect.arrayContaining(['data', 'models', 'components', 'environments', 'compute']));
    expect(labels('compute:\n  azureml:gpu: ^', '.sluice/local.yml')).toEqual(['refuse', 'here']);
    expect(labels('environments:\n  ^', '.sluice/local.yml')).toContain('azureml:churn-train:3');
    expect(labels('severity:\n  ^', '.sluice/checks.yml')).toContain('unknown-job');
    expect(labels('severity:\n  unknown-job: ^', '.sluice/checks.yml')).toEqual(['error', 'warning', 'info', 'off']);
    const { context, offset } = contextAt('severity:\n  unknown^-job: off\n', '.sluice/checks.yml');
    expect(hoverAt(context, offset)?.text).toContain('Default `error`');
  });
});

it('says what a word means', () => {
  const { context, offset } = contextAt(`${at('managedOnlineEndpoint')}auth_mode: aml^_token\n`);

  expect(hoverAt(context, offset)?.text).toBe('**auth_mode: aml_token**\n\nA token of Azure ML that expires.');
});
