import fs from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';
import { RunPanelPage } from '../../pages/run-panel.ts';

/** A table, numbers, a person who is asked, and a job that waits for the answer. */
const PIPELINE = `type: pipeline
display_name: ask
inputs:
  champion: {type: uri_file, path: data/champion.json}
jobs:
  evaluate:
    type: command
    command: >-
      printf 'id,age,left\\n007,34,true\\n008,,false\\n' > \${{outputs.rows}}/rows.csv;
      echo '{"accuracy": \${{inputs.accuracy}}, "recall": 0.65}' > \${{outputs.metrics}}
    environment: {image: ubuntu}
    inputs:
      accuracy: 0.9
    outputs:
      rows: {type: uri_folder}
      metrics: {type: uri_file}
  keep:
    type: pipeline
    component: ./keep/pipeline.yml
    inputs:
      metrics: \${{parent.jobs.evaluate.outputs.metrics}}
  approve:
    type: command
    component: ./approve/component.yml
    inputs:
      candidate: \${{parent.jobs.evaluate.outputs.metrics}}
      question: Send traffic to this model?
  deploy:
    type: command
    command: cat \${{inputs.gate}} > \${{outputs.done}}
    environment: {image: ubuntu}
    inputs:
      gate: \${{parent.jobs.approve.outputs.verdict}}
    outputs:
      done: {type: uri_file}
`;

/** Asks as the approval gate of the library does, without Python. */
const APPROVE = `type: command
name: approve
tags: {sluice.role: approve, sluice.gate: approval}
inputs:
  candidate: {type: uri_file}
  question: {type: string}
outputs:
  verdict: {type: uri_file}
is_deterministic: false
environment: {image: ubuntu}
command: >-
  mkdir -p "$SLUICE_APPROVALS"; printf '{"question": "\${{inputs.question}}"}' > "$SLUICE_APPROVALS/question.json";
  until [ -e "$SLUICE_APPROVALS/answer.json" ]; do sleep 0.1; done;
  sed '1s/{/{"verdict": "passed", "rules": [], "question": "\${{inputs.question}}",/' "$SLUICE_APPROVALS/answer.json" > \${{outputs.verdict}}
`;

/** A pipeline inside it, which hands on what it reads. */
const KEEP = `type: pipeline
name: keep
inputs:
  metrics: {type: uri_file}
outputs:
  kept: {type: uri_file}
jobs:
  copy:
    type: command
    command: cp \${{inputs.metrics}} \${{outputs.kept}}
    environment: {image: ubuntu}
    inputs:
      metrics: \${{parent.inputs.metrics}}
    outputs:
      kept: \${{parent.outputs.kept}}
`;

function asking(): TestProject {
  return TestProject.with({
    'pipeline.yml': PIPELINE,
    'approve/component.yml': APPROVE,
    'keep/pipeline.yml': KEEP,
    'data/champion.json': '{"accuracy": 0.8, "recall": 0.6}\n',
  });
}

