import { defineVerb } from './verb.ts';

export const logsVerb = defineVerb({
  name: 'logs',
  usage: 'RUN [JOB] [--follow]',
  summary: 'Prints what the jobs of a run have said.',
  details: 'RUN is an id as `sluice runs` lists it, or latest. Without JOB every job is printed behind a line with its name.',
  options: [{ name: 'follow', summary: 'Go on until the run ends.' }],
  words: { least: 1, most: 2 },
  run: async (args, context) => (await import('./run/print-logs.ts')).printLogs(args, context),
});
