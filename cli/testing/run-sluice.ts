import { runCli } from '../run-cli.ts';
import type { VerbContext } from '../verb.ts';

/** Runs the command in a folder as a script would, without a terminal; what it says is collected. */
export async function runSluice(
  cwd: string,
  argv: readonly string[],
  { stdin = '', version = '0.0.0', env = {} }: { readonly stdin?: string; readonly version?: string; readonly env?: VerbContext['env'] } = {},
): Promise<{ exit: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await runCli(
    argv,
    {
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      readStdin: async () => stdin,
      cwd,
      env,
      isTerminal: false,
      debug: false,
    },
    version,
  );
  return { exit, out: out.join(''), err: err.join('') };
}
