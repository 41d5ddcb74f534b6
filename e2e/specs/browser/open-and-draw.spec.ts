import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

test('draws every job, port and edge of the example, with the marks that tests and assistive tools rely on', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  const jobs = ['prepare', 'split', 'train', 'tune', 'evaluate', 'quality_gate', 'register'];

  await expect(app.canvas.jobs).toHaveCount(jobs.length);
  for (const id of jobs) await expect(app.canvas.job(id)).toHaveAttribute('aria-label', new RegExp(`^${id}, `));
  for (const port of ['split.inputs.data', 'split.outputs.train_data', 'evaluate.inputs.model', 'register.inputs.gate'])
    await expect(app.canvas.port(`parent.jobs.${port}`)).toBeVisible();
  await expect(app.canvas.edge('parent.inputs.raw_data', 'parent.jobs.prepare.inputs.raw_data')).toBeAttached();
  await expect(app.canvas.edge('parent.jobs.split.outputs.train_data', 'parent.jobs.train.inputs.train_data')).toBeAttached();
  await expect(app.canvas.edge('parent.jobs.quality_gate.outputs.verdict', 'parent.jobs.register.inputs.gate')).toBeAttached();
  await expect(app.canvas.edge('parent.jobs.register.outputs.registered', 'parent.outputs.registered')).toBeAttached();
  await expect(app.canvas.edges).toHaveCount(12);
  await expect(page.getByRole('application')).toHaveCount(1);
});

test('shows the text beside the graph, and selects in one what is selected in the other', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();

  await app.canvas.select('split');
  await expect(app.text.line('split:')).toBeVisible();
  await app.text.caretAfter('max_iter: 4');

  await expect(app.text.line('# Churn')).toHaveCount(0);
  await expect(app.canvas.job('train')).toHaveAttribute('data-selected');
  await expect(app.canvas.job('split')).not.toHaveAttribute('data-selected');
});

test('opens a file that is no pipeline as text, without a graph of nothing', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'components/train_classifier/src/train_classifier.py');

  await expect(app.text.line('import').first()).toBeVisible();
  await expect(app.canvas.jobs).toHaveCount(0);
  await expect(page.getByRole('contentinfo').or(page.locator('[data-pane="status"]')).first()).toContainText('Python');
});

test('opens a folder, and its files from the tree', async ({ open }) => {
  const { app, page } = await open(TestProject.churn());
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Files' }).click();
  const tree = page.locator('[data-pane="side"]');

  await tree.getByRole('row', { name: /pipeline\.yml/ }).dblclick();

  await app.isReady();
  await expect(app.tab('pipeline.yml')).toBeVisible();
});

test('a file that PyYAML could not read at all still opens, with its reason', async ({ open }) => {
  const project = TestProject.with({ 'bad.yml': 'type: pipeline\njobs:\n  a: "never closed\n  b: 1\n' });
  const { app, page } = await open(project, 'bad.yml');

  await expect(app.text.line('never closed')).toBeVisible();
  await expect(page.getByText(/cannot be read/).first()).toBeVisible();
});
