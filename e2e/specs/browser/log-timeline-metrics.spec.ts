import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';
import { RunPanelPage } from '../../pages/run-panel.ts';

/** One job says much; the other waits for the file `go`, and fails. */
const pipelineIn = (folder: string) => `type: pipeline
display_name: talk
jobs:
  count:
    type: command
    command: >-
      printf '\\033[32mroc_auc 0.8816\\033[0m new best\\n 10%%\\r100%%\\n';
      seq 1 20000 | sed 's/^/line /'; echo 20000 > \${{outputs.rows}}
    outputs:
      rows:
        type: uri_file
  judge:
    type: command
    command: >-
      cat \${{inputs.rows}}; until [ -e '${folder}/go' ]; do sleep 0.05; done;
      echo 'scripts/judge.py:2: ValueError'; echo 'ValueError, no such column'; exit 3
    inputs:
      rows: \${{parent.jobs.count.outputs.rows}}
`;

/** A run as the runner keeps it: a sweep of three trials, and a gate. */
function recorded(): Readonly<Record<string, string>> {
  const run = '20261121-143302-a3';
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 14, 33, seconds)).toISOString();
  const events = [
    {
      type: 'run-started',
      at: at(0),
      file: 'pipeline.yml',
      name: 'talk',
      pid: 1,
      jobs: [
        { id: 'tune', job: 'tune', waitsFor: [] },
        { id: 'late', job: 'late', waitsFor: ['tune'] },
      ],
    },
    { type: 'job-started', at: at(0), job: 'tune', why: '3 trials', attempt: 1, log: '' },
    ...[0.85, 0.8816, 0.86].flatMap((value, k) => [
      { type: 'job-started', at: at(k * 10), job: `tune[${k + 1}]`, why: 'new', attempt: 1, log: `logs/tune[${k + 1}].log` },
      { type: 'metric', at: at(k * 10 + 9), job: `tune[${k + 1}]`, name: 'roc_auc', value, step: 0 },
      { type: 'job-finished', at: at(k * 10 + 10), job: `tune[${k + 1}]`, result: 'passed', reason: 'exit-zero', durationMs: 10_000 },
    ]),
    { type: 'job-finished', at: at(30), job: 'tune', result: 'passed', reason: 'exit-zero', durationMs: 30_000 },
    { type: 'job-started', at: at(30), job: 'late', why: 'new', attempt: 1, log: 'logs/late.log' },
    { type: 'job-finished', at: at(40), job: 'late', result: 'passed', reason: 'exit-zero', durationMs: 10_000 },
    { type: 'run-finished', at: at(40), result: 'passed', durationMs: 40_000 },
  ];
  return {
    [`.sluice/runs/${run}/events.jsonl`]: events.map((event) => `${JSON.stringify({ run, ...event })}\n`).join(''),
    [`.sluice/runs/${run}/run.json`]: JSON.stringify({
      run,
      file: 'pipeline.yml',
      fileHash: '',
      name: 'talk',
      sets: {},
      maps: {},
      mode: {},
      notes: [],
      outputs: {},
      started: at(0),
      pid: 1,
    }),
    [`.sluice/runs/${run}/logs/tune[2].log`]: 'trial two\n',
    'pipeline.yml':
      'type: pipeline\njobs:\n  tune:\n    type: sweep\n    trial: {type: command, command: echo}\n    objective: {goal: maximize, primary_metric: roc_auc}\n  late:\n    type: command\n    command: echo\n',
  };
}

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[data-pane="bottom"]').analyze();
  return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`));
}

test('the log of a job is followed while it runs, searched, and leads to the line that failed', async ({ open }) => {
  test.setTimeout(120_000);
  const project = TestProject.with({ 'scripts/judge.py': 'import sys\nraise ValueError\n' });
  project.write('pipeline.yml', pipelineIn(project.folder));
  const { app, page } = await open(project, 'pipeline.yml');
  const panel = new RunPanelPage(page);
  await app.isReady();
  await panel.open('Log');
  await expect(panel.panel.getByText(/Not run yet/)).toBeVisible();

  await panel.run();
  await panel.open('Log');
  // It follows what runs: the second job waits for a sign.
  await expect(panel.line(1)).toContainText('20000');
  await panel.chooseJob('count');
  await expect(panel.line(20_002)).toContainText('line 20000');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('LINE 1234');
  await page.keyboard.press('Enter');
  await expect(panel.panel.getByRole('searchbox')).toBeFocused();
  await expect(panel.line(1_236)).toContainText('line 1234');
  await expect(panel.panel.getByText('1 of 11')).toBeVisible();
  await panel.log.evaluate((element) => element.scrollTo(0, 0));
  await expect(panel.line(1)).toContainText('roc_auc 0.8816 new best');
  await expect(panel.line(1).locator('span', { hasText: /^roc_auc 0.8816$/ })).toBeVisible();
  await expect(panel.line(2)).toHaveText(/100%$/);
  expect(await findings(page), 'log').toEqual([]);

  project.write('go', '');
  await panel.chooseJob('judge');
  await expect(panel.panel.getByText(/exit code 3 after/)).toBeVisible();
  await panel.panel.getByRole('button', { name: 'Go to the error' }).click();
  await panel.log.getByRole('button', { name: 'scripts/judge.py:2' }).click();
  await expect(app.tab('judge.py')).toBeVisible();
  await expect(page.getByText('Ln 2,')).toBeVisible();
});

test('a recorded run shows its critical path, and its metrics as a chart and as a table', async ({ open }) => {
  const { app, page } = await open(TestProject.with(recorded()), 'pipeline.yml');
  const panel = new RunPanelPage(page);
  await app.isReady();
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  await page.getByRole('row', { name: /Run 1/ }).dblclick();

  await panel.open('Timeline');
  await expect(panel.timeline).toHaveAccessibleName(/2 jobs in 40.0 s; critical path: tune, late/);
  await panel.timeline.focus();
  await app.press('ArrowDown', 'ArrowRight');
  await expect(panel.timeline.getByRole('treeitem', { name: /^Slot 1 of tune: tune\[1\] passed 10.0 s/ })).toBeVisible();
  await expect(panel.timeline.getByText(/2\s+best, 0.8816/)).toBeVisible();
  await expect(panel.panel.getByRole('complementary', { name: 'Critical path' })).toContainText('75 %');
  expect(await findings(page), 'timeline').toEqual([]);

  await panel.open('Metrics');
  await expect(panel.panel.getByRole('img', { name: 'roc_auc of 3 trials of tune, best 0.8816 in trial 2' })).toBeVisible();
  await panel.panel.getByRole('radio', { name: 'Table' }).click();
  await expect(panel.panel.getByRole('row', { name: 'tune[2] 0.8816' })).toBeVisible();
  expect(await findings(page), 'table').toEqual([]);

  await panel.open('Log');
  await panel.panel.getByRole('button', { name: /Trial/ }).click();
  await page.getByRole('option', { name: 'trial 2' }).click();
  await expect(panel.line(1)).toContainText('trial two');
});
