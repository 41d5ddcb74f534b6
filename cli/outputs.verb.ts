import { defineVerb } from './verb.ts';

export const outputsVerb = defineVerb({
  name: 'outputs',
  usage: 'RUN [JOB.PORT] [--json]',
  summary: 'Says where the outputs of a run are.',
  details: 'RUN is an id as `sluice runs` lists it, or latest. JOB.PORT prints one path; parent.outputs.NAME is an output of the pipeline.',
  options: [{ name: 'json', summary: 'Print JSON.' }],
  words: { least: 1, most: 2 },
  run: async (args, context) => (await import('./run/print-outputs.ts')).printOutputs(args, context),
});
