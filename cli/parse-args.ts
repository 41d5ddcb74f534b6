import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Verb, VerbArgs, VerbOption } from './verb.ts';

/** Options that every verb takes. */
export const COMMON_OPTIONS: readonly VerbOption[] = [
  { name: 'help', summary: 'Say how the verb is used.' },
  { name: 'debug', summary: 'Show the stack of an unexpected failure, for a bug report.' },
];

/** Reads the words behind a verb. The failure is one sentence. Behind `--` everything is a word. */
export function parseArgs(verb: Verb, argv: readonly string[]): Result<VerbArgs, string> {
  const options = new Map([...verb.options, ...COMMON_OPTIONS].map((option) => [option.name, option]));
  const words: string[] = [];
  const found = new Map<string, string[]>();
  const add = (name: string, value: string) => found.set(name, [...(found.get(name) ?? []), value]);
  for (let at = 0; at < argv.length; at++) {
    const arg = argv[at] ?? '';
    if (arg === '--') {
      words.push(...argv.slice(at + 1));
      break;
    }
    if (arg === '-h') add('help', '');
    else if (arg === '-' || !arg.startsWith('-')) words.push(arg);
    else {
      const [, name = '', given] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(arg) ?? [];
      const option = options.get(name);
      if (!option) return fail(`${arg} is not an option of sluice ${verb.name}.`);
      if (option.value === undefined && given !== undefined) return fail(`--${name} takes no value.`);
      const value = option.value === undefined ? '' : (given ?? argv[++at]);
      if (value === undefined) return fail(`--${name} needs a value: --${name} ${option.value}.`);
      add(name, value);
    }
  }
  const args: VerbArgs = { words, has: (name) => found.has(name), value: (name) => found.get(name)?.at(-1), values: (name) => found.get(name) ?? [] };
  if (args.has('help')) return ok(args);
  const { least, most } = verb.words;
  if (words.length < least || (most !== undefined && words.length > most)) return fail(`Usage: sluice ${verb.name} ${verb.usage}`.trim());
  return ok(args);
}
