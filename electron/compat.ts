import { protocol } from 'electron';

// The one seam between Electron 22, with which the tests run where nothing newer can be had, and the Electron that users get.

export interface SchemeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Serves a scheme of our own: with `protocol.handle` where it is there (25 and newer), else with its predecessor. */
export function serveScheme(scheme: string, answer: (url: string, method: string) => Promise<SchemeAnswer>): void {
  if (typeof protocol.handle === 'function') {
    protocol.handle(scheme, async (request) => {
      const { status, headers, body } = await answer(request.url, request.method);
      return new Response(Buffer.from(body), { status, headers });
    });
    return;
  }
  const older = protocol as unknown as {
    registerBufferProtocol(
      scheme: string,
      handler: (
        request: { url: string; method: string },
        done: (response: { statusCode: number; headers: Readonly<Record<string, string>>; data: Buffer }) => void,
      ) => void,
    ): boolean;
  };
  older.registerBufferProtocol(scheme, (request, done) => {
    void answer(request.url, request.method).then(({ status, headers, body }) => done({ statusCode: status, headers, data: Buffer.from(body) }));
  });
}
