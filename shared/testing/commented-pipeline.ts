/** A short pipeline with comments on most lines; written with two spaces and `\n`. */
export const PIPELINE = `# Churn
$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
inputs:
  raw: # where it comes from
    type: uri_file
    path: ./data/raw.csv
outputs:
  model:
    type: mlflow_model
settings:
  default_compute: azureml:cpu # cheap

jobs:
  # Cleans the table.
  prepare:
    type: command
    component: ./prepare.yml
    inputs:
      raw: \${{parent.inputs.raw}}

  # Splits it.
  split:
    type: command
    component: ./split.yml
    inputs:
      data: \${{parent.jobs.prepare.outputs.clean}} # all rows
      ratio: 0.2

  train:
    type: command
    component: ./train.yml
    inputs:
      data: \${{parent.jobs.split.outputs.train}}
      # rate was 0.1 before
      rate: 0.05
    outputs:
      model: \${{parent.outputs.model}}
# the end
`;

const component = (inputs: string, outputs: string) => `type: command\nname: x\ninputs:\n${inputs}outputs:\n${outputs}command: run\nenvironment: azureml:e:1\n`;
/** Its component files. */
export const FILES = {
  'prepare.yml': component('  raw: { type: uri_file }\n', '  clean: { type: uri_folder }\n  report: { type: uri_file }\n'),
  'split.yml': component(
    '  data: { type: uri_folder }\n  extra: { type: uri_folder, optional: true }\n  ratio: { type: number }\n',
    '  train: { type: uri_folder }\n  test: { type: uri_folder }\n',
  ),
  'train.yml': component(
    '  data: { type: uri_folder }\n  extra: { type: uri_folder, optional: true }\n  rate: { type: number }\n  table: { type: mltable, optional: true }\n',
    '  model: { type: mlflow_model }\n',
  ),
};
