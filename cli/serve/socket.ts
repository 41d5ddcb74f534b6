import type { RawData, WebSocket } from 'ws';
import { CLOSE_REFUSED, type ToRenderer } from '#shared/contract/wire.ts';
import type { Session, Sessions } from './sessions.ts';

/** A socket that has not said hello by then is shut, in ms. */
const HELLO_MS = 5000;
const CLOSE_NOT_JSON = 1007;

/** Speaks the contract over one socket: first hello, then requests and events. */
export function serveSocket(socket: WebSocket, sessions: Sessions): void {
  let session: Session | undefined;
  const send = (message: ToRenderer): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const timer = setTimeout(() => refuse('This page said nothing after it connected. Reload it.'), HELLO_MS);
  function refuse(sentence: string): void {
    send({ refused: sentence });
    socket.close(CLOSE_REFUSED);
  }
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearTimeout(timer);
    if (session !== undefined) sessions.leave(session, send);
  });
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse(data);
    if (message === undefined) {
      socket.close(CLOSE_NOT_JSON);
      return;
    }
    if (session === undefined) {
      const hello = message.hello;
      const admitted = sessions.admit(typeof hello === 'object' && hello !== null ? hello : {});
      clearTimeout(timer);
      if (!admitted.ok) {
        refuse(admitted.failure);
        return;
      }
      session = admitted.value;
      sessions.join(session, send);
      send({ welcome: { session: session.secret } });
      return;
    }
    const { id, name, args } = message;
    if (typeof id !== 'number' || typeof name !== 'string') {
      socket.close(CLOSE_NOT_JSON);
      return;
    }
    void session.client.handle(name, args).then((answer) => send({ id, answer }));
  });
}

function parse(data: RawData): Record<string, unknown> | undefined {
  try {
    const message: unknown = JSON.parse(data.toString());
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? { ...message } : undefined;
  } catch {
    return undefined;
  }
}
