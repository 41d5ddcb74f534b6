import { fail } from '#shared/base/result.ts';
import { REQUEST_NAMES } from './names.ts';
import type { AnswerOf, EventName, HostApi, PayloadOf, RequestName } from './types.ts';

/** What carries the contract: Electron's IPC or a socket. `send` never rejects. */
export interface Transport {
  send(name: RequestName, args: unknown): Promise<unknown>;
  listen(name: EventName, listener: (payload: unknown) => void): () => void;
}

/** Makes the typed host out of a transport. The host is ours and decodes what it gets, so its answers are taken as they are. */
export function makeHostApi(transport: Transport): HostApi {
  const areas: Record<string, Record<string, (args: unknown) => Promise<unknown>>> = {};
  for (const name of REQUEST_NAMES) {
    const [area = '', verb = ''] = name.split('.');
    const methods = areas[area] ?? {};
    methods[verb] = (args) => transport.send(name, args);
    areas[area] = methods;
  }
  function on<E extends EventName>(name: E, listener: (payload: PayloadOf<E>) => void): () => void {
    return transport.listen(name, (payload) => listener(payload as PayloadOf<E>));
  }
  // The loop above makes exactly one function per name of the contract, which is what HostApi lists.
  return { ...areas, on } as unknown as HostApi;
}

/** The answer of a transport that has lost its host. */
export function disconnected<M extends RequestName>(): AnswerOf<M> {
  return fail({
    code: 'disconnected',
    message: 'Sluice lost the connection to its own process. Start it again; unsaved work is kept and will be offered back.',
  });
}
