import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

test('typing, a gesture, a form field and a move undo in one order from either pane, and come back in it', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  const rate = app.text.line('test_size:');

  await app.text.replace('test_size: 0.25', 'test_size: 0.3');
  await app.canvas.drag('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model');
  await expect(app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model')).toBeAttached();
  await app.canvas.select('split');
  await app.inspector.open();
  await app.inspector.set('test_size', '0.4');
  await expect(rate).toContainText('test_size: 0.4');
  const start = await app.canvas.placeOf('evaluate');
  await app.canvas.move('evaluate', { x: 60, y: 30 });
  await expect.poll(() => app.canvas.placeOf('evaluate')).not.toEqual(start);

  await app.undo();
  await expect.poll(() => app.canvas.placeOf('evaluate')).toEqual(start);
  await app.undo();
  await expect(rate).toContainText('test_size: 0.3');
  await expect(app.canvas.job('split')).toHaveAttribute('data-selected');
  await app.undo();
  await expect(app.canvas.edge('parent.jobs.tune.outputs.model', 'parent.jobs.register.inputs.model')).toBeAttached();
  await app.text.focus();
  await app.undo();
  await expect(rate).toContainText('test_size: 0.25');

  await app.redo();
  await expect(rate).toContainText('test_size: 0.3');
  await app.redo();
  await expect(app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model')).toBeAttached();
  await app.canvas.focus();
  await app.redo();
  await expect(rate).toContainText('test_size: 0.4');
  await app.redo();
  await expect.poll(() => app.canvas.placeOf('evaluate')).not.toEqual(start);

  for (const _ of ['move', 'form', 'gesture', 'typing']) await app.undo();
  await app.save();
  expect(project.read('pipeline.yml')).toBe(before);
  expect(project.exists('pipeline.layout.json')).toBe(false);
});

test('what undo changed is brought into view, in the text and in the graph', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  await app.canvas.select('register');
  await app.canvas.renameSelected('publish');
  await expect(app.canvas.job('publish')).toBeVisible();
  await app.text.focus();
  await expect(app.text.line('publish:')).toHaveCount(0);

  await app.undo();

  await expect(app.text.line('register:')).toBeVisible();
  await expect(app.canvas.job('register')).toHaveAttribute('data-selected');
  await expect(app.said).toContainText('Undone: Rename');
});

test('a run of typing is one step, and says what it undoes', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  await app.text.typeAtStart('# one two three\n');
  await expect(app.text.line('# one two three')).toBeVisible();

  await page.getByRole('button', { name: /^Undo/ }).click();

  await expect(app.text.line('# one two three')).toHaveCount(0);
  await expect(app.text.editor.locator('.view-line').first()).toContainText('# Churn');
});
