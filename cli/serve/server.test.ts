import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { Host } from '#host/host.ts';
import { tempFolder } from '#host/testing/temp-folder.ts';
import { waitUntil } from '#host/testing/wait-until.ts';
import { CLOSE_REFUSED, SOCKET_PATH, type ToRenderer } from '#shared/contract/wire.ts';
import { type BrowserServer, serve } from './server.ts';

async function start(files: Record<string, string> = { 'a.yml': 'a: 1\n' }) {
  const root = tempFolder(files);
  const folder = tempFolder({
    'dist/index.html': '<!doctype html><title>Sluice</title>',
    'dist/assets/index-AbCdEf12.js': 'export {};',
    'dist/.hidden.js': '',
    'secret.js': 'secret',
  });
  const host = new Host({ profile: tempFolder(), appRoot: folder, version: '1', shell: 'browser', log: () => undefined });
  const links: string[] = [];
  const server = await serve({ host, folder: join(folder, 'dist'), startPath: root, port: 0, abandonedAfterMs: 20, onNewLink: (url) => links.push(url) });
  if (!server.ok) throw new Error(server.failure.reason);
  onTestFinished(async () => {
    await server.value.close();
    host.dispose();
  });
  const token = new URL(server.value.url).hash.replace('#token=', '');
  return { server: server.value, host, token, links, root, folder: join(folder, 'dist') };
}

function get(
  server: BrowserServer,
  path: string,
  options: { host?: string; method?: string } = {},
): Promise<{ status: number; body: string; headers: IncomingHttpHeaders }> {
  return new Promise((settle, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, path, method: options.method ?? 'GET', headers: { host: options.host ?? `127.0.0.1:${server.port}` } },
      (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => settle({ status: response.statusCode ?? 0, body, headers: response.headers }));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** A client of the socket, honest unless told otherwise. */
class Client {
  readonly messages: ToRenderer[] = [];
  closeCode: number | undefined;
  status: number | undefined;
  #wake: () => void = () => undefined;
  readonly socket: WebSocket;

  constructor(server: BrowserServer, { origin, ...headers }: { origin?: string; host?: string } = {}, path = SOCKET_PATH) {
    this.socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { origin: origin ?? `http://127.0.0.1:${server.port}`, headers });
    this.socket.on('message', (data) => {
      this.messages.push(JSON.parse(data.toString()));
      this.#wake();
    });
    this.socket.on('close', (code) => {
      this.closeCode = code;
      this.#wake();
    });
    this.socket.on('unexpected-response', (_request, response) => {
      this.status = response.statusCode;
      this.#wake();
    });
    this.socket.on('error', () => this.#wake());
    onTestFinished(() => this.socket.terminate());
  }

  async send(message: unknown): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING) await new Promise((settle) => this.socket.once('open', settle));
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((settle) => {
        this.#wake = settle;
      });
    }
  }

  async hello(hello: { token?: string; session?: string }): Promise<string | undefined> {
    await this.send({ hello });
    const answer = await this.until(() => this.messages[0]);
    return 'welcome' in answer ? answer.welcome.session : undefined;
  }

  async ask(id: number, name: string, args: unknown): Promise<unknown> {
    await this.send({ id, name, args });
    return this.until(() => this.messages.flatMap((message) => ('answer' in message && message.id === id ? [message.answer] : []))[0]);
  }
}

describe('the pages of the browser shell', () => {
  it('come with a strict policy, and the first one is never kept by a cache', async () => {
    const { server } = await start();

    const index = await get(server, '/');
    const asset = await get(server, '/assets/index-AbCdEf12.js');

    expect(index.status).toBe(200);
    expect(index.headers['cache-control']).toBe('no-store');
    expect(index.headers['x-content-type-options']).toBe('nosniff');
    expect(index.headers['cross-origin-opener-policy']).toBe('same-origin');
    const policy = String(index.headers['content-security-policy']);
    for (const part of ["script-src 'self'", "worker-src 'self' blob:", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "object-src 'none'"])
      expect(policy.split('; ')).toContain(part);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
    expect(asset.headers['content-type']).toContain('javascript');
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets/%00.js',
    '//etc/passwd',
    '/.hidden.js',
    '/%E0%A4%A',
    '/missing.js',
    '/assets/',
    '/index.html/..',
  ])('do not include %s', async (path) => {
    const { server } = await start();

    const answer = await get(server, path);

    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });

  it('are not given to a page whose name was made to point here', async () => {
    const { server } = await start();

    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1', `127.0.0.1:${server.port}.evil.example`])
      expect((await get(server, '/', { host })).status, host).toBe(403);
    expect((await get(server, '/', { host: `localhost:${server.port}` })).status).toBe(200);
  });

  it('are only read', async () => {
    const { server } = await start();

    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await get(server, '/', { method })).status, method).toBe(405);
  });

  it('are served on the loopback address alone', async () => {
    const { server } = await start();

    const outcome = await new Promise((settle) => {
      const socket = connect(server.port, '127.0.0.2');
      socket.on('connect', () => settle('connected'));
      socket.on('error', () => settle('refused'));
    });

    expect(outcome).toBe('refused');
  });
});

