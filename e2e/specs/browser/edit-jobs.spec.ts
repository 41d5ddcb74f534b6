import { expect, test } from '../../harness/browser-test.ts';
import { changedLines } from '../../harness/diff.ts';
import { TestProject } from '../../harness/project.ts';

test('a component is dropped on the graph, or added from the list after the selected job', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.components.open();

  const target = await app.canvas.region.boundingBox();
  await app.components.option('evaluate_classifier').dragTo(app.canvas.region, { targetPosition: { x: (target?.width ?? 0) - 60, y: 60 } });
  await expect(app.canvas.jobs).toHaveCount(8);
  await app.palette.search('split');
  await app.press('Enter');
  await expect(app.canvas.job('split')).toHaveAttribute('data-selected');
  await app.components.option('train_classifier').focus();
  await app.press('Enter');
  await expect(app.canvas.jobs).toHaveCount(9);
  await app.save();

  const { gone, added } = changedLines(before, project.read('pipeline.yml'));
  expect(gone).toEqual([]);
  expect(added.filter((line) => line.includes('component: ./components/'))).toHaveLength(2);
});

test('jobs are duplicated, commented out and in, and deleted, each by a key', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.canvas.select('train');
  await app.press('Control+d');
  await expect(app.canvas.jobs).toHaveCount(8);
  await app.undo();
  await expect(app.canvas.jobs).toHaveCount(7);
  await app.canvas.select('register');
  await app.press('Control+/');
  await expect(app.canvas.commentedOut).toHaveCount(1);
  await expect(app.canvas.job('register')).toHaveCount(0);
  await app.press('Control+/');
  await expect(app.canvas.job('register')).toBeAttached();
  await app.save();
  const inAgain = project.read('pipeline.yml');
  await app.canvas.select('register');
  await app.press('Delete');
  await expect(app.canvas.job('register')).toHaveCount(0);
  await app.save();

  expect(inAgain).toBe(before);
  expect(changedLines(before, project.read('pipeline.yml')).added).toEqual([]);
});

test('a job is copied as plain YAML and pasted, with its name made free', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.canvas.select('train');
  await app.press('Control+c');
  await expect(app.said).toContainText('Copied train as YAML.');
  const yaml = await page.evaluate(() => navigator.clipboard.readText());
  await app.press('Control+v');

  await expect(app.canvas.jobs).toHaveCount(8);
  expect(yaml).toMatch(/^train:\n {2}type: command\n/m);
});

test('a marquee selects several jobs, and they are deleted as one step', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  const [a, b] = [await app.canvas.job('tune').boundingBox(), await app.canvas.job('train').boundingBox()];
  if (!a || !b) throw new Error('Both jobs are in view.');

  await page.keyboard.down('Shift');
  await page.mouse.move(Math.min(a.x, b.x) - 12, Math.min(a.y, b.y) - 6);
  await page.mouse.down();
  await page.mouse.move(Math.max(a.x + a.width, b.x + b.width) + 8, a.y + a.height + 6, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(app.canvas.job('tune')).toHaveAttribute('data-selected');
  await expect(app.canvas.job('train')).toHaveAttribute('data-selected');
  await expect(app.canvas.job('evaluate')).not.toHaveAttribute('data-selected');
  await app.press('Delete');
  await expect(app.canvas.jobs).toHaveCount(5);
  await app.undo();

  await expect(app.canvas.jobs).toHaveCount(7);
});

test('a sub-pipeline is stepped into and out of again', async ({ open }) => {
  const project = TestProject.with({
    'pipeline.yml': 'type: pipeline\njobs:\n  inner:\n    type: pipeline\n    component: ./parts/pipeline.yml\n',
    'parts/pipeline.yml':
      '$schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json\ntype: pipeline\nname: parts\njobs:\n  deep:\n    type: command\n    command: echo\n    environment: azureml:e:1\n',
  });
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.canvas.select('inner');
  await app.palette.run('Step into the pipeline');
  await expect(app.canvas.job('deep')).toBeVisible();
  await page.getByRole('navigation', { name: 'Way through the pipelines' }).getByRole('button').first().click();

  await expect(app.canvas.job('inner')).toBeVisible();
});
