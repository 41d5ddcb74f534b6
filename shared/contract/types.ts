import type { z } from 'zod';
import type { Result } from '#shared/base/result.ts';
import type { contract } from './contract.ts';
import type { EventDefinition, RequestDefinition } from './define.ts';

type Contract = typeof contract;

/** `files.save`, … */
export type RequestName = { [K in keyof Contract]: Contract[K] extends RequestDefinition ? K : never }[keyof Contract];
/** `files.changed`, … */
export type EventName = { [K in keyof Contract]: Contract[K] extends EventDefinition ? K : never }[keyof Contract];

type Parts<M extends RequestName> = Contract[M] extends RequestDefinition<infer A, infer R, infer C> ? { args: A; result: R; code: C } : never;

/** What the renderer sends. Ids are plain strings here, so that paths of the pipeline model need no casts; the host decodes and checks them. */
export type ArgsOf<M extends RequestName> = z.input<Parts<M>['args']>;
/** What a handler of the host gets after decoding. */
export type DecodedArgsOf<M extends RequestName> = z.output<Parts<M>['args']>;
export type ValueOf<M extends RequestName> = z.output<Parts<M>['result']>;
export type PayloadOf<E extends EventName> = Contract[E] extends EventDefinition<infer P> ? z.output<P> : never;

/**
 * Failures that any request may come back with: `not-allowed` (wrong sender or session), `bad-request` (arguments that the schema refuses), `internal` (a
 * bug in the host, logged there), `disconnected` (the host is gone).
 */
export type CommonFailureCode = 'not-allowed' | 'bad-request' | 'internal' | 'disconnected';

/** An expected failure. `message` is one sentence for the user: what happened, where, what next. */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly details?: Readonly<Record<string, string>>;
}

/** What a handler may answer with. */
export type HandlerResult<M extends RequestName> = Result<ValueOf<M>, Failure<Parts<M>['code']>>;
/** What the renderer gets. */
export type AnswerOf<M extends RequestName> = Result<ValueOf<M>, Failure<Parts<M>['code'] | CommonFailureCode>>;

type AreaOf<N extends string> = N extends `${infer A}.${string}` ? A : never;
type VerbOf<N extends string, A extends string> = N extends `${A}.${infer V}` ? V : never;

/** The host as the renderer sees it: `host.files.save({ … })`, `host.on('files.changed', …)`. */
export type HostApi = {
  readonly [A in AreaOf<RequestName>]: {
    readonly [V in VerbOf<RequestName, A>]: (args: ArgsOf<Extract<RequestName, `${A}.${V}`>>) => Promise<AnswerOf<Extract<RequestName, `${A}.${V}`>>>;
  };
} & {
  /** Calls `listener` for every such event until the returned function is called. */
  on<E extends EventName>(name: E, listener: (payload: PayloadOf<E>) => void): () => void;
};
