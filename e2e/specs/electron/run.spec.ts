import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { shellJobs } from '../../fixtures/shell-jobs.ts';
import { expect, test } from '../../harness/electron-test.ts';
import { TestProject } from '../../harness/project.ts';
import { AppPage } from '../../pages/app.ts';

const choose = (app: ElectronApplication, id: string) => app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);

test('runs from the menu and by F5, notifies who looks elsewhere, and asks before a run ends with its window', async ({ open }) => {
  const project = TestProject.with(shellJobs);
  const { app, page } = await open(project, 'pipeline.yml');
  const desktop = new AppPage(page);
  const { canvas } = desktop;
  await desktop.isReady();
  // Whether the system is asked to notify; what it then shows cannot be read back.
  await app.evaluate(({ Notification }) => {
    Notification.isSupported = () => Reflect.set(globalThis, 'isNotified', true) && false;
  });
  const isNotified = () => app.evaluate(() => Reflect.get(globalThis, 'isNotified') === true);

  await choose(app, 'run.start');
  await page.getByRole('button', { name: 'Trust and run 4 jobs' }).click();
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'running');

  // Closing and quitting both ask; who stays keeps the run.
  const dialog = page.getByRole('alertdialog', { name: 'Run 1 goes on' });
  for (const leave of ['close', 'quit'] as const) {
    await app.evaluate(({ app: electron, BrowserWindow }, way) => {
      if (way === 'quit') electron.quit();
      else BrowserWindow.getAllWindows()[0]?.close();
    }, leave);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
  }
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'running');

  expect(await isNotified()).toBe(false);
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.blur();
    // A display without a window manager does not say so itself.
    window?.emit('blur');
  });
  await choose(app, 'run.stop');
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'stopped');
  await expect.poll(isNotified).toBe(true);

  await page.keyboard.press('F5');
  await expect(canvas.job('linger')).toHaveAttribute('data-status', 'running');
  const gone = new Promise((settle) => app.process().once('exit', settle));
  await app.evaluate(({ app: electron }) => electron.quit());
  await page.getByRole('button', { name: 'Stop the run and close' }).click();

  // The run is ended before the app is: it is stopped, not interrupted, and none of its processes is left.
  expect(await gone).toBe(0);
  const last = fs.readdirSync(project.path('.sluice/runs')).sort().at(-1) ?? '';
  const events = project
    .read(path.join('.sluice/runs', last, 'events.jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.at(-1)).toMatchObject({ type: 'run-finished', result: 'stopped' });
  const { pid } = events.find((event) => event.type === 'job-started' && event.job === 'linger');
  expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
});
