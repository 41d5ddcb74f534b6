import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { shellJobs } from '../../fixtures/shell-jobs.ts';
import { expect, test } from '../../harness/electron-test.ts';
import { root } from '../../harness/paths.ts';
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

/** MLflow as the tests of tracking have installed it. */
const ENVIRONMENTS = path.join(root, '.cache', 'mlflow', '.sluice', 'envs');

test('Open in MLflow starts its server and leads to the page of the run', async ({ open }) => {
  test.skip(!fs.existsSync(ENVIRONMENTS), 'MLflow is not installed: the tests of tracking bring it where there is a network.');
  const project = TestProject.with({
    'pipeline.yml': 'type: pipeline\ndisplay_name: told\njobs:\n  say: {type: command, command: echo hello, environment: {image: none}}\n',
  });
  fs.mkdirSync(project.path('.sluice'));
  fs.symlinkSync(ENVIRONMENTS, project.path('.sluice/envs'));
  const { app, page } = await open(project, 'pipeline.yml');
  const desktop = new AppPage(page);
  await desktop.isReady();
  // What the system does with an address cannot be read back; that it is asked to, can.
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void Reflect.set(globalThis, 'opened', url);
  });

  await choose(app, 'run.start');
  await page.getByRole('button', { name: 'Trust and run 1 job' }).click();
  await expect(desktop.canvas.job('say')).toHaveAttribute('data-status', 'passed');
  await page.getByRole('button', { name: 'Open in MLflow' }).click();

  const opened = () => app.evaluate(() => String(Reflect.get(globalThis, 'opened')));
  await expect.poll(opened, { timeout: 45_000 }).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/experiments\/\d+\/runs\/\w+/);
  const url = new URL(await opened());
  expect(await (await fetch(url.origin)).text(), 'the page of MLflow').toContain('<title>MLflow</title>');
  const answer = await fetch(`${url.origin}/api/2.0/mlflow/runs/get?run_id=${/runs\/(\w+)/.exec(url.hash)?.[1]}`);
  expect(await answer.json()).toMatchObject({ run: { info: { status: 'FINISHED', run_name: expect.stringContaining('told') } } });
});
