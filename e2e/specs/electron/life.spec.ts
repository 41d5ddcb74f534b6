import { expect, test } from '../../harness/electron-test.ts';
import { TestProject } from '../../harness/project.ts';
import { AppPage } from '../../pages/app.ts';

test('draws the bundled example; a rename on the canvas is saved into the real file', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { page } = await open(project, 'pipeline.yml');
  const app = new AppPage(page);
  await app.isReady();
  await expect(app.canvas.jobs).toHaveCount(7);

  await app.canvas.select('prepare');
  await app.canvas.renameSelected('clean');
  await expect(app.canvas.job('clean')).toBeVisible();
  await app.save();

  expect(project.read('pipeline.yml')).toBe(before.replace('  prepare:\n', '  clean:\n').replace('parent.jobs.prepare.', 'parent.jobs.clean.'));
});

test('every entry of the native menus sends its command to the page, and says its keys', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForSelector('[data-job]');
  await page.evaluate(() => {
    const { events } = Reflect.get(window, 'sluice') as { events: Record<string, (listener: (payload: { command: string }) => void) => () => void> };
    Reflect.set(window, 'chosen', []);
    events['menu.chosen']?.(({ command }) => Reflect.get(window, 'chosen').push(command));
  });

  const items = await app.evaluate(({ BrowserWindow, dialog, Menu }) => {
    // Native dialogs are the one thing that a test cannot answer.
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    const window = BrowserWindow.getAllWindows()[0];
    const found: { id: string; accelerator: string | undefined }[] = [];
    const walk = (menu: Electron.Menu | null | undefined): void => {
      for (const item of menu?.items ?? []) {
        if (item.submenu) walk(item.submenu);
        else if (item.type !== 'separator' && item.id && !item.role) {
          found.push({ id: item.id, accelerator: item.accelerator as string | undefined });
          item.click(undefined, window, window?.webContents);
        }
      }
    };
    walk(Menu.getApplicationMenu());
    return found;
  });

  const ids = items.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(40);
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'chosen'))).toEqual(ids);
  const keys = Object.fromEntries(items.map(({ id, accelerator }) => [id, accelerator]));
  expect(keys).toMatchObject({ 'edit.undo': 'CommandOrControl+Z', 'file.save': 'CommandOrControl+S', 'search.everything': 'CommandOrControl+K' });
});

test('a key of a menu does what it says, once, whichever pane has it', async ({ open }) => {
  const project = TestProject.churn();
  const before = project.read('pipeline.yml');
  const { page } = await open(project, 'pipeline.yml');
  const app = new AppPage(page);
  await app.isReady();
  await app.text.typeAtStart('# typed first\n');
  await app.canvas.select('train');
  await app.press('Control+d');
  await expect(app.canvas.jobs).toHaveCount(8);

  await app.undo();
  await expect(app.canvas.jobs).toHaveCount(7);
  await app.save();
  const undoneOnce = project.read('pipeline.yml');
  await app.undo();
  await app.save();

  expect(undoneOnce).toBe(`# typed first\n${before}`);
  expect(project.read('pipeline.yml')).toBe(before);
});

test('the window comes back where it was, with the file that it showed', async ({ open }) => {
  const project = TestProject.churn();
  const first = await open(project, 'pipeline.yml');
  await first.page.waitForSelector('[data-job]');
  const place = { x: 32, y: 24, width: 1180, height: 720 };
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  const gone = new Promise((settle) => first.app.process().once('exit', settle));
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await gone;

  const second = await open(project, 'pipeline.yml', { profile: first.profile });
  await second.page.waitForSelector('[data-job]');

  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(place);
});

test('the protocol of the page serves the page and nothing beside it', async ({ open }) => {
  const { page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForSelector('[data-job]');

  const answers = await page.evaluate(() =>
    Promise.all(
      ['app://sluice/../package.json', 'app://sluice/..%2f..%2fpackage.json', 'app://sluice/%2e%2e/electron/main.cjs', 'app://other/index.html'].map((url) =>
        fetch(url).then(
          async (answer) => (answer.ok && !(await answer.text()).startsWith('<!doctype html>') ? 'served' : 'refused'),
          () => 'refused',
        ),
      ),
    ),
  );

  expect(answers).toEqual(['refused', 'refused', 'refused', 'refused']);
});

test('a frame inside the page has no bridge', async ({ open }) => {
  const { page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForSelector('[data-job]');

  const bridge = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = 'app://sluice/index.html';
    document.body.append(frame);
    const loaded = new Promise((settle) => {
      frame.onload = settle;
      frame.onerror = settle;
    });
    await loaded;
    try {
      return frame.contentWindow === null ? 'undefined' : typeof Reflect.get(frame.contentWindow, 'sluice');
    } catch {
      return 'undefined';
    }
  });

  expect(bridge).toBe('undefined');
});

test('shows everything as large as the setting says, at once and by keys', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForSelector('[data-job]');
  const zoom = () => app.evaluate(({ BrowserWindow }) => Math.round((BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0) * 100));
  expect(await zoom()).toBe(100);

  await page.keyboard.press('Control+=');
  await expect.poll(zoom).toBe(110);
  await page.keyboard.press('Control+-');
  await page.keyboard.press('Control+-');

  await expect.poll(zoom).toBe(90);
});

test('the mark opens the menus, and the button of the window says what it will do', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForSelector('[data-job]');
  await app.evaluate(({ BrowserWindow, Menu }) => {
    // A native menu that is open takes every key and click from the test.
    Menu.prototype.popup = (options) => Reflect.set(globalThis, 'poppedUp', [options?.x, options?.y]);
    const window = BrowserWindow.getAllWindows()[0];
    if (window) window.isMaximized = () => Reflect.get(globalThis, 'isLarge') === true;
  });

  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'poppedUp'))).toEqual([0, 39]);

  await expect(page.getByRole('button', { name: 'Maximize' })).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => {
    Reflect.set(globalThis, 'isLarge', true);
    BrowserWindow.getAllWindows()[0]?.emit('maximize');
  });

  await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
});
