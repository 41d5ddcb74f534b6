import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../../harness/browser-test.ts';
import { TestProject } from '../../harness/project.ts';

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A request as any program on this computer can send it: every header, and a path that nobody tidies. */
function ask(url: URL, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((settle, reject) => {
    const request = http.request({ host: '127.0.0.1', port: url.port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      settle({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    request.on('error', reject);
    request.end();
  });
}

const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };

test('listens on this computer alone, with a strict policy on the page', async ({ open }) => {
  const { shell } = await open(TestProject.churn(), 'pipeline.yml');
  const url = new URL(shell.url);

  const page = await ask(url, '/');

  expect(url.hostname).toBe('127.0.0.1');
  expect(page.status).toBe(200);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  expect(page.headers['x-content-type-options']).toBe('nosniff');
});

test('another host name, as after DNS rebinding, gets nothing', async ({ open }) => {
  const { shell } = await open(TestProject.churn(), 'pipeline.yml');
  const url = new URL(shell.url);

  for (const host of ['evil.example', `evil.example:${url.port}`, '127.0.0.1:1']) {
    const answer = await ask(url, '/', { host });
    expect(answer.status, host).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('<script');
  }
});

test('paths out of the folder of the page are not served', async ({ open }) => {
  const { shell } = await open(TestProject.churn(), 'pipeline.yml');
  const url = new URL(shell.url);

  for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/assets/..%5c..%5cpackage.json', '//etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/%00']) {
    const answer = await ask(url, path);
    expect(answer.body, path).not.toContain('"dependencies"');
    expect(answer.body, path).not.toContain('root:');
  }
});

test('a socket of another origin or name is refused before it is one', async ({ open }) => {
  const { shell } = await open(TestProject.churn(), 'pipeline.yml');
  const url = new URL(shell.url);
  const strangers: readonly Readonly<Record<string, string>>[] = [
    { host: url.host, origin: 'https://evil.example' },
    { host: url.host, origin: 'null' },
    { host: url.host },
    { host: `evil.example:${url.port}`, origin: url.origin },
    { host: url.host, origin: `http://127.0.0.1:${Number(url.port) + 1}` },
  ];

  for (const headers of strangers) expect((await ask(url, '/socket', { ...upgrade, ...headers })).status, JSON.stringify(headers)).toBe(403);
  expect((await ask(url, '/', { ...upgrade, host: url.host, origin: url.origin })).status).not.toBe(101);
});

test('a socket of our own page without the token learns nothing and can ask nothing', async ({ open, chromium }) => {
  const { shell, app } = await open(TestProject.churn(), 'pipeline.yml');
  await app.isReady();
  const url = new URL(shell.url);
  const page = await chromium.newPage();
  await page.goto(url.origin);

  const heard = await page.evaluate(async () => {
    const first: unknown[] = [
      { hello: {} },
      { hello: { token: 'wrong' } },
      { hello: { session: 'wrong' } },
      { id: 1, method: 'app.info', args: {} },
      'nonsense',
    ];
    return Promise.all(
      first.map(
        (message) =>
          new Promise<string>((settle) => {
            const socket = new WebSocket(`ws://${location.host}/socket`);
            let said = '';
            socket.onopen = () => socket.send(JSON.stringify(message));
            socket.onmessage = (event) => {
              said += String(event.data);
            };
            socket.onclose = () => settle(said);
          }),
      ),
    );
  });

  for (const said of heard) {
    expect(said).not.toContain('welcome');
    expect(said).not.toContain('version');
  }
  await page.close();
});

test('a page of another origin cannot reach the app, and cannot frame it', async ({ open, chromium }) => {
  const { shell } = await open(TestProject.churn(), 'pipeline.yml');
  const url = new URL(shell.url);
  const other = http.createServer((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>other</title>'));
  await new Promise<void>((settle) => other.listen(0, '127.0.0.1', settle));
  const page = await chromium.newPage();
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);

  const outcome = await page.evaluate(async (origin) => {
    const read = await fetch(origin).then(
      (answer) => answer.text(),
      () => 'stopped',
    );
    const socket = await new Promise<string>((settle) => {
      const tried = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
      tried.onopen = () => settle('open');
      tried.onerror = () => settle('stopped');
    });
    return { read, socket };
  }, url.origin);
  const framing = String((await ask(url, '/')).headers['content-security-policy']);

  expect(outcome).toEqual({ read: 'stopped', socket: 'stopped' });
  expect(framing).toContain("frame-ancestors 'none'");
  await page.close();
  await new Promise((settle) => other.close(settle));
});
