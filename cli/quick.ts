import { fstatSync, writeSync } from 'node:fs';
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
    write(1, `${version}\n`);
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
    out: (text) => write(1, text),
    err: (text) => write(2, text),
    readStdin: async () => '',
    cwd: process.cwd(),
    env: process.env,
    isTerminal: mayBeTerminal() && Boolean(process.stdout.isTTY) && !NO_COLOR && !CI,
    debug: false,
  };
}

/** Looking at `process.stdout` loads what it takes to draw on terminals. */
function mayBeTerminal(): boolean {
  try {
    return fstatSync(1).isCharacterDevice();
  } catch {
    return false;
  }
}

/** Writes without the streams of Node, which take longer to load than to write. */
function write(fd: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(fd, bytes, at);
  } catch (error) {
    // The reader went away: nothing is left to say. One that cannot take it all at once is waited for.
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') (fd === 1 ? process.stdout : process.stderr).write(bytes.subarray(at));
  }
}
