import { describe, expect, it } from 'vitest';
import { problemsOf } from '../testing/check-tester.ts';

const SCHEMA = '$schema: https://azuremlschemas.azureedge.net/latest/';
const ID = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/ml/providers/Microsoft.Storage/storageAccounts/lake';

/** Sound files of kinds that no corpus holds, one key in a line, so that a line can be replaced. */
const FILES = {
  'feature set': `${SCHEMA}featureSet.schema.json\nname: tx\nversion: '1'\nstage: Development\nentities: ['azureml:account:1']\nspecification: { path: ./spec }\nmaterialization_settings:\n  notification: { email_on: [JobFailed], emails: [a@b.org] }\n`,
  entity: `${SCHEMA}featureStoreEntity.schema.json\nname: account\nversion: '1'\nindex_columns:\n  - { name: id, type: string }\ntags: { team: growth }\n`,
  workspace: `${SCHEMA}workspace.schema.json\nname: mlw\nlocation: westeurope\nstorage_account: ${ID}\n`,
  blobs: `${SCHEMA}azureBlob.schema.json\nname: lake\ntype: azure_blob\naccount_name: lake\ncontainer_name: raw\nprotocol: https\ncredentials: { sas_token: '?x' }\n`,
  lake: `${SCHEMA}azureDataLakeGen2.schema.json\nname: lake\ntype: azure_data_lake_gen2\naccount_name: lake\nfilesystem: raw\ncredentials: { tenant_id: a, client_id: b, client_secret: c }\n`,
  connection: `${SCHEMA}workspaceConnection.schema.json\nname: snow\ntype: snowflake\ntarget: jdbc:snowflake://a\ncredentials: { type: username_password, username: u, password: p }\n`,
  cluster: `${SCHEMA}kubernetesCompute.schema.json\nname: k8s\ntype: kubernetes\nnamespace: ml\nresource_id: /x\nidentity:\n  type: user_assigned\n  user_assigned_identities:\n    - { resource_id: /y }\n`,
  schedule: `${SCHEMA}schedule.schema.json\nname: nightly\ntrigger: { type: cron, expression: 0 3 * * *, start_time: '2026-01-01T00:00:00' }\ncreate_job:\n  type: pipeline\n  job: azureml:last-run\n  settings: { default_compute: azureml:cpu }\n`,
  images: `${SCHEMA}autoMLImageObjectDetectionJob.schema.json\ntype: automl\ncompute: azureml:gpu\ntask: image_object_detection\ntarget_column_name: label\ntraining_data: { type: mltable, path: azureml:pictures:1 }\nlimits: { timeout_minutes: 60 }\ntraining_parameters: { number_of_epochs: 15 }\nsweep: { sampling_algorithm: random }\nsearch_space:\n  - { model_name: yolov5, learning_rate: { type: uniform, min_value: 0.1, max_value: 0.2 } }\n`,
  'batch deployment': `${SCHEMA}modelBatchDeployment.schema.json\ntype: model\nname: blue\nendpoint_name: churn\nmodel: azureml:churn:1\ncompute: azureml:cpu\nsettings: { mini_batch_size: 10 }\n`,
  component: `${SCHEMA}commandComponent.schema.json\ntype: command\nname: train\ninputs:\n  rounds: { type: integer, default: 3 }\noutputs:\n  model: { type: uri_folder }\ncommand: echo \${{inputs.rounds}} \${{outputs.model}}\nenvironment: azureml:sklearn:1\ntags: { role: train }\n`,
  spark: `${SCHEMA}sparkJob.schema.json\ntype: spark\nentry: { file: prep.py }\nconf:\n  spark.driver.cores: 1\n  spark.driver.memory: 2g\n  spark.executor.cores: 2\n  spark.executor.memory: 2g\n  spark.executor.instances: 2\noutputs:\n  out: { type: uri_folder, mode: direct }\nargs: --out \${{outputs.out}}\nresources: { instance_type: standard_e4s_v3, runtime_version: '3.4' }\n`,
  sweep: `${SCHEMA}pipelineJob.schema.json\ntype: pipeline\nsettings: { default_compute: azureml:cpu }\njobs:\n  tune:\n    type: sweep\n    trial:\n      type: command\n      inputs: { rate: { type: number } }\n      command: echo \${{inputs.rate}}\n      environment: azureml:sklearn:1\n    objective: { goal: minimize, primary_metric: loss }\n    limits: { max_total_trials: 4 }\n    sampling_algorithm: random\n    search_space:\n      rate: { type: choice, values: [0.1, 0.2] }\n`,
  data: `${SCHEMA}data.schema.json\nname: raw\nversion: '1'\ntype: uri_folder\npath: azureml://datastores/lake/paths/raw/\ntags: { team: growth }\n`,
  command: `${SCHEMA}commandJob.schema.json\ntype: command\ncommand: ls\nenvironment: { name: tools, image: ubuntu, conda_file: { dependencies: [python=3.10] } }\ncompute: azureml:cpu\nproperties: { owner: growth }\nresources: { shm_size: 2g }\n`,
  transfer: `${SCHEMA}dataTransferComponent.schema.json\ntype: data_transfer\nname: out\ntask: export_data\ninputs:\n  source: { type: uri_file }\nsink: { type: database }\n`,
  export: `${SCHEMA}pipelineJob.schema.json\ntype: pipeline\nsettings: { default_compute: azureml:adf }\njobs:\n  out:\n    type: data_transfer\n    task: export_data\n    inputs: { source: { type: uri_file, path: azureml:rows:1 } }\n    sink: { type: database, connection: azureml:sql, table_name: t }\n`,
  monitor: `${SCHEMA}monitorSchedule.schema.json\nname: watch\ntrigger: { type: cron, expression: 0 3 * * * }\ncreate_monitor:\n  compute: { instance_type: standard_e4s_v3, runtime_version: "3.5" }\n  monitoring_target: { ml_task: classification, endpoint_deployment_id: azureml:churn:blue }\n`,
  'online deployment': `${SCHEMA}managedOnlineDeployment.schema.json\nname: blue\nendpoint_name: churn\nmodel: { name: churn, path: ./nowhere }\ncode_configuration: { code: ./src, scoring_script: score.py }\ninstance_type: Standard_DS3_v2\ninstance_count: 1\n`,
  nested: `${SCHEMA}pipelineComponent.schema.json\ntype: pipeline\nname: nested\njobs: {}\n`,
  automl: `${SCHEMA}pipelineJob.schema.json\ntype: pipeline\nsettings: { default_compute: azureml:cpu }\njobs:\n  fit:\n    type: automl\n    task: regression\n    primary_metric: r2_score\n    target_column_name: y\n    training_data: { type: mltable, path: azureml:table:1 }\n    outputs:\n      best_model: { type: mlflow_model }\n`,
  parallel: `${SCHEMA}parallelComponent.schema.json\ntype: parallel\nname: score\ninputs:\n  data: { type: uri_folder }\n  tries: { type: integer }\noutputs:\n  out: { type: uri_folder }\ninput_data: \${{inputs.data}}\nmini_batch_size: '5'\nretry_settings: { max_retries: 2 }\ntask: { type: run_function, code: ./src, entry_script: score.py, environment: azureml:sklearn:1 }\n`,
} as const;

