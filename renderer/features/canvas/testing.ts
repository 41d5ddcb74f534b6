import { Workspace } from '#shared/document/workspace.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import { EMPTY_LAYOUT, type LayoutFile } from '#shared/layout/layout-file.ts';
import { buildScene, type ProblemCount, type Scene } from './scene-view-model.ts';

export const CHAIN = `type: pipeline
display_name: chain
inputs:
  raw: { type: uri_folder, path: ./raw }
  rate: 0.1
outputs:
  model: { type: mlflow_model }
jobs:
  prepare:
    type: command
    command: python prepare.py
    environment: azureml:env:1
    inputs:
      raw: \${{parent.inputs.raw}}
    outputs:
      clean: { type: uri_folder }
  train:
    type: command
    component: ./train.yml
    compute: azureml:cpu-large
    inputs:
      data: \${{parent.jobs.prepare.outputs.clean}}
      rate: \${{parent.inputs.rate}}
    outputs:
      model: \${{parent.outputs.model}}
  evaluate:
    type: command
    component: ./evaluate.yml
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
`;

export const FILES: Readonly<Record<string, string>> = {
  'train.yml': `type: command
name: train
inputs:
  data: { type: uri_folder }
  rate: { type: number, default: 1 }
outputs:
  model: { type: mlflow_model }
command: python train.py
environment: azureml:env:1
`,
  'evaluate.yml': `type: command
name: evaluate
inputs:
  model: { type: mlflow_model }
  test: { type: uri_folder }
outputs:
  report: { type: uri_folder }
command: python evaluate.py
environment: azureml:env:1
`,
};

/** A session of a pipeline with the component files beside it. */
export function openSession(text = CHAIN, files: Readonly<Record<string, string>> = FILES) {
  const workspace = new Workspace({ now: () => 0 });
  for (const [path, content] of Object.entries(files)) workspace.setFile(path, content);
  return { workspace, session: workspace.open('pipeline.yml', text) };
}

/** The scene of a session. */
export function sceneOf(
  session: ReturnType<typeof openSession>['session'],
  direction: Direction = 'tb',
  layout: LayoutFile = EMPTY_LAYOUT,
  before?: Scene,
  problems?: (job: string) => ProblemCount | undefined,
): Scene {
  return buildScene(session.pipeline, layout, direction, problems, before);
}