describe('the link', () => {
  it('opens once: a second tab is refused with a sentence, the first goes on after a reload', async () => {
    const { server, token } = await start();
    const session = await new Client(server).hello({ token });
    expect(session).toBeDefined();

    const second = new Client(server);
    expect(await second.hello({ token })).toBeUndefined();
    const reloaded = new Client(server);

    expect(second.messages[0]).toEqual({ refused: expect.stringContaining('used already') });
    expect(await second.until(() => second.closeCode)).toBe(CLOSE_REFUSED);
    expect(await reloaded.hello({ session })).toBe(session);
  });

  it('is made anew when the tab was closed, and goes on with the same project', async () => {
    const { server, token, links } = await start();
    const first = new Client(server);
    await first.hello({ token });
    const before = await first.ask(1, 'app.info', {});

    first.socket.close();
    const url = await waitUntil('a new link is told', () => links[0]);
    const second = new Client(server);
    await second.hello({ token: new URL(url).hash.replace('#token=', '') });

    expect(url).not.toContain(token);
    expect(await second.ask(1, 'app.info', {})).toEqual(before);
    expect(await new Client(server).hello({ token: new URL(url).hash.replace('#token=', '') })).toBeUndefined();
    expect(await new Client(server).hello({ token })).toBeUndefined();
  });

  it('does not open with a wrong token, none, or something that is no text', async () => {
    const { server, token } = await start();

    for (const hello of [
      {},
      { token: 'guess' },
      { token: token.slice(1) },
      { session: '' },
      { session: 'guess' },
      { token: 7 },
      { token: null },
      'x',
      [],
      null,
    ]) {
      const client = new Client(server);
      await client.send({ hello });
      expect(await client.until(() => client.closeCode), JSON.stringify(hello)).toBe(CLOSE_REFUSED);
    }
    expect(await new Client(server).hello({ token })).toBeDefined();
  });
});

describe('the socket', () => {
  it('is closed to other origins, other names and other paths, token or not', async () => {
    const { server } = await start();
    const port = server.port;

    const wrong = [
      new Client(server, { origin: 'http://evil.example' }),
      new Client(server, { origin: 'null' }),
      new Client(server, { origin: `https://127.0.0.1:${port}` }),
      new Client(server, { origin: `http://127.0.0.1:${port + 1}` }),
      new Client(server, { origin: `http://127.0.0.1:${port}.evil.example` }),
      new Client(server, { host: 'evil.example' }),
      new Client(server, {}, '/other'),
    ];

    for (const client of wrong) expect(await client.until(() => client.status)).toBe(403);
  });

  it('answers no request before hello', async () => {
    const { server } = await start();
    const client = new Client(server);

    await client.send({ id: 1, name: 'app.info', args: {} });

    expect(await client.until(() => client.closeCode)).toBe(CLOSE_REFUSED);
    expect(client.messages).toEqual([{ refused: expect.any(String) }]);
  });

  it.each(['{', 'null', '7', '"x"', '[]', Buffer.from([0xff, 0xfe, 0x00])])('is shut on a message that is no request: %j', async (message) => {
    const { server, token } = await start();
    const client = new Client(server);
    await client.hello({ token });

    await client.send(message);

    expect(await client.until(() => client.closeCode)).toBe(1007);
  });

  it('carries requests, failures and events', async () => {
    const { server, token, root } = await start();
    const client = new Client(server);
    await client.hello({ token });

    const info = await client.ask(1, 'app.info', {});
    const bad = await client.ask(2, 'files.read', { project: 'p', path: '../x' });
    const set = await client.ask(3, 'settings.write', { key: 'editor.fontSize', value: 14 });

    expect(info).toMatchObject({ ok: true, value: { shell: 'browser', openAtStart: { name: root.split('/').pop() } } });
    expect(bad).toMatchObject({ ok: false, failure: { code: 'bad-request' } });
    expect(set).toMatchObject({ ok: true });
    expect(client.messages).toContainEqual({ event: 'settings.changed', payload: { values: { 'editor.fontSize': 14 }, problems: [] } });
  });

  it('is shut at once, whatever state connections are in', async () => {
    const { server } = await start();
    const silent = connect({ port: server.port, host: '127.0.0.1' });
    const refused = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    for (const each of [silent, refused]) onTestFinished(() => void each.destroy());
    refused.write('GET /socket HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await new Promise((settle) => refused.once('data', settle));

    await server.close();

    await waitUntil('both are cut', () => silent.closed || silent.destroyed || silent.readyState !== 'open');
    const late = connect({ port: server.port, host: '127.0.0.1' });
    expect(await new Promise((settle) => late.once('error', (error) => settle('code' in error && error.code)))).toBe('ECONNREFUSED');
  });

  it('carries the largest file, and is shut on anything far larger', { timeout: 60_000 }, async () => {
    const { server, token } = await start();
    const client = new Client(server);
    await client.hello({ token });
    const info = (await client.ask(1, 'app.info', {})) as { value: { openAtStart: { project: string } } };
    const text = '"\n'.repeat(4 * 1024 * 1024);

    const saved = await client.ask(2, 'files.save', { project: info.value.openAtStart.project, path: 'big.yml', text });
    const read = (await client.ask(3, 'files.read', { project: info.value.openAtStart.project, path: 'big.yml' })) as { value: { text: string } };
    await client.send(Buffer.alloc(65 * 1024 * 1024, 32));

    expect(saved).toMatchObject({ ok: true });
    expect(read.value.text === text).toBe(true);
    expect(await client.until(() => client.closeCode)).toBe(1009);
  });
});
