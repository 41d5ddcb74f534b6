import fs from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { shellJobs } from '../../fixtures/shell-jobs.ts';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor .overflow-guard').analyze();
  return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`));
}

test('a pipeline runs where it is edited: asked once, held back, stopped, and let through when the limit is lowered', async ({ open }) => {
  test.setTimeout(120_000);
  const project = TestProject.with(shellJobs);
  const { app, page } = await open(project, 'pipeline.yml');
  const { canvas } = app;
  await app.isReady();

  // The first run says what it would execute, and starts nothing before it is answered.
  await app.press('F5');
  const sheet = page.getByRole('dialog', { name: 'Run starts 4 jobs from this folder' });
  await expect(sheet.getByRole('button', { name: /^publish/ })).toBeVisible();
  expect(await findings(page), 'what would be executed').toEqual([]);
  await app.press('Escape');
  await expect(sheet).toHaveCount(0);
  expect(project.exists('.sluice/runs')).toBe(false);

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Trust and run 4 jobs' }).click();
  await expect(canvas.job('measure')).toHaveAttribute('data-status', 'passed');
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'running');
  await expect(canvas.job('quality_gate')).toHaveAttribute('data-status', 'held-back');
  await expect(canvas.job('quality_gate')).toHaveAttribute('data-verdict', 'held-back');
  await expect(canvas.job('publish')).toHaveAttribute('data-status', 'behind-gate');
  await expect(page.locator('[data-edge-to="parent.jobs.quality_gate.inputs.metrics"]').first()).toHaveAttribute('data-run', 'delivered');
  await expect(app.text.line('rules: accuracy')).toContainText('short by 0.0300');
  const panel = page.locator('[data-pane="inspector"]');
  await expect(panel.getByRole('heading', { name: 'Run 1' })).toBeVisible();

  // One job is stopped from its node, the next run as a whole.
  await canvas.job('linger').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Stop this job' }).click();
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'stopped');
  await expect(page.getByRole('button', { name: /^Run 1 was stopped at linger after/ })).toBeVisible();
  await app.press('F5');
  await expect(canvas.job('measure')).toHaveAttribute('data-status', 'reused');
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'running');
  await app.press('Shift+F5');
  await expect(page.getByRole('button', { name: /^Run 2 was stopped at linger after/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();

  // With another limit the verdict counts no more; what did not change is reused.
  await app.text.replace('>= 0.90', '>= 0.80');
  await expect(canvas.job('quality_gate')).not.toHaveAttribute('data-verdict');
  await app.text.replace('sleep 60', 'sleep 0');
  await app.press('F5');
  await expect(canvas.job('publish')).toHaveAttribute('data-status', 'passed');
  await expect(canvas.job('quality_gate')).toHaveAttribute('data-verdict', 'passed');
  await expect(canvas.job('measure')).toHaveAttribute('data-status', 'reused');
  // The live region goes on to the next sentence; the strip keeps this one.
  await expect(page.getByRole('button', { name: /^Run 3 passed after/ })).toBeVisible();
  expect(project.read('pipeline.yml'), 'what ran was saved').toContain('>= 0.80');

  // For one run an input is given another value, by keys alone; the file stays as it is.
  const text = project.read('pipeline.yml');
  await app.palette.run('Run with other values');
  const values = page.getByRole('dialog', { name: 'Run with other values' });
  await expect(values.getByRole('textbox', { name: 'word' })).toBeFocused();
  expect(await findings(page), 'other values').toEqual([]);
  await page.keyboard.type('twice');
  await app.press('Enter');
  await expect(page.getByRole('button', { name: /^Run 4 passed after/ })).toBeVisible();
  await expect(canvas.job('measure')).toHaveAttribute('data-status', 'passed');
  expect(project.read('pipeline.yml')).toBe(text);

  // Whoever opens the file anew sees how it ended last, and when.
  await page.reload();
  await app.isReady();
  await expect(canvas.job('publish')).toHaveAttribute('data-status', 'reused');
  await expect(page.getByRole('button', { name: /^Run 4 passed after .*\d\d:\d\d$/ })).toBeVisible();

  // All runs are kept, and each can be looked at.
  await app.press('Control+Shift+h');
  const runs = page.getByRole('grid', { name: 'Runs' });
  await expect(runs.getByRole('row')).toHaveCount(4);
  await expect(runs.getByRole('row', { name: /^Run 4, .*with word twice/ })).toBeVisible();
  await runs.getByRole('row', { name: /^Run 1/ }).click();
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'stopped');
  expect(await findings(page), 'the runs').toEqual([]);
  expect(fs.readdirSync(project.path('.sluice/runs'))).toHaveLength(4);
});
