import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { HostClient } from '#host/handlers.ts';
import type { Host } from '#host/host.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Hello, ToRenderer } from '#shared/contract/wire.ts';

/** The tab that has shown the token, and its reloads. A tab that the browser duplicates has two sockets. */
export interface Session {
  readonly secret: string;
  readonly client: HostClient;
  readonly sockets: Set<(message: ToRenderer) => void>;
}

export interface SessionsOptions {
  readonly host: Host;
  /** What the first tab shows. */
  readonly startPath: string | undefined;
  /** Told a new token when the tab has been closed for a while: the old one was spent. */
  readonly onNewToken: (token: string) => void;
  /** A reload takes less than this, in ms. */
  readonly abandonedAfterMs: number;
}

/** Turns the one-time token of the link into the session of one tab. */
export class Sessions {
  readonly #options: SessionsOptions;
  /** For the fragment of the link, which browsers send to no server. Undefined once it was used. */
  #token: string | undefined = makeSecret();
  #session: Session | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** The token that opens the first tab. */
  get token(): string {
    return this.#token ?? '';
  }

  /** The session of a socket that says hello, or a sentence for whoever sits before it. */
  admit(hello: Hello['hello']): Result<Session, string> {
    const session = this.#session;
    if (session !== undefined && typeof hello.session === 'string' && isSame(hello.session, session.secret)) return ok(session);
    if (typeof hello.token === 'string' && this.#token !== undefined && isSame(hello.token, this.#token)) {
      this.#token = undefined;
      this.#session ??= this.#open();
      return ok(this.#session);
    }
    return fail(
      session === undefined || typeof hello.token !== 'string'
        ? 'This page needs the link that Sluice printed when it started. Open that link, or start Sluice again for a new one.'
        : 'This link was used already. Go on in the tab that opened first; when it is closed, Sluice prints a new link.',
    );
  }

  /** A socket of the session has come. */
  join(session: Session, send: (message: ToRenderer) => void): void {
    clearTimeout(this.#timer);
    session.sockets.add(send);
  }

  /** A socket of the session has gone. When none comes back, the user gets a new link: closing the tab by mistake ends nothing. */
  leave(session: Session, send: (message: ToRenderer) => void): void {
    session.sockets.delete(send);
    // When the server itself ends, its sockets leave as well, and there is nothing to come back to.
    if (session.sockets.size > 0 || this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#token !== undefined) return;
      this.#token = makeSecret();
      this.#options.onNewToken(this.#token);
    }, this.#options.abandonedAfterMs);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#session?.client.dispose();
  }

  #open(): Session {
    const sockets: Session['sockets'] = new Set();
    const client = this.#options.host.connect({
      startPath: this.#options.startPath,
      send: (event, payload) => {
        for (const send of sockets) send({ event, payload });
      },
    });
    return { secret: makeSecret(), client, sockets };
  }
}

function makeSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Compares without telling by the time it takes how much was right. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
