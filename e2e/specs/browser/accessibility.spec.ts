import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

/** What axe finds, each with the place, so that a failure can be read. Monaco's inside is its own affair but for its name. */
async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor .overflow-guard').analyze();
  return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`));
}

test('axe finds nothing on any page of a pipeline: panes, panels, dialogs, menus', async ({ open }) => {
  test.setTimeout(120_000);
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  expect(await findings(page), 'text and graph').toEqual([]);

  await app.canvas.select('train');
  await app.inspector.open();
  expect(await findings(page), 'a selected job in the inspector').toEqual([]);
  for (const [key, name] of [
    ['Control+Shift+e', 'files'],
    ['Control+Shift+l', 'outline'],
    ['Control+Shift+u', 'components'],
  ] as const) {
    await app.press(key);
    await expect(page.locator('[data-pane="side"]')).toBeVisible();
    expect(await findings(page), name).toEqual([]);
  }
  await app.press('Control+k');
  await expect(app.palette.dialog).toBeVisible();
  expect(await findings(page), 'search').toEqual([]);
  await app.press('Escape');
  await app.canvas.focus();
  await app.press('?');
  await expect(app.dialog).toBeVisible();
  expect(await findings(page), 'shortcuts').toEqual([]);
  await app.press('Escape');
  await app.canvas.select('train');
  await app.press('c');
  await expect(page.getByRole('dialog', { name: /^Connect/ })).toBeVisible();
  expect(await findings(page), 'connect list').toEqual([]);
  await app.press('Escape');
  await app.press('Control+,');
  await expect(page.getByText('Settings').first()).toBeVisible();
  expect(await findings(page), 'settings').toEqual([]);
});

test('axe finds nothing while the text has problems, and while it cannot be read', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  await app.text.replace('experiment_name: churn', 'experiment_name: churn\nexperiment_name: twice');
  await app.problems.open();
  await expect(app.problems.panel.getByRole('row').first()).toBeVisible();
  expect(await findings(page), 'problems').toEqual([]);

  await app.text.replace('experiment_name: twice', 'experiment_name: @twice');
  await expect(page.getByText(/takes no changes/).first()).toBeVisible();
  expect(await findings(page), 'unreadable').toEqual([]);
});

for (const theme of ['dark', 'contrast-light', 'contrast-dark'] as const) {
  test(`axe finds nothing in the theme ${theme}`, async ({ open }) => {
    const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
    await app.isReady();
    await app.canvas.select('train');
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached();

    expect(await findings(page)).toEqual([]);
  });
}

test('axe finds nothing in a small window, where the inspector is a sheet and nothing is cut off', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml', { width: 1024, height: 640 });
  await app.isReady();
  await app.canvas.select('split');

  expect(await findings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight)).toBe(true);
});

test('axe finds nothing on the start page and in a new, empty pipeline', async ({ open }) => {
  const { app, page } = await open(TestProject.with({ 'pipeline.yml': 'type: pipeline\njobs: {}\n' }), 'pipeline.yml');
  await expect(page.getByText('No jobs yet').first()).toBeVisible();
  expect(await findings(page), 'empty').toEqual([]);

  await app.palette.run('Close the folder');
  await expect(page.getByRole('heading', { name: 'Sluice' })).toBeVisible();
  expect(await findings(page), 'start').toEqual([]);
});
