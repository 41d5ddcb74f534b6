// `npm run pictures`: takes the pictures of the README from the real app, on a copy of the bundled example.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './find-browser.mjs';
import { at } from './paths.mjs';
import { ensureBuild, ensureNode, ensurePackages } from './setup.mjs';

ensureNode();
await ensurePackages();
await ensureBuild();

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-pictures-'));
const project = path.join(folder, 'churn');
fs.cpSync(at('examples', 'churn'), project, { recursive: true });
fs.writeFileSync(
  path.join(project, 'data', 'metrics.json'),
  JSON.stringify({ accuracy: 0.8712, recall: 0.6431, roc_auc: 0.8716, cohorts: { over_60: { recall: 0.6119 } } }),
);
const shell = spawn(process.execPath, [at('bin', 'sluice.mjs'), 'open', path.join(project, 'pipeline.yml'), '--browser', '--no-launch'], {
  env: { ...process.env, SLUICE_PROFILE: path.join(folder, 'profile') },
  stdio: ['ignore', 'pipe', 'ignore'],
});
const url = await new Promise((resolve, reject) => {
  let said = '';
  shell.stdout.on('data', (chunk) => {
    said += chunk;
    const found = /^Sluice is at (\S+)$/m.exec(said)?.[1];
    if (found) resolve(found);
  });
  shell.on('exit', () => reject(new Error('The app ended before it said where it is.')));
});
const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
const browser = await chromium.launch({ executablePath: await findBrowser(), args });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' });
try {
  await page.goto(url);
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.locator('[data-job="train"]').click();
  await page.locator('.sluice-selected').first().waitFor();
  await take('main-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
  await take('main-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('c');
  await page.getByRole('dialog').waitFor();
  await take('connect-by-keyboard');
  await page.keyboard.press('Escape');
  await runTwice();
  await tryRules();
  await take('gate-held-back');
  await breakBinding();
  await take('problem-fix');
} finally {
  await browser.close();
  shell.kill();
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Runs the example for real, then with a rule that cannot hold. Minutes the first time: environments are built and models trained. */
async function runTwice() {
  await page.keyboard.press('F5');
  const trust = page.getByRole('button', { name: /^Trust and run/ });
  await trust.click();
  await page.locator('[data-pane="canvas"] [data-job="register"][data-status="passed"]').waitFor({ timeout: 1_800_000 });
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await page.locator('[data-pane="bottom"]').getByRole('button', { name: 'Timeline' }).click();
  await page.getByText('Critical path').first().waitFor();
  await take('run-timeline');
  await page.keyboard.press('Control+j');
  const file = path.join(project, 'pipeline.yml');
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, text.replace('accuracy >= 0.85', 'accuracy >= 0.99'));
  await page.getByText('accuracy >= 0.99').first().waitFor();
  await page.keyboard.press('F5');
  await page.locator('[data-pane="canvas"] [data-job="quality_gate"][data-status="held-back"]').waitFor({ timeout: 600_000 });
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await take('run-held-back');
  fs.writeFileSync(file, text);
  await page.getByText('accuracy >= 0.85').first().waitFor();
}

/** Judges the gate by made-up numbers, one of which is below its limit. */
async function tryRules() {
  const inspector = page.locator('[data-pane="inspector"]');
  await page.locator('[data-job="quality_gate"]').click();
  await inspector.getByRole('radio', { name: 'Rules' }).click();
  await inspector.locator('[data-gate-try] button').first().click();
  await page.getByRole('option', { name: 'data/metrics.json', exact: true }).click();
  await inspector.getByRole('button', { name: 'Try', exact: true }).click();
  await page.locator('[data-job="quality_gate"][data-verdict="held-back"]').waitFor();
  await inspector.getByRole('radio', { name: 'Verdict' }).click();
}

/** Misspells a job in the file on disk, and chooses the problem that comes of it. */
async function breakBinding() {
  const file = path.join(project, 'pipeline.yml');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('jobs.split.outputs.test_data', 'jobs.spilt.outputs.test_data'));
  await page
    .locator('[data-pane="bottom"]')
    .getByRole('button', { name: /^Problems/ })
    .click();
  await page.locator('[data-pane="bottom"]').getByRole('row', { name: /spilt/ }).first().click();
  await page.getByRole('button', { name: 'Apply fix' }).waitFor();
}

/** A picture of the window, once its fonts are there. */
async function take(name) {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: at('docs', 'pictures', `${name}.png`), animations: 'disabled' });
}
