import { defineVerb } from './verb.ts';

export const graphVerb = defineVerb({
  name: 'graph',
  usage: 'FILE… [--json]',
  summary: 'What Sluice reads from a file: inputs, outputs, jobs, edges.',
  details:
    'Prints an outline, or with --json one object: several files give one object a line, each with its file.\nA file that is no pipeline has no jobs. Exit 2 when a file cannot be read; what could still be read is printed.',
  options: [{ name: 'json', summary: 'Print JSON.' }],
  words: { least: 1 },
  run: async (args, context) => (await import('./graph/run-graph.ts')).runGraph(args, context),
});
