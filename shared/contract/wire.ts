import type { EventName, RequestName } from './types.ts';

// What goes over the browser shell's socket, as JSON, one message a frame.

/** First message of a client: the one-time token of the link, or the session that it was given for it (after a reload or a lost connection). */
export interface Hello {
  readonly hello: { readonly token?: string; readonly session?: string };
}

export interface WireRequest {
  readonly id: number;
  readonly name: RequestName;
  readonly args: unknown;
}

export type ToHost = Hello | WireRequest;

/** `refused` comes before the socket is closed with code 4401; the message is for the user. */
export type ToRenderer =
  | { readonly welcome: { readonly session: string } }
  | { readonly refused: string }
  | { readonly id: number; readonly answer: unknown }
  | { readonly event: EventName; readonly payload: unknown };

/** Path of the socket on the browser shell's server. */
export const SOCKET_PATH = '/socket';
/** Close code after `refused`: do not try again. */
export const CLOSE_REFUSED = 4401;

/** What preload puts on `window.sluice`: one function per name, nothing generic. */
export interface PreloadBridge {
  readonly requests: Readonly<Record<RequestName, (args: unknown) => Promise<unknown>>>;
  readonly events: Readonly<Record<EventName, (listener: (payload: unknown) => void) => () => void>>;
}
