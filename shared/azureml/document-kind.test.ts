import { expect, test } from 'vitest';
import { readYaml } from '#shared/yaml/read.ts';
import { documentKind } from './document-kind.ts';

const kind = (text: string) => documentKind(readYaml(text).map, text);
const SCHEMA = '$schema: https://azuremlschemas.azureedge.net/latest/';

test.each([
  [`${SCHEMA}pipelineJob.schema.json\n`, 'pipeline-job'],
  [`${SCHEMA}commandComponent.schema.json\n`, 'command-component'],
  ['$schema: http://azureml/sdk-2-0/CommandComponent.json\n', 'command-component'],
  ['$schema: https://azuremlsdk2.blob.core.windows.net/preview/0.0.1/autoMLJob.schema.json\n', 'automl-job'],
  [`${SCHEMA}managedOnlineDeployment.schema.json\n`, 'online-deployment'],
  [`${SCHEMA}kubernetesOnlineEndpoint.schema.json\n`, 'online-endpoint'],
  [`${SCHEMA}pipelineComponentBatchDeployment.schema.json\n`, 'batch-deployment'],
  [`${SCHEMA}amlCompute.schema.json\n`, 'compute'],
  ['$schema: https://azuremlschemas.azureedge.net/promptflow/latest/Flow.schema.json\n', 'promptflow'],
])('the schema decides: %j', (text, expected) => {
  expect(kind(text)).toBe(expected);
});

test.each([
  [`${SCHEMA}pipelineComponent.schema.json\ntype: pipeline\nsettings: {default_compute: azureml:cpu}\njobs: {}\n`, 'pipeline-job'],
  [`${SCHEMA}pipelineComponent.schema.json\ntype: pipeline\ninputs:\n  raw: {type: uri_folder, path: ./data}\njobs: {}\n`, 'pipeline-job'],
  [`${SCHEMA}pipelineComponent.schema.json\ntype: pipeline\nname: p\ninputs:\n  raw: {type: uri_folder}\njobs: {}\n`, 'pipeline-component'],
  [`${SCHEMA}pipelineComponent.schema.json\ntype: pipeline\nversion: 1\nsettings: {}\njobs: {}\n`, 'pipeline-component'],
  [`${SCHEMA}commandComponent.schema.json\ncommand: echo\ncompute: azureml:cpu\n`, 'command-job'],
  [`${SCHEMA}commandComponent.schema.json\ncommand: echo\ninputs: {rate: 0.1}\n`, 'command-component'],
  [`${SCHEMA}sparkComponent.schema.json\ntype: spark\ninputs:\n  raw: {type: uri_file, path: ./a.csv}\n`, 'spark-job'],
  [`${SCHEMA}commandJob.schema.json\nname: train\nversion: 1\ninputs:\n  rate: {type: number, default: 0.1}\ncommand: echo\n`, 'command-component'],
  [`${SCHEMA}pipelineJob.schema.json\ntype: pipeline\nversion: 1\ninputs:\n  rate: {type: number, default: 0.1}\njobs: {}\n`, 'pipeline-component'],
  [`${SCHEMA}pipelineJob.schema.json\ntype: pipeline\nversion: 1\ninputs:\n  rate: 0.1\njobs: {}\n`, 'pipeline-job'],
])('a job and a component are told apart by what only one of them says: %j', (text, expected) => {
  expect(kind(text)).toBe(expected);
});

test.each([
  ['type: pipeline\njobs:\n  a: {type: command}\n', 'pipeline-job'],
  ['type: pipeline\ncomponent: ./p.yml\n', 'pipeline-job'],
  ['type: pipeline\nversion: 1\njobs: {}\n', 'pipeline-component'],
  ['type: pipeline\ninputs:\n  rate: {type: number}\njobs: {}\n', 'pipeline-component'],
  ['type: pipeline\nversion: 1\nsettings: {}\njobs: {}\n', 'pipeline-job'],
  ['type: pipeline\nendpoint_name: e\ncomponent: ./p.yml\n', 'batch-deployment'],
  ['jobs:\n  a: {type: command}\n', 'pipeline-job'],
  ['type: pipelne\njobs:\n  a: {command: echo}\n', 'pipeline-job'],
  ['type: ""\njobs:\n  a: {component: ./a.yml}\n', 'pipeline-job'],
  ['type: whatever\njobs:\n  a: {runs-on: ubuntu}\n', 'unknown'],
  ['type: kubernetes\nname: k\nresource_id: /subscriptions/x\n', 'compute'],
  ['type: azure_blob\nname: b\nurl: https://a\ncontainer_name: c\n', 'connection'],
  ['type: azure_blob\nname: b\naccount_name: a\ncontainer_name: c\n', 'datastore'],
  ['command: echo\nenvironment: azureml:e:1\n', 'command-job'],
  ['name: train\nversion: 1\ncommand: echo\nenvironment: azureml:e:1\n', 'command-component'],
  ['name: daily\ntrigger: {type: cron}\ncreate_job: ./p.yml\n', 'schedule'],
  ['name: e\ntraffic: {blue: 100}\n', 'online-endpoint'],
  ['name: e\ndefaults: {deployment_name: blue}\n', 'batch-endpoint'],
  ['name: e\nimage: mcr/x\nconda_file: c.yml\n', 'environment'],
  ['dependencies: [python]\nchannels: [x]\nname: env\n', 'unknown'],
  ['on: push\njobs:\n  build: {runs-on: ubuntu-latest}\n', 'unknown'],
  ['# nothing\n', 'unknown'],
  ['- a\n', 'unknown'],
])('without a schema the keys decide: %j', (text, expected) => {
  expect(kind(text)).toBe(expected);
});

test('a text that cannot be read still says what it is', () => {
  expect(documentKind(undefined, `${SCHEMA}pipelineJob.schema.json\n: : :`)).toBe('pipeline-job');
});
