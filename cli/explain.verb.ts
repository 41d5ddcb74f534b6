import { defineVerb } from './verb.ts';

export const explainVerb = defineVerb({
  name: 'explain',
  usage: '[DUMP] [--file FILE] [--json]',
  summary: 'Turns an error of az ml into the one line that matters.',
  details:
    'DUMP is a file that holds what az ml or the SDK printed; without it, or with -, standard input is read: az ml job create … 2>&1 | sluice explain\n--file names the YAML file that it is about; without it the one that the error names is looked for here.\nExit 1 when the error is not known; the lines that look decisive are printed then.',
  options: [
    { name: 'file', value: 'FILE', summary: 'The YAML file that the error is about.' },
    { name: 'json', summary: 'Print JSON.' },
  ],
  words: { least: 0, most: 1 },
  run: async (args, context) => (await import('./explain/run-explain.ts')).runExplain(args, context),
});
