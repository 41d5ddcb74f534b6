import type { AnswerOf, DecodedArgsOf, EventName, HandlerResult, PayloadOf, RequestName } from '#shared/contract/types.ts';

/** One function a request of the contract, over arguments that were decoded. */
export type Handlers = { readonly [M in RequestName]: (args: DecodedArgsOf<M>) => Promise<HandlerResult<M>> };

/** What only a shell can do: windows, menus, dialogs, the clipboard. */
export type ShellRequest = Extract<RequestName, `window.${string}` | `menu.${string}` | `clipboard.${string}` | 'places.pick'>;
/** A shell's own answers; what it leaves out is answered as in a shell that has none of it. */
export type ShellHandlers = Partial<Pick<Handlers, ShellRequest>>;

/** A window, or a tab of the browser shell. */
export interface HostClient {
  /** Decodes, runs, and answers; never rejects. Whoever calls has made sure that the sender is ours. */
  handle<M extends RequestName>(name: M, args: unknown): Promise<AnswerOf<M>>;
  handle(name: string, args: unknown): Promise<unknown>;
  /** Tells this client something unasked. */
  tell<E extends EventName>(name: E, payload: PayloadOf<E>): void;
  /** Asks this client to open a path: from a second start, a file association or a drop. */
  openPath(path: string): void;
  dispose(): void;
}
