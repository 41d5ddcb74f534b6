import { printHelp, printVerbHelp } from './help.ts';
import { parseArgs } from './parse-args.ts';
import { EXIT, type VerbContext } from './verb.ts';
import { verbs } from './verbs.ts';

/** Runs the command with the words behind its name; the result is the exit code. Nothing is thrown. */
export async function runCli(argv: readonly string[], context: VerbContext, version: string): Promise<number> {
  // `--debug` may stand in front of the verb too.
  const [name, ...rest] = argv[0] === '--debug' ? argv.slice(1) : argv;
  if (name === undefined) {
    context.err(printHelp(verbs));
    return EXIT.usage;
  }
  if (name === '--help' || name === '-h' || name === 'help') return help(rest[0], context);
  if (name === '--version' || name === '-v') {
    context.out(`${version}\n`);
    return EXIT.done;
  }
  const verb = verbs.find((one) => one.name === name);
  if (!verb) {
    context.err(`There is no verb '${name}'.${nearest(name)} sluice --help lists them.\n`);
    return EXIT.usage;
  }
  const args = parseArgs(verb, rest);
  if (!args.ok) {
    context.err(`${args.failure}\n`);
    return EXIT.usage;
  }
  if (args.value.has('help')) {
    context.out(printVerbHelp(verb));
    return EXIT.done;
  }
  const debug = context.debug || args.value.has('debug');
  try {
    return await verb.run(args.value, { ...context, debug });
  } catch (error) {
    context.err(describeCrash(error, debug));
    return EXIT.usage;
  }
}

function help(name: string | undefined, context: VerbContext): number {
  const verb = verbs.find((one) => one.name === name);
  context.out(verb ? printVerbHelp(verb) : printHelp(verbs));
  return EXIT.done;
}

/** A throw is a bug of ours: one sentence, and the stack only when asked for. */
function describeCrash(error: unknown, debug: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  return `Sluice failed unexpectedly: ${message}\nPlease report it; --debug adds the details that help.\n${stack}`;
}

function nearest(name: string): string {
  const close = verbs.find((verb) => verb.name.startsWith(name.slice(0, 3)) || name.startsWith(verb.name));
  return close ? ` Did you mean ${close.name}?` : '';
}
