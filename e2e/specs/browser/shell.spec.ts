import fs from 'node:fs';
import path from 'node:path';
import { BrowserShell } from '../../harness/browser-shell.ts';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

/** The texts of the unsaved work that is kept in a profile. */
function journalTexts(profile: string): string[] {
  const folder = path.join(profile, 'journal');
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder, { recursive: true }).map(String);
  return names.filter((name) => name.endsWith('.json')).map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')).text);
}

test('the link opens one tab; its token leaves the address bar and a reload goes on', async ({ open }) => {
  const { page, shell } = await open(TestProject.churn(), 'pipeline.yml');
  await expect(page.locator('[data-job="train"]')).toBeVisible();
  const address = page.url();

  await page.reload();
  await expect(page.locator('[data-job="train"]')).toBeVisible();
  const second = await page.context().newPage();
  await second.goto(shell.url);

  expect(address).not.toContain('token');
  await expect(second.getByText('This link was used already.')).toBeVisible();
  await expect(second.locator('[data-job]')).toHaveCount(0);
});

test('the page says nothing to anyone but its own server', async ({ open }) => {
  const { page } = await open(TestProject.churn(), 'pipeline.yml');
  const elsewhere: string[] = [];
  const origin = new URL(page.url()).origin;
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(?:blob|data):/.test(request.url())) elsewhere.push(request.url());
  });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });

  await page.reload();
  await expect(page.locator('[data-job="train"]')).toBeVisible();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.type('x');
  await page.keyboard.press('Control+z');

  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

test('unsaved work survives kill -9 of the process and is offered back', async ({ open }) => {
  const project = TestProject.churn();
  const { page, shell, profile } = await open(project, 'pipeline.yml');
  const before = project.read('pipeline.yml');
  await expect(page.locator('[data-job="train"]')).toBeVisible();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# written before the crash\n');
  const typedAt = Date.now();

  await expect.poll(() => journalTexts(profile).some((text) => text.startsWith('# written before the crash\n')), { intervals: [50] }).toBe(true);
  const keptAfterMs = Date.now() - typedAt;
  await shell.stop('SIGKILL');
  const again = await BrowserShell.start(project.path('pipeline.yml'), profile);
  await page.goto(again.url);
  await page.getByRole('button', { name: 'Bring back' }).click();

  await expect(page.locator('.monaco-editor .view-line').first()).toContainText('written before the crash');
  expect(keptAfterMs).toBeLessThan(1000);
  expect(project.read('pipeline.yml')).toBe(before);
  await again.stop();
});

test('a change on disk shows at once when nothing is unsaved', async ({ open }) => {
  const project = TestProject.churn();
  const { page } = await open(project, 'pipeline.yml');
  await expect(page.locator('[data-job="train"]')).toBeVisible();

  project.write(
    'pipeline.yml',
    project
      .read('pipeline.yml')
      .replace(/\btrain:/, 'fit:')
      .replaceAll('jobs.train.', 'jobs.fit.'),
  );

  await expect(page.locator('[data-job="fit"]')).toBeVisible();
  await expect(page.locator('[data-job="train"]')).toHaveCount(0);
});