/** A managed network with one rule. */
function network(destination: string): string {
  return `managed_network:\n  isolation_mode: allow_only_approved_outbound\n  outbound_rules:\n    - { name: r, type: service_tag, destination: { ${destination} } }\n`;
}

type Case = readonly [file: keyof typeof FILES, from: string, to: string, code: string];

const REFUSED: readonly Case[] = [
  ['feature set', 'stage: Development', 'stage: Developing', 'wrong-word'],
  ['feature set', 'email_on: [JobFailed]', 'email_on: [Failed]', 'wrong-word'],
  ['feature set', 'email_on: [JobFailed], ', '', 'missing-key'],
  ['feature set', "version: '1'", 'version: 1', 'must-be-text'],
  ['entity', 'type: string', 'type: text', 'wrong-word'],
  ['entity', 'team: growth', 'team: 1', 'must-be-text'],
  ['workspace', ID, 'lake', 'malformed-value'],
  ['blobs', "sas_token: '?x'", 'sas: x', 'unknown-key'],
  ['lake', 'tenant_id: a, ', '', 'missing-key'],
  ['connection', 'type: snowflake', 'type: snowflak', 'wrong-word'],
  ['connection', ', password: p', '', 'missing-key'],
  ['connection', 'type: username_password', 'type: password', 'wrong-word'],
  ['connection', 'target: jdbc:snowflake://a\n', '', 'missing-key'],
  ['cluster', '- { resource_id: /y }', '- /y', 'wrong-kind-of-value'],
  ['cluster', 'namespace: ml\n', '', 'missing-key'],
  ['schedule', "'2026-01-01T00:00:00'", "'tomorrow'", 'malformed-value'],
  ['schedule', 'default_compute: azureml:cpu', 'default_compute: cpu', 'default-without-azureml'],
  ['images', 'timeout_minutes: 60', 'timeout_minutes: "${{parent.inputs.time}}"', 'wrong-kind-of-value'],
  ['images', 'number_of_epochs', 'epochs', 'unknown-key'],
  ['images', 'learning_rate:', 'rate:', 'unknown-key'],
  ['images', 'sampling_algorithm: random', '', 'missing-key'],
  ['images', '{ type: mltable, path: azureml:pictures:1 }', 'pictures', 'wrong-kind-of-value'],
  ['batch deployment', 'mini_batch_size: 10', 'batch: 10', 'batch-settings'],
  ['component', 'role: train', 'role: 1', 'must-be-text'],
  ['component', 'outputs:\n', 'output:\n', 'unknown-key'],
  ['component', 'name: train', 'nmae: train', 'unknown-key'],
  ['component', 'default: 3', 'default: [3]', 'port-default'],
  ['component', '{ type: uri_folder }', '{ type: uri_folder, path: ./model }', 'unknown-key'],
  ['spark', '2g\n  spark.executor.cores', '""\n  spark.executor.cores', 'spark-executors'],
  ['spark', '{ type: uri_folder, mode: direct }', 'somewhere', 'wrong-kind-of-value'],
  ['sweep', '[0.1, 0.2]', '[true, 0.2]', 'wrong-kind-of-value'],
  ['data', 'name: raw\n', '', 'asset-name'],
  ['schedule', '  settings: { default_compute: azureml:cpu }\n', '  limits: { timeout: 60 }\n', 'unknown-key'],
  ['workspace', 'location: westeurope\n', network('service_tag: DataFactory, protocol: TCP'), 'missing-key'],
  ['batch deployment', 'type: model\n', '', 'batch-settings'],
  ['transfer', 'type: database', 'type: database, connection: azureml:x', 'unknown-key'],
  ['monitor', '"3.5"', '"3.3"', 'monitor-compute'],
  ['online deployment', 'name: churn, ', '', 'file-not-found'],
  ['cluster', 'type: user_assigned\n  user', 'user', 'missing-key'],
  ['export', 'type: database', 'type: file_system', 'transfer-port'],
];

