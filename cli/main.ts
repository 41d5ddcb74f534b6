import { readStandardInput } from '#host/files/standard-input.ts';
import { runCli } from './run-cli.ts';
import { writtenText } from './written-text.ts';

// Written text is flushed before the process ends: only the exit code is set, the event loop runs out by itself.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away (`sluice graph x | head`): nothing is left to say.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const written = writtenText({ out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) });
const { NO_COLOR, CI } = process.env;
process.exitCode = await runCli(
  process.argv.slice(2),
  {
    out: written.out,
    err: written.err,
    readStdin: readStandardInput,
    cwd: process.cwd(),
    env: process.env,
    isTerminal: Boolean(process.stdout.isTTY) && !NO_COLOR && !CI,
    debug: process.argv.includes('--debug'),
  },
  process.env.SLUICE_VERSION ?? '',
);
written.flush();
