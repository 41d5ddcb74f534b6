import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../../harness/electron-test.ts';
import { TestProject } from '../../harness/project.ts';

async function typeAtStart(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text);
}

test('opens the file that it was started with, as text and as a graph', async ({ open }) => {
  const { page } = await open(TestProject.churn(), 'pipeline.yml');

  await expect(page.locator('[data-job="train"]')).toBeVisible();
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
});

test('a second start opens its path in the window of the first', async ({ open }) => {
  const project = TestProject.churn();
  project.write('other.yml', 'type: pipeline\njobs:\n  second_file_job:\n    type: command\n    command: echo\n');
  const { app, page, args, env } = await open(project, 'pipeline.yml');
  await page.waitForSelector('[data-job]');

  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const second = spawn(process.env.SLUICE_TEST_ELECTRON ?? '', [...flags, args[0] ?? '', 'other.yml'], { cwd: project.folder, env, stdio: 'ignore' });
  const exitCode = await new Promise((settle) => second.once('exit', settle));

  await expect(page.locator('[data-job="second_file_job"]')).toBeVisible();
  expect(exitCode).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('opens a file that is dropped onto the window', async ({ open }) => {
  const project = TestProject.churn();
  project.write('dropped.yml', 'type: pipeline\njobs:\n  dropped_job:\n    type: command\n    command: echo\n');
  const { page } = await open(project, 'pipeline.yml');
  await page.waitForSelector('[data-job]');

  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [project.path('dropped.yml')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });

  await expect(page.locator('[data-job="dropped_job"]')).toBeVisible();
});

test('the native menu does what the command does, and is enabled as it is', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page } = await open(project, 'pipeline.yml');
  await page.waitForSelector('[data-job]');
  const isEnabled = (id: string) => app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id);
  await expect.poll(() => isEnabled('edit.undo')).toBe(false);

  await typeAtStart(page, '# from the menu\n');
  await expect.poll(() => isEnabled('edit.undo')).toBe(true);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('file.save')?.click());

  await expect.poll(() => project.read('pipeline.yml').startsWith('# from the menu\n')).toBe(true);
});

test('asks before it closes with unsaved work, and keeps the place of the window', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page, profile } = await open(project, 'pipeline.yml');
  await page.waitForSelector('[data-job]');
  await typeAtStart(page, '# not saved\n');
  const gone = new Promise((settle) => app.process().once('exit', settle));
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1111, height: 666 }));
  await close();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await expect(dialog).toContainText('pipeline.yml');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await gone;

  expect(project.read('pipeline.yml').startsWith('# not saved\n')).toBe(true);
  expect(JSON.parse(fs.readFileSync(path.join(profile, 'window.json'), 'utf8'))).toMatchObject({ width: 1111, height: 666 });
});

test('a page that crashes is loaded again, with the unsaved work offered back', async ({ open }) => {
  const project = TestProject.churn();
  const { app, page, profile } = await open(project, 'pipeline.yml');
  await page.waitForSelector('[data-job]');
  await typeAtStart(page, '# survived\n');
  const journal = path.join(profile, 'journal');
  await expect.poll(() => fs.existsSync(journal) && fs.readdirSync(journal, { recursive: true }).some((name) => String(name).endsWith('.json'))).toBe(true);

  await app.evaluate(({ BrowserWindow, dialog }) => {
    // The native dialog is the one thing that a test cannot click.
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });

  // A page that is just going down never answers: then it is asked again.
  const words = () =>
    app.evaluate(({ BrowserWindow }) => {
      const said = BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript('document.body.innerText')
        .catch(() => '');
      return Promise.race([said, new Promise((settle) => setTimeout(() => settle(''), 1000))]);
    });
  await expect.poll(words, { timeout: 20_000 }).toContain('Bring back');
});
