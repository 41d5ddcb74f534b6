import { COMMON_OPTIONS } from './parse-args.ts';
import type { Verb, VerbOption } from './verb.ts';

/** `sluice --help`. */
export function printHelp(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map((verb) => verb.name.length)) + 2;
  const lines = verbs.map((verb) => `  ${verb.name.padEnd(width)}${verb.summary}`);
  return [
    'Sluice: an Azure Machine Learning pipeline as text and as a graph.',
    '',
    'Usage: sluice VERB …',
    '',
    ...lines,
    '',
    '`sluice VERB --help` says more. FILE may be - for standard input.',
    'Exit codes: 0 done, 1 the answer is no, 2 wrong usage or unreadable file, 3 edit refused, 20 held back by a gate, 130 cancelled.',
    '',
  ].join('\n');
}

/** `sluice VERB --help`. */
export function printVerbHelp(verb: Verb): string {
  return [
    `Usage: sluice ${verb.name} ${verb.usage}`.trimEnd(),
    '',
    verb.summary,
    ...(verb.details === undefined ? [] : ['', verb.details]),
    '',
    ...printOptions([...verb.options, ...COMMON_OPTIONS]),
    '',
  ].join('\n');
}

function printOptions(options: readonly VerbOption[]): string[] {
  const names = options.map((option) => `--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`);
  const width = Math.max(...names.map((name) => name.length)) + 2;
  return options.map((option, index) => `  ${(names[index] ?? '').padEnd(width)}${option.summary}`);
}
