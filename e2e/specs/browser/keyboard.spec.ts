import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

test('a pipeline is read, connected, renamed, taken back and saved without a mouse, and every step is spoken', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();

  // To the graph, and along the flow.
  await app.press('Control+2');
  await app.canvas.focus();
  await app.press('ArrowDown');
  await expect(app.canvas.focused).toHaveAttribute('aria-label', /^raw_data, pipeline input/);
  await app.press('ArrowDown');
  await expect(app.canvas.focused).toHaveAttribute(
    'aria-label',
    /^prepare, command job, component prep_tabular\. Reads raw_data from pipeline input raw_data\. Read by split\./,
  );
  await app.press('ArrowDown', 'ArrowDown');
  await expect(app.canvas.focused).toHaveAttribute('data-job', /^(tune|train|evaluate)$/);
  await app.press('ArrowUp');
  await expect(app.canvas.job('split')).toHaveAttribute('data-focused');

  // Ports and edges of the job.
  await app.press('p');
  await expect(app.said).toContainText('data, input of split');
  await app.press('ArrowRight');
  await expect(app.said).toContainText('train_data, output of split');
  await app.press('Escape', 'e');
  await expect(app.said).toContainText('Edge, prepare.clean_data to split.data.');
  await app.press('Escape');

  // Rename, undo, redo.
  await app.canvas.renameSelected('part');
  await expect(app.canvas.job('part')).toBeVisible();
  await expect(app.said).toContainText(/Rename/i);
  await app.undo();
  await expect(app.canvas.job('split')).toBeVisible();
  await app.redo();
  await expect(app.canvas.job('part')).toBeVisible();

  // Search for a job, connect it.
  await app.palette.search('train');
  await app.press('Enter');
  await expect(app.canvas.job('train')).toHaveAttribute('data-selected');
  await app.canvas.focus();
  await app.press('c');
  await app.text.type('register.model');
  await app.press('Enter');
  await expect(app.canvas.edge('parent.jobs.train.outputs.model', 'parent.jobs.register.inputs.model')).toBeAttached();
  await app.save();

  expect(project.read('pipeline.yml')).toBe(
    before
      .replace('  split:\n', '  part:\n')
      .replaceAll('parent.jobs.split.', 'parent.jobs.part.')
      .replace('model: ${{parent.jobs.tune.outputs.model}}\n      gate:', 'model: ${{parent.jobs.train.outputs.model}}\n      gate:'),
  );
});

test('F6 goes through the panes and back, and Escape leads out to the graph', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  await app.canvas.focus();
  const pane = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));

  const seen: (string | null | undefined)[] = [];
  for (let k = 0; k < 8; k++) {
    await app.press('F6');
    seen.push(await pane());
  }
  await app.canvas.focus();
  await app.press('F6');
  const next = await pane();
  await app.press('Shift+F6');

  expect(await pane()).toBe('canvas');
  expect(next).not.toBe('canvas');
  expect(new Set(seen)).toContain('text');
  expect(new Set(seen)).toContain('inspector');
  expect(new Set(seen)).toContain('canvas');
});

test('the question mark opens the sheet of all keys, which can be searched', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  await app.canvas.focus();

  await app.press('?');
  await expect(app.dialog).toContainText('Undo, redo');
  await expect(app.dialog.getByRole('searchbox')).toBeFocused();
  await app.text.type('duplicate');
  await expect(app.dialog).toContainText('Duplicate');
  await expect(app.dialog).not.toContainText('Undo, redo');
  await app.press('Escape', 'Escape');

  await expect(app.dialog).toHaveCount(0);
});

test('a command can be found in the palette by its title', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();

  for (const title of ['Tidy layout', 'Swap text and graph', 'Add a note', 'Open a folder']) {
    await app.press('Control+Shift+p');
    await app.text.type(title);
    await expect(app.palette.dialog.getByRole('menuitem', { name: title }).first()).toBeVisible();
    await app.press('Escape');
    await expect(app.palette.dialog).toHaveCount(0);
  }
});

test('the outline is the equal of the graph: select, rename, delete and connect from it', async ({ open }) => {
  const { app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  await app.outline.open();

  await app.outline.job('train').click();
  await expect(app.canvas.job('train')).toHaveAttribute('data-selected');
  await app.canvas.renameSelected('fit');
  await expect(app.outline.job('fit')).toBeVisible();
  await app.outline.job('fit').click();
  await app.press('Delete');

  await expect(app.outline.job('fit')).toHaveCount(0);
  await expect(app.canvas.job('fit')).toHaveCount(0);
});
