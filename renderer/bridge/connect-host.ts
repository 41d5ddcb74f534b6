import type { HostApi } from '#shared/contract/types.ts';
import type { PreloadBridge } from '#shared/contract/wire.ts';
import { connectPreload } from './preload-transport.ts';
import { connectSocket } from './socket-transport.ts';

declare global {
  interface Window {
    readonly sluice?: PreloadBridge;
  }
}

/** The host, once it can be talked to, or a sentence for the user that says why it cannot. */
export type Connection =
  | {
      readonly ok: true;
      readonly host: HostApi;
      /** Calls `listener` when the connection is lost and when it is back. Over Electron it never is lost. */
      readonly onStateChange: (listener: (state: 'connected' | 'lost') => void) => () => void;
    }
  | { readonly ok: false; readonly message: string };

/** Finds the host of this page: Electron's preload script when there is one, else the socket of the server that the page came from. */
export function connectHost(): Promise<Connection> {
  return window.sluice === undefined ? connectSocket() : Promise.resolve(connectPreload(window.sluice));
}
