import { defineVerb } from './verb.ts';

export const stopVerb = defineVerb({
  name: 'stop',
  usage: 'RUN [JOB] [--json]',
  summary: 'Stops a run that goes on, or one job of it while the others go on.',
  details:
    'It does not matter where the run was started: in this or another terminal, or in the app. A sweep or a loop is stopped with all its trials and rounds, tune[3] is one trial.\nWhat waits for a job that is stopped is not run. RUN may be latest.',
  options: [{ name: 'json', summary: 'Print JSON.' }],
  words: { least: 1, most: 2 },
  run: async (args, context) => (await import('./run/stop-run.ts')).stopRun(args, context),
});
