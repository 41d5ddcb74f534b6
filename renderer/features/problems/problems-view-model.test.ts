import { expect, it } from 'vitest';
import { Workspace } from '#shared/document/workspace.ts';
import { countProblems, problemRows } from './problems-view-model.ts';

const TRAIN = 'type: command\nname: train\ninputs:\n  data: {type: uri_folder}\n  rate: {type: number, default: 1}\noutputs:\n  model: {type: mlflow_model}\n';

function rowsOf(text: string, component: string | 'missing' = TRAIN) {
  const workspace = new Workspace({ now: () => 0 });
  workspace.setFile('train.yml', component);
  return problemRows(workspace.open('pipeline.yml', text));
}

it('says which job needs which value, at its name', () => {
  const rows = rowsOf('type: pipeline\njobs:\n  train:\n    type: command\n    component: ./train.yml\n');

  expect(rows.map(({ message, line, severity }) => [message, line, severity])).toEqual([['Job `train` needs a value for `data`.', 3, 'error']]);
});

it('says what is read that does not exist, at the binding', () => {
  const rows = rowsOf(
    'type: pipeline\njobs:\n  train:\n    type: command\n    component: ./train.yml\n    inputs:\n      data: ${{parent.jobs.spilt.outputs.train}}\n',
  );

  expect(rows.map(({ message, line }) => [message, line])).toEqual([['Job `train` reads from `parent.jobs.spilt.outputs.train`, which does not exist.', 7]]);
});

it('warns of a component that cannot be found', () => {
  const rows = rowsOf('type: pipeline\njobs:\n  train:\n    type: command\n    component: ./train.yml\n', 'missing');

  expect(countProblems(rows)).toEqual({ errors: 0, warnings: 1 });
});

it('says nothing of the graph while the text cannot be read', () => {
  const rows = rowsOf('type: pipeline\njobs:\n  train:\n    type: command\n    component: ./train.yml\n    code: @x\n');

  expect(rows.every((row) => !row.message.includes('needs a value'))).toBe(true);
  expect(rows.length).toBeGreaterThan(0);
});
