import { readStandardInput } from '#host/files/standard-input.ts';
import { runCli } from './run-cli.ts';
import { whenUnwritten } from './when-unwritten.ts';
import { writtenText } from './written-text.ts';

// Written text is flushed before the process ends: only the exit code is set, the event loop runs out by itself.
let said = '';
process.stdout.on('error', (error) =>
  whenUnwritten(error, {
    say: (sentence) => {
      // Every further piece fails as well.
      if (sentence !== said) process.stderr.write(`${sentence}\n`);
      said = sentence;
    },
    hangUp: () => process.emit('SIGHUP', 'SIGHUP'),
    exit: (code) => process.exit(code),
  }),
);
// Nobody is left to be told.
process.stderr.on('error', () => undefined);

const written = writtenText({ out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) });
const { NO_COLOR, CI } = process.env;
void runCli(
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
).then((exit) => {
  process.exitCode = exit;
  written.flush();
});
