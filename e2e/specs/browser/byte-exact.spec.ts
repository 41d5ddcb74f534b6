import { FORTY_COMMENTS } from '../../fixtures/forty-comments.ts';
import { expect, test } from '../../harness/browser-test.ts';
import { changedLines } from '../../harness/diff.ts';
import { TestProject } from '../../harness/project.ts';

test('a job renamed on the canvas of a file with forty comments is a diff of exactly the lines that name it', async ({ open }) => {
  const project = TestProject.with({ 'pipeline.yml': FORTY_COMMENTS });
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.canvas.select('clean');
  await app.canvas.renameSelected('tidy_up');
  await expect(app.canvas.job('tidy_up')).toBeVisible();
  await app.save();

  expect(changedLines(FORTY_COMMENTS, project.read('pipeline.yml'))).toEqual({
    gone: [
      '  clean: # 19\n',
      '      data: "${{parent.jobs.clean.outputs.out}}" # 32 double quotes\n',
      "      data: {type: uri_folder, path: '${{parent.jobs.clean.outputs.out}}'} # 36\n",
    ],
    added: [
      '  tidy_up: # 19\n',
      '      data: "${{parent.jobs.tidy_up.outputs.out}}" # 32 double quotes\n',
      "      data: {type: uri_folder, path: '${{parent.jobs.tidy_up.outputs.out}}'} # 36\n",
    ],
  });
});

test('a connection is one changed line where there was a binding, and one added line where there was none', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.canvas.drag('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model');
  await expect(app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model')).toBeAttached();
  await app.save();
  const rebound = project.read('pipeline.yml');
  await app.canvas.selectEdge('parent.jobs.train.outputs.model', 'parent.jobs.evaluate.inputs.baseline_model');
  await app.press('Delete');
  await expect(app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.evaluate.inputs.baseline_model')).toHaveCount(0);
  await app.save();
  const unbound = project.read('pipeline.yml');
  await app.palette.search('train');
  await app.press('Enter');
  await expect(app.canvas.job('train')).toHaveAttribute('data-selected');
  await app.canvas.focus();
  await app.press('c');
  await app.text.type('evaluate.baseline');
  await app.press('Enter');
  await expect(app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.evaluate.inputs.baseline_model')).toBeAttached();
  await app.save();
  const boundAgain = project.read('pipeline.yml');

  expect(changedLines(before, rebound)).toEqual({
    gone: ['      model: ${{parent.jobs.tune.outputs.model}}\n'],
    added: ['      model: ${{parent.jobs.train.outputs.model}}\n'],
  });
  expect(changedLines(rebound, unbound)).toEqual({ gone: ['      baseline_model: ${{parent.jobs.train.outputs.model}}\n'], added: [] });
  expect(changedLines(unbound, boundAgain)).toEqual({ gone: [], added: ['      baseline_model: ${{parent.jobs.train.outputs.model}}\n'] });
});

const SMALL = 'type: pipeline\njobs:\n  a:\n    type: command\n    command: echo hi\n    environment: azureml:e:1\n';
const texts = {
  'CRLF line ends': SMALL.replaceAll('\n', '\r\n'),
  'a byte order mark': `\uFEFF${SMALL}`,
  'mixed line ends': SMALL.replace('jobs:\n', 'jobs:\r\n').replace('hi\n', 'hi\r\n'),
  'no final newline': SMALL.trimEnd(),
  'trailing blanks': SMALL.replace('jobs:\n', 'jobs:   \n').replace('hi\n', 'hi   \n').concat('\n\n   \n'),
};

for (const [what, text] of Object.entries(texts)) {
  test(`keeps ${what} byte by byte when something else is typed and taken back`, async ({ open }) => {
    const project = TestProject.with({ 'pipeline.yml': text });
    const { app } = await open(project, 'pipeline.yml');
    await app.isReady();

    await app.press('Control+s');
    expect(project.read('pipeline.yml')).toBe(text);
    await app.text.replace('echo hi', 'echo ho');
    await app.save();
    const changed = project.read('pipeline.yml');
    await app.canvas.select('a');
    await app.canvas.renameSelected('b');
    await expect(app.canvas.job('b')).toBeVisible();
    await app.undo();
    await app.undo();
    await expect(app.canvas.job('a')).toBeVisible();
    await app.save();

    expect(changed).toBe(text.replace('echo hi', 'echo ho'));
    expect(project.read('pipeline.yml')).toBe(text);
  });
}
