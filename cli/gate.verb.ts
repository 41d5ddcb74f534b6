import { defineVerb } from './verb.ts';

export const gateVerb = defineVerb({
  name: 'gate',
  usage: '--rules FILE|TEXT --metrics FILE [--baseline FILE] [--json]',
  summary: 'Judges metrics by rules, as a quality gate does.',
  details:
    'TEXT is one rule a line, such as "accuracy >= 0.85"; it is read as a file when there is one of that name. - reads standard input.\nWith --json the result is the verdict file. Exit 0: passed; 20: held back; 1: failed, because a rule or a file cannot be read.',
  options: [
    { name: 'rules', value: 'FILE|TEXT', summary: 'The rules, or a file that holds them.' },
    { name: 'metrics', value: 'FILE', summary: 'JSON of numbers.' },
    { name: 'baseline', value: 'FILE', summary: "The champion's metrics, which rules read as baseline." },
    { name: 'json', summary: 'Print the verdict file.' },
  ],
  words: { least: 0, most: 0 },
  run: async (args, context) => (await import('./gate/run-gate.ts')).runGate(args, context),
});
