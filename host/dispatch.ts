import { fail } from '#shared/base/result.ts';
import { contract } from '#shared/contract/contract.ts';
import { REQUEST_NAMES } from '#shared/contract/names.ts';
import type { Failure, RequestName } from '#shared/contract/types.ts';
import type { Handlers } from './handlers.ts';

/**
 * The way of every request, whatever carried it: decode, else `bad-request`; run; answer. Anything thrown is a bug: it is logged and becomes `internal`.
 * Never rejects.
 */
export async function dispatch(handlers: Handlers, name: string, args: unknown, log: (message: string) => void): Promise<unknown> {
  const request = REQUEST_NAMES.find((known) => known === name);
  if (request === undefined) return fail(badRequest(`There is no request ${JSON.stringify(String(name).slice(0, 80))}.`));
  const decoded = contract[request].args.safeParse(args);
  if (!decoded.success) {
    const issue = decoded.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
    return fail(badRequest(`The request ${request} has arguments that do not fit${where}: ${issue?.message ?? 'unknown reason'}`));
  }
  try {
    return await run(handlers, request, decoded.data);
  } catch (error) {
    log(`${request} failed inside Sluice: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return fail({
      code: 'internal',
      message: `Sluice could not do this (${request}), because of a mistake of its own. Your files are as they were; the log says more.`,
    });
  }
}

function run(handlers: Handlers, name: RequestName, args: unknown): Promise<unknown> {
  // The arguments were decoded with the schema of this very request.
  const handler = handlers[name] as (args: unknown) => Promise<unknown>;
  return handler(args);
}

function badRequest(message: string): Failure<'bad-request'> {
  return { code: 'bad-request', message };
}
