import { fail, ok, type Result } from '#shared/base/result.ts';

/** `NAME=VALUE` options as pairs; the failure is one sentence. A name may hold colons and slashes, not an equals sign. */
export function readPairs(option: string, values: readonly string[]): Result<ReadonlyMap<string, string>, string> {
  const pairs = new Map<string, string>();
  for (const value of values) {
    const at = value.indexOf('=');
    if (at <= 0) return fail(`--${option} ${value} has no value: write --${option} NAME=VALUE.`);
    pairs.set(value.slice(0, at).trim(), value.slice(at + 1));
  }
  return ok(pairs);
}
