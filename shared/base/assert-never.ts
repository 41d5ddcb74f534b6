/** Ends a `switch` over a union: a case that was forgotten is a compile error, and a throw if it gets here anyway. */
export function assertNever(value: never, what: string): never {
  throw new Error(`${what} has a case that nobody handles: ${JSON.stringify(value)}`);
}
