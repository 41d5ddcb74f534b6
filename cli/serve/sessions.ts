import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { HostClient } from '#host/handlers.ts';
import type { Host } from '#host/host.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Hello, ToRenderer } from '#shared/contract/wire.ts';

/** A tab that has shown its token, and its reloads. A tab that the browser duplicates has two sockets. */
export interface Session {
  readonly secret: string;
  readonly client: HostClient;
  readonly sockets: Set<(message: ToRenderer) => void>;
}

/** Turns the one-time token of the link into the session of one tab. */
export class Sessions {
  /** For the fragment of the link, which browsers send to no server. */
  readonly token = randomBytes(24).toString('base64url');
  readonly #host: Host;
  readonly #startPath: string | undefined;
  #session: Session | undefined;

  constructor(host: Host, startPath: string | undefined) {
    this.#host = host;
    this.#startPath = startPath;
  }

  /** The session of a socket that says hello, or a sentence for whoever sits before it. */
  admit(hello: Hello['hello']): Result<Session, string> {
    const session = this.#session;
    if (session !== undefined && typeof hello.session === 'string' && isSame(hello.session, session.secret)) return ok(session);
    if (typeof hello.token !== 'string' || !isSame(hello.token, this.token)) {
      return fail('This page needs the link that Sluice printed when it started. Open that link, or start Sluice again for a new one.');
    }
    if (session !== undefined) return fail('This link was used already. Go on in the tab that opened first, or start Sluice again for a new link.');
    const sockets: Session['sockets'] = new Set();
    const client = this.#host.connect({
      startPath: this.#startPath,
      send: (event, payload) => {
        for (const send of sockets) send({ event, payload });
      },
    });
    this.#session = { secret: randomBytes(24).toString('base64url'), client, sockets };
    return ok(this.#session);
  }
}

/** Compares without telling by the time it takes how much was right. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
