import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

test('what is typed is on the canvas at once: a name, a binding, a new job', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();

  await app.text.replace('baseline_model: ${{parent.jobs.train.outputs.model}}', 'baseline_model: ${{parent.jobs.tune.outputs.model}}');
  await expect(app.canvas.edge('parent.jobs.tune.outputs.model', 'parent.jobs.evaluate.inputs.baseline_model')).toBeAttached();
  await app.text.replace('  register:', '  publish:');
  await expect(app.canvas.job('publish')).toBeAttached();
  await app.text.caretAfter('model_name: churn');
  await app.press('Control+End');
  await app.text.type('\n');
  await app.press('Home');
  await app.text.type('  extra: { type: command, command: echo }');

  await expect(app.canvas.job('extra')).toBeAttached();
  await expect(app.canvas.job('register')).toHaveCount(0);
});

test('a half-typed line leaves the graph where it is', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();

  await app.text.caretAfter('max_iter: 400');
  await app.text.type('\nseed');
  await expect(app.canvas.jobs).toHaveCount(7);
  await app.text.type(': 7');

  await expect(app.canvas.jobs).toHaveCount(7);
  await expect(page.getByText(/cannot be read/)).toHaveCount(0);
});

test('an unreadable text keeps its last graph, takes no edits, can be saved, and is repaired by a button', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.text.replace('display_name: churn', 'display_name: @churn');
  const bar = page.getByText(/Line \d+ cannot be read/).first();
  await expect(bar).toBeVisible();
  await expect(bar).toContainText(/takes no changes until it can be read again/);
  await expect(app.canvas.jobs).toHaveCount(7);
  await app.canvas.select('train');
  await app.press('Delete');
  await expect(app.canvas.job('train')).toBeAttached();
  await app.save();

  expect(project.read('pipeline.yml')).toContain('display_name: @churn\n');
  await page.getByRole('button', { name: /Go to line/ }).click();
  await expect(app.text.line('display_name')).toBeVisible();
  await page.getByRole('application').locator('..').getByRole('button', { name: /quote/i }).click();
  await expect(bar).toHaveCount(0);
  await app.canvas.select('train');
  await app.press('Delete');
  await expect(app.canvas.job('train')).toHaveCount(0);
});
