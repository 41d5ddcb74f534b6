import type { z } from 'zod';

/** Something that a renderer may ask of a host: what it sends, what it gets back, and which failures it must be ready for. */
export interface RequestDefinition<Args extends z.ZodType = z.ZodType, Value extends z.ZodType = z.ZodType, Code extends string = string> {
  readonly kind: 'request';
  readonly args: Args;
  readonly result: Value;
  readonly failures: readonly Code[];
}

/** Something that a host tells its renderers unasked. */
export interface EventDefinition<Payload extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  readonly payload: Payload;
}

/** Defines a request. `failures` are its own codes; the common ones (`bad-request`, `internal`, …) come on top. */
export function request<Args extends z.ZodType, Value extends z.ZodType, const Code extends string = never>(parts: {
  args: Args;
  result: Value;
  failures?: readonly Code[];
}): RequestDefinition<Args, Value, Code> {
  return { kind: 'request', args: parts.args, result: parts.result, failures: parts.failures ?? [] };
}

/** Defines an event. */
export function event<Payload extends z.ZodType>(parts: { payload: Payload }): EventDefinition<Payload> {
  return { kind: 'event', payload: parts.payload };
}

/** Checks the shape of a contract and keeps its exact type. */
export function defineContract<const C extends Readonly<Record<`${string}.${string}`, RequestDefinition | EventDefinition>>>(parts: C): C {
  return parts;
}
