import path from 'node:path';
import { expect, test } from '../../harness/electron-test.ts';
import { TestProject } from '../../harness/project.ts';

// Every rule of the window, asserted on the running app (docs/architecture.md, "Three shells").

test('the page has no Node, no Electron and nothing generic to call', async ({ open }) => {
  const { page } = await open(TestProject.churn(), 'pipeline.yml');

  const seen = await page.evaluate(() => ({
    node: [
      typeof Reflect.get(window, 'process'),
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'Buffer'),
      typeof Reflect.get(window, 'ipcRenderer'),
    ],
    bridge: Object.keys(Reflect.get(window, 'sluice')).sort(),
    requests: Object.keys(Reflect.get(window, 'sluice').requests),
  }));

  expect(seen.node).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
  expect(seen.bridge).toEqual(['events', 'requests']);
  expect(seen.requests.every((name) => /^[a-zA-Z]+\.[a-zA-Z]+$/.test(name))).toBe(true);
});

test('the window is isolated, sandboxed and without Node', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForLoadState();

  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Electron's own way to look at what a window was made with; not in its public types.
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
  });

  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
  expect(page.url()).toBe('app://sluice/index.html');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the policy stops inline scripts, code from text, frames, and any address but our own', async ({ open }) => {
  const { page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForLoadState();

  const outcome = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.head.append(inline);
    const remote = document.createElement('script');
    remote.src = 'https://example.org/x.js';
    document.head.append(remote);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
    const image = new Image();
    image.src = 'https://example.org/x.png';
    const fetched = await Promise.all(
      ['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd'].map((url) =>
        fetch(url).then(
          () => 'fetched',
          () => 'stopped',
        ),
      ),
    );
    Reflect.set(window, 'violatedByTest', violated);
    return { fetched, inlineRan: Reflect.get(window, 'inlineRan') };
  });

  expect(outcome.inlineRan).toBeUndefined();
  expect(outcome.fetched).toEqual(['stopped', 'stopped', 'stopped']);
  await expect
    .poll(() => page.evaluate(() => [...new Set(Reflect.get(window, 'violatedByTest'))].sort()))
    .toEqual(['connect-src', 'frame-src', 'img-src', 'script-src-elem']);
});

test('the page goes nowhere else and opens no window', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForSelector('[data-job]');

  const opened = await page.evaluate(() => window.open('https://example.org/') === null);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    document.body.append(link);
    link.click();
    location.assign('file:///etc/passwd');
  });

  // Asked in the main process: Playwright waits for the navigation that was denied.
  const seen = await app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const contents = windows[0]?.webContents;
    return { count: windows.length, url: contents?.getURL(), isThere: await contents?.executeJavaScript("document.querySelector('[data-job]') !== null") };
  });

  expect(opened).toBe(true);
  expect(seen).toEqual({ count: 1, url: 'app://sluice/index.html', isThere: true });
});

test('permissions are denied and no webview can be attached', async ({ open }) => {
  const { app, page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForLoadState();

  const answers = await page.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
  }));
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(view);
  });

  expect(answers).toEqual({ notification: 'denied', geolocation: 'denied', camera: 'denied' });
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview').length)).toBe(0);
});

test('a request of any frame but our own page is refused', async ({ open }) => {
  const { app, page, args } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForLoadState();
  const preload = path.join(path.dirname(args[0] ?? ''), 'preload.cjs');

  // A second window with the same preload, made behind the back of the app.
  const answer = await app.evaluate(async ({ BrowserWindow }, script) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true, contextIsolation: true } });
    await other.loadURL('app://sluice/index.html');
    const result: unknown = await other.webContents.executeJavaScript("window.sluice.requests['app.info']({})");
    other.destroy();
    return result;
  }, preload);

  expect(answer).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
});

test('paths out of the project are refused by the host, whatever the page asks', async ({ open }) => {
  const { page } = await open(TestProject.churn(), 'pipeline.yml');
  await page.waitForSelector('[data-job]');

  const codes = await page.evaluate(async () => {
    const { requests } = Reflect.get(window, 'sluice') as {
      requests: Record<string, (args: unknown) => Promise<{ ok: boolean; failure?: { code: string }; value?: { openAtStart: { project: string } } }>>;
    };
    const project = (await requests['app.info']?.({}))?.value?.openAtStart.project;
    const answers = await Promise.all(['../../etc/passwd', '/etc/passwd', 'C:\\x', 'a\0b'].map((path) => requests['files.read']?.({ project, path })));
    return answers.map((answer) => answer?.failure?.code);
  });

  expect(codes).toEqual(['bad-request', 'bad-request', 'bad-request', 'bad-request']);
});
