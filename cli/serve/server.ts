import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { readStatic } from '#host/files/static-files.ts';
import type { Host } from '#host/host.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { pageHeaders } from '#shared/contract/page-policy.ts';
import { SOCKET_PATH } from '#shared/contract/wire.ts';
import { Sessions } from './sessions.ts';
import { serveSocket } from './socket.ts';

/** A save of the largest file, with every character escaped, fits. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const ADDRESS = '127.0.0.1';
const ABANDONED_MS = 3000;

export interface ServeOptions {
  readonly host: Host;
  /** The built renderer. */
  readonly folder: string;
  /** What the first tab shows. */
  readonly startPath?: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Told a new link when the tab was closed. */
  readonly onNewLink?: (url: string) => void;
  /** A reload of the tab takes less than this, in ms. */
  readonly abandonedAfterMs?: number;
}

export interface BrowserServer {
  readonly port: number;
  /** The link with the one-time token. */
  readonly url: string;
  close(): Promise<void>;
}

export type ServeFailure = { readonly reason: 'port-in-use' | 'port-not-allowed' | 'no-loopback' };

/** Serves the renderer and its socket on the loopback address alone. */
export async function serve(options: ServeOptions): Promise<Result<BrowserServer, ServeFailure>> {
  const linkWith = (token: string): string => `http://${ADDRESS}:${portOf(server)}/#token=${token}`;
  const sessions = new Sessions({
    host: options.host,
    startPath: options.startPath,
    onNewToken: (token) => options.onNewLink?.(linkWith(token)),
    abandonedAfterMs: options.abandonedAfterMs ?? ABANDONED_MS,
  });
  const server = createServer((request, response) => void answer(request, response, options.folder, portOf(server)));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (!isOurSocket(request, portOf(server))) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serveSocket(socket, sessions));
  });
  const connections = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  const failure = await listen(server, options.port);
  if (failure !== undefined) return fail(failure);
  const port = portOf(server);
  return ok({
    port,
    url: linkWith(sessions.token),
    close: async () => {
      sessions.dispose();
      // The server knows neither upgraded connections nor those that are half shut, and would wait for them.
      const closed = new Promise((settle) => server.close(settle));
      for (const connection of connections) connection.destroy();
      await closed;
    },
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, folder: string, port: number): Promise<void> {
  // A page of somebody else whose name was made to point here (DNS rebinding) comes with that name.
  if (!ourHosts(port).includes(request.headers.host ?? '')) return end(response, 403, 'This server answers only on this computer.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only GET is answered here.');
  const path = (request.url ?? '/').replace(/[?#].*$/s, '');
  const file = await readStatic(folder, path);
  if (file === undefined) return end(response, 404, 'There is no such page.');
  response.writeHead(200, {
    ...pageHeaders(ourHosts(port).map((host) => `ws://${host}`)),
    'Content-Type': file.type,
    'Content-Length': file.bytes.length,
    'Cache-Control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

function end(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...pageHeaders(), 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${sentence}\n`);
}

/** The socket is for our own page: right path, our own name as host, our own page as origin. Browsers let no page lie about these. */
function isOurSocket(request: IncomingMessage, port: number): boolean {
  const hosts = ourHosts(port);
  const origin = request.headers.origin ?? '';
  return request.url === SOCKET_PATH && hosts.includes(request.headers.host ?? '') && hosts.some((host) => origin === `http://${host}`);
}

function ourHosts(port: number): string[] {
  return [`${ADDRESS}:${port}`, `localhost:${port}`];
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listen(server: Server, port: number): Promise<ServeFailure | undefined> {
  return new Promise((settle, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      if (code === 'EADDRINUSE') settle({ reason: 'port-in-use' });
      else if (code === 'EACCES') settle({ reason: 'port-not-allowed' });
      else if (code === 'EADDRNOTAVAIL') settle({ reason: 'no-loopback' });
      else reject(error);
    });
    server.listen(port, ADDRESS, () => settle(undefined));
  });
}
