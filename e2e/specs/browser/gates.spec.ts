import { rmSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../../harness/browser-test.ts';
import { changedLines } from '../../harness/diff.ts';
import { TestProject } from '../../harness/project.ts';

const METRICS = { accuracy: 0.8712, recall: 0.6431, f1: 0.58, roc_auc: 0.8716, cohorts: { over_60: { recall: 0.6119 } } };

// Many steps each, on whatever machine runs them.
test.describe.configure({ timeout: 180_000 });

/** The churn example with what an evaluation wrote. */
function project(): TestProject {
  const made = TestProject.churn();
  made.write('data/metrics.json', JSON.stringify(METRICS));
  return made;
}

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor .overflow-guard').analyze();
  return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`));
}

test('a rule is edited, tried on a metrics file and saved: the gate shows what it would say, and the file differs in that line alone', async ({ open }) => {
  const churn = project();
  const before = churn.read('pipeline.yml');
  const { app, page } = await open(churn, 'pipeline.yml');
  await app.isReady();
  await app.canvas.select('quality_gate');
  const gate = app.canvas.job('quality_gate');

  await app.gate.tryOn('data/metrics.json');
  await expect(app.gate.about(1)).toContainText('+0.0212');
  await app.gate.rule(2).fill('recal >= 0.60');
  await app.gate.rule(3).focus();
  await expect(app.gate.about(2)).toContainText('evaluate writes no recal. Did you mean recall?');
  await app.gate.button('Use recall').click();
  await expect(app.gate.rule(2)).toHaveValue('recall >= 0.60');
  await app.gate.rule(1).fill('accuracy >= 0.90');
  await expect(page.locator('[data-gate-label]')).toHaveText('Draft: 1 rule changed');
  await expect(app.text.editor.locator('.sluice-added-line', { hasText: 'accuracy >= 0.90' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(gate).toHaveAttribute('data-verdict', 'held-back');
  await expect(gate).toContainText('-0.0288');
  await expect(page.locator('[data-gate-label]').filter({ hasText: 'Tried on metrics.json, 1 job would wait' })).toBeVisible();
  await expect(app.canvas.job('register')).toContainText('Would wait');
  await expect(app.said).toContainText('Would be held back on metrics.json.');
  expect(await findings(page), 'rules').toEqual([]);
  await app.gate.button('Save rules').click();
  await app.gate.show('Verdict');
  await expect(app.gate.pane).toContainText('2 of 4 rules said no.');
  await expect(app.gate.pane).toContainText('This is no run.');
  expect(await findings(page), 'verdict').toEqual([]);
  await app.save();

  expect(changedLines(before, churn.read('pipeline.yml'))).toEqual({ gone: ['        accuracy >= 0.85\n'], added: ['        accuracy >= 0.90\n'] });
});

test('rules are written by keyboard alone: completion, a new rule, a rule taken away, one step of undo', async ({ open }) => {
  const churn = project();
  const before = churn.read('pipeline.yml');
  const { app, page } = await open(churn, 'pipeline.yml');
  await app.isReady();
  await app.canvas.select('quality_gate');

  await app.palette.run('Edit rules of the gate');
  await expect(app.gate.rule(1)).toBeFocused();
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
  await expect(app.gate.rule(5)).toBeFocused();
  await app.text.type('precis');
  await expect(page.getByRole('option', { name: 'precision', exact: true })).toBeVisible();
  await app.press('Tab');
  await app.text.type(' >= 0.5');
  await expect(app.gate.rule(5)).toHaveValue('precision >= 0.5');
  await app.press('ArrowUp');
  for (let k = 'age gap: abs(cohorts.over_60.recall - recall) <= 0.15'.length; k >= 0; k--) await app.press('Backspace');
  await expect(app.gate.rule(4)).toHaveValue('precision >= 0.5');
  await app.palette.run('Save the rules of the gate');
  await app.save();
  const saved = churn.read('pipeline.yml');
  await app.canvas.focus();
  await app.undo();
  await app.save();

  expect(changedLines(before, saved)).toEqual({
    gone: ['        age gap: abs(cohorts.over_60.recall - recall) <= 0.15\n'],
    added: ['        precision >= 0.5\n'],
  });
  expect(churn.read('pipeline.yml')).toBe(before);
});

test('a gate is put on an edge by one key, it is asked once how its component comes from the library, and undo takes the lines back', async ({ open }) => {
  const churn = project();
  rmSync(churn.path('components/quality_gate'), { recursive: true });
  const before = churn.read('pipeline.yml');
  const { app, page } = await open(churn, 'pipeline.yml');
  await app.isReady();
  await app.canvas.select('quality_gate');
  await app.canvas.focus();
  await app.press('Delete');
  await expect(app.canvas.job('quality_gate')).toHaveCount(0);

  await app.canvas.selectEdge('parent.jobs.tune.outputs.model', 'parent.jobs.register.inputs.model');
  await app.press('g');
  await page.getByRole('button', { name: 'Copy into components/' }).click();
  await expect(app.canvas.job('quality_gate')).toBeVisible();
  await expect(app.canvas.edge('parent.jobs.evaluate.outputs.metrics', 'parent.jobs.quality_gate.inputs.metrics')).toBeAttached();
  await expect(app.canvas.edge('parent.jobs.quality_gate.outputs.verdict', 'parent.jobs.register.inputs.gate')).toBeAttached();
  await app.canvas.focus();
  await app.undo();
  await expect(app.canvas.job('quality_gate')).toHaveCount(0);
  await app.undo();
  await app.save();

  expect(churn.read('pipeline.yml')).toBe(before);
  expect(churn.exists('components/quality_gate/src/quality_gate.py')).toBe(true);
});

test('a bad rule in the text gets a squiggle below what is wrong', async ({ open }) => {
  const { app } = await open(project(), 'pipeline.yml');
  await app.isReady();

  await app.text.replace('recall >= 0.60', 'recall >=> 0.60');

  await expect(app.text.editor.locator('.squiggly-error')).toBeVisible();
});
