import { defineVerb } from './verb.ts';

export const layoutVerb = defineVerb({
  name: 'layout',
  usage: 'FILE [--direction tb|lr] [--keep] [--write]',
  summary: 'Computes the automatic layout of a pipeline: prints it, or writes the layout file.',
  details:
    'The layout file is <name>.layout.json beside the pipeline. Without one the app uses the same automatic layout;\nwriting it pins every node. Notes that are there already stay.',
  options: [
    { name: 'direction', value: 'tb|lr', summary: 'Top to bottom, or left to right (what it is without this).' },
    { name: 'keep', summary: 'Leave nodes that are pinned where they are.' },
    { name: 'write', summary: 'Write the layout file and print its name.' },
  ],
  words: { least: 1, most: 1 },
  run: async (args, context) => (await import('./layout/run-layout.ts')).runLayout(args, context),
});
