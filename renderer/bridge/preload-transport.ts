import { makeHostApi } from '#shared/contract/client.ts';
import type { PreloadBridge } from '#shared/contract/wire.ts';
import type { Connection } from './connect-host.ts';

/** The contract over Electron's IPC. */
export function connectPreload(bridge: PreloadBridge): Connection {
  const host = makeHostApi({
    send: (name, args) => bridge.requests[name](args),
    listen: (name, listener) => bridge.events[name](listener),
  });
  return { ok: true, host, onStateChange: () => () => undefined };
}
