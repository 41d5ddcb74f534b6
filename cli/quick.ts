import { mayBeTerminal, writeDirectly } from '#host/files/standard-output.ts';
import { parseArgs } from './parse-args.ts';
import { runQuickly } from './run/run-quickly.ts';
import { RUN_USAGE } from './run/run-usage.ts';
import type { VerbContext } from './verb.ts';

/**
 * What `bin/sluice.cjs` asks before it loads the command: answers what is asked most often and needs next to nothing, the version and a run of which nothing has
 * changed. False: nothing was done or said, the command itself is to answer.
 */
export async function answerQuickly(argv: readonly string[]): Promise<boolean> {
  const version = process.env.SLUICE_VERSION ?? '';
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
    writeDirectly(1, `${version}\n`);
    return true;
  }
  if (argv[0] !== 'run') return false;
  const args = parseArgs({ ...RUN_USAGE, run: async () => 0 }, argv.slice(1));
  if (!args.ok) return false;
  const exit = await runQuickly(args.value, contextOfProcess());
  if (exit === undefined) return false;
  process.exitCode = exit;
  return true;
}

function contextOfProcess(): VerbContext {
  const { NO_COLOR, CI } = process.env;
  return {
    out: (text) => writeDirectly(1, text),
    err: (text) => writeDirectly(2, text),
    readStdin: async () => '',
    cwd: process.cwd(),
    env: process.env,
    // Looking at `process.stdout` loads what it takes to draw on terminals.
    isTerminal: mayBeTerminal(1) && Boolean(process.stdout.isTTY) && !NO_COLOR && !CI,
    debug: false,
  };
}
