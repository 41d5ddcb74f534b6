import { disconnected, makeHostApi } from '#shared/contract/client.ts';
import type { EventName, RequestName } from '#shared/contract/types.ts';
import { CLOSE_REFUSED, SOCKET_PATH, type ToHost, type ToRenderer } from '#shared/contract/wire.ts';
import type { Connection } from './connect-host.ts';

const SESSION_KEY = 'sluice.session';
const RETRY_MS = [200, 500, 1000, 2000, 5000];

/** The contract over the browser shell's socket. The one-time token of the link is spent at once and leaves the address bar; a reload goes on with the session. */
export function connectSocket(): Promise<Connection> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;
  const session = sessionStorage.getItem(SESSION_KEY) ?? undefined;
  if (token === undefined && session === undefined) {
    return Promise.resolve({
      ok: false,
      message: 'This page needs the link that Sluice printed when it started. Open that link, or start Sluice again for a new one.',
    });
  }
  return new Promise((settle) => new SocketTransport(token, session, settle).open());
}

class SocketTransport {
  #socket: WebSocket | undefined;
  #isReady = false;
  #isSettled = false;
  #nextId = 1;
  #attempt = 0;
  #token: string | undefined;
  #session: string | undefined;
  readonly #settle: (connection: Connection) => void;
  readonly #pending = new Map<number, (answer: unknown) => void>();
  /** Asked while the connection was down: sent when it is back. */
  #waiting: { name: RequestName; args: unknown; settle: (answer: unknown) => void }[] = [];
  readonly #listeners = new Map<EventName, Set<(payload: unknown) => void>>();
  readonly #stateListeners = new Set<(state: 'connected' | 'lost') => void>();

  constructor(token: string | undefined, session: string | undefined, settle: (connection: Connection) => void) {
    this.#token = token;
    this.#session = session;
    this.#settle = settle;
  }

  open(): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}${SOCKET_PATH}`);
    this.#socket = socket;
    socket.onopen = () => this.#post({ hello: { token: this.#token, session: this.#session } });
    socket.onmessage = (event: MessageEvent<string>) => this.#receive(JSON.parse(event.data) as ToRenderer);
    socket.onclose = (event) => this.#closed(event.code);
  }

  #receive(message: ToRenderer): void {
    if ('answer' in message) {
      this.#pending.get(message.id)?.(message.answer);
      this.#pending.delete(message.id);
    } else if ('event' in message) {
      for (const listener of [...(this.#listeners.get(message.event) ?? [])]) listener(message.payload);
    } else if ('welcome' in message) {
      this.#welcomed(message.welcome.session);
    } else if (!this.#isSettled) {
      this.#isSettled = true;
      sessionStorage.removeItem(SESSION_KEY);
      this.#settle({ ok: false, message: message.refused });
    }
  }

  #welcomed(session: string): void {
    this.#session = session;
    this.#token = undefined;
    this.#attempt = 0;
    this.#isReady = true;
    sessionStorage.setItem(SESSION_KEY, session);
    if (location.hash.includes('token=')) history.replaceState(null, '', `${location.pathname}${location.search}`);
    for (const request of this.#waiting.splice(0)) this.#ask(request.name, request.args, request.settle);
    if (this.#isSettled) {
      for (const listener of [...this.#stateListeners]) listener('connected');
      return;
    }
    this.#isSettled = true;
    this.#settle({
      ok: true,
      host: makeHostApi({ send: (name, args) => this.#send(name, args), listen: (name, listener) => this.#listen(name, listener) }),
      onStateChange: (listener) => this.#onState(listener),
    });
  }

  #closed(code: number): void {
    const wasReady = this.#isReady;
    this.#isReady = false;
    for (const settle of this.#pending.values()) settle(disconnected());
    this.#pending.clear();
    if (code === CLOSE_REFUSED || (!this.#isSettled && this.#attempt >= RETRY_MS.length)) {
      for (const request of this.#waiting.splice(0)) request.settle(disconnected());
      if (!this.#isSettled) this.#settle({ ok: false, message: 'Sluice does not answer. Is its terminal still open? Start it again for a new link.' });
      this.#isSettled = true;
      return;
    }
    if (wasReady) for (const listener of [...this.#stateListeners]) listener('lost');
    const delay = RETRY_MS[Math.min(this.#attempt, RETRY_MS.length - 1)];
    this.#attempt += 1;
    if (this.#attempt > 3) for (const request of this.#waiting.splice(0)) request.settle(disconnected());
    setTimeout(() => this.open(), delay);
  }

  #send(name: RequestName, args: unknown): Promise<unknown> {
    return new Promise((settle) => {
      if (this.#isReady) this.#ask(name, args, settle);
      // A journal entry or a save must not vanish in a short gap; after three tries the answer is `disconnected`.
      else if (this.#attempt <= 3) this.#waiting.push({ name, args, settle });
      else settle(disconnected());
    });
  }

  #ask(name: RequestName, args: unknown, settle: (answer: unknown) => void): void {
    const id = this.#nextId++;
    this.#pending.set(id, settle);
    this.#post({ id, name, args });
  }

  #post(message: ToHost): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #listen(name: EventName, listener: (payload: unknown) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(name, listeners);
    return () => void listeners.delete(listener);
  }

  #onState(listener: (state: 'connected' | 'lost') => void): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }
}