/** What the loader takes, and what is senseless all the same. */
const TAKEN: readonly Case[] = [
  ['command', 'owner: growth', 'owner:', ''],
  ['command', 'shm_size: 2g', 'shm_size: much', 'malformed-value'],
  ['command', 'name: tools', 'name: true', 'must-be-text'],
  ['command', 'conda_file: { dependencies: [python=3.10] }', 'conda_file: []', 'wrong-kind-of-value'],
  [
    'schedule',
    '  type: pipeline\n  job: azureml:last-run\n  settings: { default_compute: azureml:cpu }\n',
    '  job: ./job.yml\n  limits: { timeout: 60 }\n',
    '',
  ],
  ['schedule', '  type: pipeline\n  job: azureml:last-run\n  settings: { default_compute: azureml:cpu }\n', '  job: ./spark.yml\n  conf: { a: b }\n', ''],
  ['workspace', 'location: westeurope\n', network("service_tag: DataFactory, protocol: TCP, port_ranges: '80'"), ''],
  ['transfer', 'type: uri_file', 'type: uri_folder', 'transfer-port'],
  ['monitor', '"3.5"', '"3.4"', ''],
  ['component', 'rounds: { type: integer, default: 3 }', 'rounds: { type: uri_folder, mode: rw_mount }', 'bad-mode'],
  ['online deployment', 'score.py', 'scoring.py', 'file-not-found'],
  ['nested', 'jobs: {}\n', '', 'empty-pipeline'],
  ['automl', '{ type: mltable, path: azureml:table:1 }', 'azureml:table:1', ''],
  ['parallel', 'max_retries: 2', "max_retries: '${{inputs.tries}}'", ''],
  ['spark', 'args: --out ${{outputs.out}}', 'args: --out ${{outputs.other}}', 'unknown-port-in-arguments'],
  ['spark', 'memory: 2g\n  spark.executor.cores', "memory: '0'\n  spark.executor.cores", ''],
  ['component', 'type: command\n', 'type: command\nversion: 2026-01-01\n', 'unquoted-date'],
  ['data', 'tags: { team: growth }', 'properties: 5', 'wrong-kind-of-value'],
  ['blobs', 'protocol: https', 'protocol: wasb', ''],
  ['spark', 'spark.executor.instances: 2', 'spark.executor.instances: many', 'wrong-kind-of-value'],
  ['component', 'default: 3', 'default: 3.5', 'port-default'],
  ['data', 'team: growth', 'team: [growth]', 'wrong-kind-of-value'],
  ['data', "version: '1'", 'version: latest', 'latest-as-version'],
  ['data', '/paths/raw/', '/path/raw/', 'data-address'],
  ['sweep', 'max_total_trials: 4', 'max_total_trials: 0', 'out-of-range'],
];

const CONTEXT = {
  files: { 'spec/FeatureSetSpec.yaml': 'source: {}\n', 'prep.py': '', 'src/score.py': '', 'job.yml': '', 'spark.yml': '' },
  path: 'file.yml',
};

function levels(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(problemsOf(undefined, text, CONTEXT).map(({ code, severity }) => [code, severity]));
}

describe('what azure-ai-ml says of one change', () => {
  it.each(Object.entries(FILES))('%s: sound', (_name, text) => {
    expect(problemsOf(undefined, text, CONTEXT).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(REFUSED)('%s: %j as %j is refused', (file, from, to, code) => {
    expect(FILES[file]).toContain(from);

    expect(levels(FILES[file].replace(from, to))[code]).toBe('error');
  });

  it.each(TAKEN)('%s: %j as %j is taken', (file, from, to, code) => {
    expect(FILES[file]).toContain(from);
    const found = levels(FILES[file].replace(from, to));

    expect(Object.values(found)).not.toContain('error');
    if (code !== '') expect(found[code]).toBe('warning');
  });
});
