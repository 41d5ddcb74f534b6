import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { openApp } from './open-app.ts';

/** `sluice open`: reads the options and opens the app. */
export async function runOpen(args: VerbArgs, context: VerbContext): Promise<number> {
  const given = args.value('port');
  const port = given === undefined ? undefined : Number(given);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    context.err(`${JSON.stringify(given)} is not a port. Name a number from 1 to 65535, or 0 for any that is free.\n`);
    return EXIT.usage;
  }
  return openApp(
    { path: args.words[0], browser: args.has('browser'), port, launch: !args.has('no-launch') },
    {
      out: context.out,
      err: context.err,
      cwd: context.cwd,
      env: context.env,
      platform: process.platform,
      isRoot: process.getuid?.() === 0,
      whenInterrupted: () => new Promise((settle) => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.once(signal, () => settle()))),
      codeFolder: dirname(fileURLToPath(import.meta.url)),
      version: process.env.SLUICE_VERSION ?? '',
    },
  );
}
