/** A pipeline of three jobs with comments, a mode, a block text and every kind of component; written with two spaces and `\n`. */
export const PIPELINE = `type: pipeline # kind
inputs:
  raw:
    type: uri_file
    path: ./data/raw.csv
  rate: 0.1
outputs:
  model:
    type: mlflow_model
jobs:
  # Splits it.
  split:
    type: command
    component: ./components/split.yml
    inputs:
      data: \${{parent.inputs.raw}} # all
      ratio: 0.2

  train:
    type: command
    component: ./components/train.yml
    compute: azureml:gpu
    inputs:
      data:
        path: \${{parent.jobs.split.outputs.train}}
        mode: download
      rate: \${{parent.inputs.rate}}
    outputs:
      model: \${{parent.outputs.model}}

  # Scores it,
  # with care.
  score:
    type: command
    command: >-
      python score.py

      --model \${{inputs.model}}
    code: ./src
    environment: azureml:e:1
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
      test: \${{parent.jobs.split.outputs.test}}
    outputs:
      scores:
`;

const component = (inputs: string, outputs: string, command = 'run') =>
  `type: command\nname: x\ninputs:\n${inputs}outputs:\n${outputs}command: ${command}\nenvironment: azureml:e:1\n`;
/** Its component files, and another pipeline that uses them. */
export const FILES = {
  'components/split.yml': component(
    '  data: { type: uri_file }\n  ratio: { type: number, default: 0.5 }\n',
    '  train: { type: uri_folder } # for training\n  test: { type: uri_folder }\n',
    "split --in ${{inputs.data}} --out '${{outputs.train}}'",
  ),
  'components/train.yml': component(
    '  data: { type: uri_folder }\n  rate: { type: number }\n  epochs: { type: integer, default: 3 }\n',
    '  model: { type: mlflow_model }\n',
  ),
  'components/fit.yml': component('  data: { type: uri_folder }\n', '  fitted: { type: mlflow_model }\n'),
  'other/second.yml':
    'type: pipeline\njobs:\n  s: { type: command, component: ../components/split.yml }\n  t:\n    component: ../components/train.yml\n    inputs:\n      data: ${{parent.jobs.s.outputs.train}}\n',
};
