import fs from 'node:fs';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

test('a change on disk in other lines is joined with what is unsaved here', async ({ open }) => {
  const project = TestProject.churn();
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.text.replace('max_iter: 400', 'max_iter: 500');
  await expect(app.text.line('max_iter: 500')).toBeVisible();

  project.write('pipeline.yml', project.read('pipeline.yml').replace('test_size: 0.25', 'test_size: 0.2'));
  await expect(app.said).toContainText('Both changes were joined');
  await app.save();

  const saved = project.read('pipeline.yml');
  expect(saved).toContain('max_iter: 500');
  expect(saved).toContain('test_size: 0.2\n');
});

test('a change on disk in the same lines is asked about with the difference, and nothing is overwritten before', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.text.replace('max_iter: 400', 'max_iter: 500');
  await expect(app.text.line('max_iter: 500')).toBeVisible();

  project.write('pipeline.yml', project.read('pipeline.yml').replace('max_iter: 400', 'max_iter: 900'));
  const question = page.getByRole('alertdialog', { name: /changed on disk/ });
  await expect(question).toContainText('max_iter: 900');
  await expect(question).toContainText('max_iter: 500');
  expect(project.read('pipeline.yml')).toContain('max_iter: 900');
  await question.getByRole('button', { name: 'Keep mine' }).click();
  await app.save();

  expect(project.read('pipeline.yml')).toContain('max_iter: 500');
});

test('a file that cannot be written is said to be read only, in a sentence, and stays as it is', async ({ open }) => {
  const project = TestProject.churn();
  fs.chmodSync(project.path('pipeline.yml'), 0o444);
  const before = project.read('pipeline.yml');
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();
  await expect(page.locator('[data-pane="status"]')).toContainText('Read only');

  await app.canvas.select('train');
  await app.press('Delete');

  await expect(app.said).toContainText('pipeline.yml is read-only, so it cannot be changed here.');
  await expect(app.canvas.job('train')).toBeVisible();
  await app.press('Control+s');
  expect(project.read('pipeline.yml')).toBe(before);
});

test('several files stand in tabs, and Save all writes each of them', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.text.typeAtStart('# first\n');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Files' }).click();
  await page
    .locator('[data-pane="side"]')
    .getByRole('row', { name: /README\.md/ })
    .dblclick();
  await expect(page.getByRole('tab', { selected: true })).toContainText('README.md');
  await app.text.typeAtStart('second\n');
  await expect(app.tab('pipeline.yml')).toContainText('not saved');

  await app.press('Control+Alt+s');

  await expect(app.tab('pipeline.yml')).not.toContainText('not saved');
  await expect(app.tab('README.md')).not.toContainText('not saved');
  expect(project.read('pipeline.yml').startsWith('# first\n# Churn')).toBe(true);
  expect(project.read('README.md').startsWith('second\n')).toBe(true);
});

test('ports on the canvas follow the component file: on disk, and as it is typed in a tab of its own', async ({ open }) => {
  const project = TestProject.churn();
  const component = 'components/split_stratified/component.yml';
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  await expect(app.canvas.port('parent.jobs.split.outputs.test_data')).toBeVisible();

  project.write(component, project.read(component).replace('outputs:\n', 'outputs:\n  holdout:\n    type: uri_file\n'));
  await expect(app.canvas.port('parent.jobs.split.outputs.holdout')).toBeVisible();
  await app.canvas.select('split');
  await app.palette.run('Open its component');
  await expect(app.tab('split_stratified/component.yml')).toBeVisible();
  await app.text.replace('holdout:', 'kept_back:');

  await expect(app.canvas.port('parent.jobs.split.outputs.kept_back')).toBeAttached();
  await expect(app.canvas.port('parent.jobs.split.outputs.holdout')).toHaveCount(0);
});

test('autosave writes after a pause, when it is asked to', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.press('Control+,');
  await page
    .getByRole('radio', { name: 'After a pause' })
    .or(page.getByRole('button', { name: 'After a pause' }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await app.text.typeAtStart('# by itself\n');

  await expect.poll(() => project.read('pipeline.yml').startsWith('# by itself\n')).toBe(true);
  await expect(app.tab('pipeline.yml')).not.toContainText('not saved');
});

test('closing a file with unsaved work asks, and Save writes it', async ({ open }) => {
  const project = TestProject.churn();
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.text.typeAtStart('# kept\n');

  await app.palette.run('Close the file');
  await expect(app.dialog).toContainText('pipeline.yml');
  await app.dialog.getByRole('button', { name: 'Save', exact: true }).click();

  await expect.poll(() => project.read('pipeline.yml').startsWith('# kept\n')).toBe(true);
});
