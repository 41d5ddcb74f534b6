import { defineVerb } from './verb.ts';

export const compareVerb = defineVerb({
  name: 'compare',
  usage: 'RUN RUN [--json]',
  summary: 'Says what differs between two runs.',
  details:
    'Differences first: verdicts, metrics, parameters, jobs, data, code, environments, outcomes, then the lines of the pipeline; last what is the same in both.\nRUN is an id as sluice runs lists it, its beginning, #N for the Nth run of the project, or latest.',
  options: [{ name: 'json', summary: 'Print JSON.' }],
  words: { least: 2, most: 2 },
  run: async (args, context) => (await import('./run/compare-named.ts')).compareNamed(args, context),
});
