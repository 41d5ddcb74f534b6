import { expect, test } from '../../harness/browser-test.ts';
import { changedLines } from '../../harness/diff.ts';
import { TestProject } from '../../harness/project.ts';

interface Layout {
  readonly nodes: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

test('a moved job is pinned in the layout file: sorted, on the grid, one line a job, and none in the pipeline', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();

  await app.canvas.move('train', { x: 71, y: 13 });
  await app.canvas.move('evaluate', { x: -43, y: 7 });
  await app.save();
  const first = project.read('pipeline.layout.json');
  await app.canvas.select('train');
  await app.press('Alt+ArrowRight');
  await app.save();
  const second = project.read('pipeline.layout.json');

  expect(project.read('pipeline.yml')).toBe(before);
  const { nodes } = JSON.parse(first) as Layout;
  expect(Object.keys(nodes)).toEqual(['jobs.evaluate', 'jobs.train']);
  for (const { x, y } of Object.values(nodes)) expect([x % 4, y % 4].map(Math.abs)).toEqual([0, 0]);
  const { gone, added } = changedLines(first, second);
  expect([gone.length, added.length]).toEqual([1, 1]);
});

test('a job stands where it was put when the file is opened again', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.canvas.move('train', { x: 80, y: 24 });
  await app.save();
  const place = await app.canvas.placeOf('train');

  await page.reload();

  await app.isReady();
  await expect.poll(() => app.canvas.placeOf('train')).toEqual(place);
});

test('a note stands on the graph, in the layout file, and nowhere else', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.canvas.focus();

  await app.palette.run('Add a note');
  await app.text.type('Ask the team first');
  await app.press('Control+Enter');
  await expect(app.canvas.notes).toContainText('Ask the team first');
  await app.save();

  expect(project.read('pipeline.layout.json')).toContain('Ask the team first');
  expect(project.read('pipeline.yml')).toBe(before);
});

test('tidy puts everything where the automatic layout wants it', async ({ open }) => {
  const project = TestProject.churn();
  const { app } = await open(project, 'pipeline.yml');
  await app.isReady();
  const automatic = await app.canvas.placeOf('train');
  await app.canvas.move('train', { x: 120, y: 40 });
  await expect.poll(() => app.canvas.placeOf('train')).not.toEqual(automatic);

  await app.palette.run('Unpin');

  await expect.poll(() => app.canvas.placeOf('train')).toEqual(automatic);
});
