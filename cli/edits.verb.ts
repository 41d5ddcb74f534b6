import { defineVerb } from './verb.ts';

export const editsVerb = defineVerb({
  name: 'edits',
  usage: '[--json]',
  summary: 'Lists every edit; with --json also its arguments as a JSON Schema.',
  options: [{ name: 'json', summary: 'Print JSON.' }],
  words: { least: 0, most: 0 },
  run: async (args, context) => (await import('./edit/list-edits.ts')).listEdits(args, context),
});
