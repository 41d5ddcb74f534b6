import { defineVerb } from './verb.ts';

export const runsVerb = defineVerb({
  name: 'runs',
  usage: '[--size] [--json]',
  summary: 'Lists the runs of the project that this folder lies in, the newest first.',
  details: 'A run that ended with its computer or was killed is listed as interrupted. --json prints one object a line.',
  options: [
    { name: 'size', summary: 'Say what each run takes on disk, and all of them.' },
    { name: 'json', summary: 'Print JSON, one object a run.' },
  ],
  words: { least: 0, most: 0 },
  run: async (args, context) => (await import('./run/list-runs.ts')).listRuns(args, context),
});