async function findings(page: Page, place: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include(place).exclude('.monaco-editor .overflow-guard').analyze();
  return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`));
}

test('a person decides beside the evidence; what jobs wrote is looked at; two runs are compared', async ({ open }) => {
  test.setTimeout(120_000);
  const project = asking();
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();
  await new RunPanelPage(page).run();
  const inspector = page.locator('[data-pane="inspector"]');

  // The first press brings the question there, the second one decides.
  await expect(page.getByText(/waits for a person/).first()).toBeVisible({ timeout: 30_000 });
  await app.press('Alt+a');
  await expect(inspector.getByRole('heading', { name: 'Waiting for a person' })).toBeVisible();
  await expect(inspector.getByText('Send traffic to this model?')).toBeVisible();
  expect(await findings(page, '[data-pane="inspector"]'), 'a decision').toEqual([]);
  await app.press('Alt+h');
  await expect(inspector.getByText('Holding back needs a reason.')).toBeVisible();
  await page.keyboard.type('Within noise.');
  await app.press('Alt+a');
  await expect(inspector.getByRole('heading', { name: 'Approved' })).toBeVisible({ timeout: 20_000 });
  await expect(inspector.getByText('Within noise.')).toBeVisible();
  await expect(app.canvas.job('deploy')).toHaveAttribute('data-status', 'passed', { timeout: 20_000 });
  expect(JSON.parse(project.read(`.sluice/runs/${fs.readdirSync(project.path('.sluice/runs'))[0]}/approvals/approve/answer.json`))).toMatchObject({
    answer: 'approved',
    why: 'Within noise.',
  });

  await page.locator('[data-port="parent.jobs.evaluate.outputs.rows"]').click();
  await expect(page.getByRole('dialog')).toContainText('rows.csv: 2 rows, 3 columns, 1 with missing values.');
  await app.press('Enter');
  const grid = page.getByRole('grid', { name: 'Table rows.csv' });
  await expect(grid).toBeFocused();
  await expect(grid.getByRole('gridcell', { name: '007' })).toBeVisible();
  await app.press('ArrowDown', 'ArrowRight');
  await expect(grid.locator(`#${await grid.getAttribute('aria-activedescendant')}`)).toHaveText('34');
  expect(await findings(page, '[data-pane="text"]'), 'a table').toEqual([]);

  await page.locator('[data-port="parent.jobs.keep.outputs.kept"]').click();
  await expect(page.getByRole('dialog')).toContainText('2 numbers.');
  await app.press('Escape');
  await page.locator('[data-port="parent.jobs.evaluate.outputs.metrics"]').click();
  await app.press('Enter');
  const numbers = page.getByRole('treegrid', { name: 'Numbers of evaluate.metrics' });
  await expect(numbers.getByRole('row', { name: /accuracy 0.9/ })).toBeVisible();
  await app.press('Control+w');
  await expect(app.tab('evaluate.metrics')).toHaveCount(0);
  await app.tab('pipeline.yml').click();

  await app.text.replace('accuracy: 0.9', 'accuracy: 0.95');
  await app.press('F5');
  await expect(page.getByText(/Run 2 waits for a person/).first()).toBeVisible({ timeout: 30_000 });
  await app.press('Alt+a');
  await expect(inspector.getByRole('heading', { name: 'Waiting for a person' })).toBeVisible();
  await inspector.getByRole('button', { name: 'Compare with run 1' }).click();
  const compare = page.getByRole('region', { name: 'Compare two runs' });
  await expect(compare.getByRole('button', { name: /evaluate.accuracy 0.9 0.95/ })).toBeVisible();
  await expect(compare.getByRole('row', { name: /accuracy 0.9000 0.9500 \+0.0500/ })).toBeVisible();
  await compare
    .getByRole('complementary', { name: 'Differences' })
    .getByRole('button', { name: /^evaluate ?, changed/ })
    .click();
  await expect(compare.getByRole('region', { name: 'Graph of both' }).getByRole('button', { name: /^evaluate, changed/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await findings(page, '[aria-label="Compare two runs"]'), 'compare').toEqual([]);
  await app.press('Escape');
  await expect(compare).toHaveCount(0);
});

test('by keys alone: run, look at what failed, its log and its cause, apply the fix, run again, compare', async ({ open }) => {
  test.setTimeout(120_000);
  const project = TestProject.with({
    'src/train.sh': `case "$1" in --rate) echo 1 > "$4";; *) printf 'usage: train.sh [-h] [--rate RATE]\ntrain.sh: error: unrecognized arguments: %s\n' "$1" >&2; exit 2;; esac\n`,
    'pipeline.yml': `type: pipeline
settings: {default_compute: azureml:here}
jobs:
  train:
    type: command
    code: ./src
    command: bash train.sh --rates 1 --out \${{outputs.model}}
    environment: {image: ubuntu}
    outputs:
      model: {type: uri_file}
  judge:
    type: command
    command: ls \${{inputs.model}}
    environment: {image: ubuntu}
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
`,
  });
  const { app, page } = await open(project, 'pipeline.yml');
  await app.isReady();
  await app.press('F5');
  await expect(page.getByRole('button', { name: 'Trust and run 2 jobs' })).toBeFocused();
  await app.press('Enter');
  await expect(app.canvas.job('train')).toHaveAttribute('data-status', 'failed', { timeout: 30_000 });

  await expect(page.getByRole('application', { name: 'Pipeline canvas' })).toBeFocused();
  await app.press('ArrowDown');
  await expect(app.canvas.job('train')).toHaveAttribute('data-focused', 'true');
  await app.press('Enter');
  const inspector = page.locator('[data-pane="inspector"]');
  const card = inspector.getByRole('region', { name: 'Failure' });
  await expect(card).toContainText('Exit code 2');
  await expect(card).toContainText('The script takes no argument --rates.');
  await expect(inspector.getByText('Likely cause')).toBeVisible();
  await expect(inspector.getByRole('listitem').filter({ hasText: 'judge' })).toContainText('not run');
  expect(await findings(page, '[data-pane="inspector"]'), 'a failure').toEqual([]);
  await app.palette.run('Log');
  await expect(new RunPanelPage(page).log).toContainText('unrecognized arguments: --rates');

  // What failed and what was not run read well where contrast is highest too.
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'contrast-dark'));
  expect(await findings(page, '[role="application"]'), 'contrast').toEqual([]);

  const fix = page.getByRole('button', { name: 'Apply fix and run again' });
  await app.canvas.focus();
  await app.press('Enter');
  for (let presses = 0; presses < 12 && !(await fix.evaluate((button) => button === document.activeElement)); presses++) await app.press('Tab');
  await app.press('Enter');
  await expect(app.canvas.job('judge')).toHaveAttribute('data-status', 'passed', { timeout: 30_000 });
  expect(project.read('pipeline.yml')).toContain('train.sh --rate 1');

  await app.palette.run('Compare with the run before');
  const compare = page.getByRole('region', { name: 'Compare two runs' });
  await expect(compare.getByRole('button', { name: /^train ?, changed/ }).first()).toBeVisible();
});
