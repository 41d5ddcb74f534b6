import { defineVerb } from './verb.ts';

export const runVerb = defineVerb({
  name: 'run',
  usage: 'FILE [--set INPUT=VALUE]… [--map NAME=TARGET]… [--plan] [--json]',
  summary: 'Runs a pipeline on this computer, as the file is.',
  details:
    'What cannot run here is named before anything starts, all of it at once: exit 2. .sluice/local.yml says how cloud names resolve here; --map says it for one call.\n--plan prints what would run and runs nothing.',
  options: [
    { name: 'set', value: 'INPUT=VALUE', summary: 'Give an input of the pipeline another value; may be repeated.' },
    { name: 'map', value: 'NAME=TARGET', summary: 'Say what stands for a cloud name in this call; may be repeated.' },
    { name: 'plan', summary: 'Print what would run, and what cannot run here and why.' },
    { name: 'json', summary: 'Print JSON.' },
  ],
  words: { least: 1, most: 1 },
  run: async (args, context) => (await import('./run/run-run.ts')).runRun(args, context),
});
