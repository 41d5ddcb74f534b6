import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

const METRICS = 'parent.jobs.evaluate.outputs.metrics';
const CLEAN = 'parent.jobs.prepare.outputs.clean_data';

test('while a line is dragged the text that it would write is shown; a refused port says why and writes nothing', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.canvas.drag('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model', async () => {
    await expect(page.getByText('model: ${{parent.jobs.train.outputs.model}}').first()).toBeVisible();
    await app.press('Escape');
  });
  await expect(app.canvas.edge('parent.jobs.tune.outputs.model', 'parent.jobs.register.inputs.model')).toBeAttached();
  await app.canvas.drag(METRICS, 'parent.jobs.split.inputs.data');

  await expect(app.said).toContainText(/cycle/);
  await expect(app.canvas.edge(CLEAN, 'parent.jobs.split.inputs.data')).toBeAttached();
  await expect(app.tab('pipeline.yml')).not.toContainText('not saved');
});

test('an edge is taken away with Delete, and put back by undo', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  const edge = app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.evaluate.inputs.baseline_model');

  await app.canvas.selectEdge('parent.jobs.train.outputs.model', 'parent.jobs.evaluate.inputs.baseline_model');
  await app.press('Delete');
  await expect(edge).toHaveCount(0);
  await expect(app.text.line('baseline_model:')).toHaveCount(0);
  await app.undo();

  await expect(edge).toBeAttached();
});

test('C lists what a job can be connected to, with reasons for the rest, and Enter connects', async ({ open }) => {
  const project = TestProject.churn();
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.canvas.select('train');

  await app.press('c');
  const list = app.page.getByRole('dialog', { name: /^Connect/ });
  await expect(list).toContainText('Cannot be connected');
  await app.text.type('register.model');
  await expect(list.getByRole('option', { name: /register\.model/ }).first()).toHaveAttribute('aria-selected', 'true');
  await app.press('Enter');

  await expect(app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model')).toBeAttached();
  await app.save();
  expect(project.read('pipeline.yml')).toContain('      model: ${{parent.jobs.train.outputs.model}}\n      gate:');
});
