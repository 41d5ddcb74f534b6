import { defineVerb } from './verb.ts';

export const newVerb = defineVerb({
  name: 'new',
  usage: '[FOLDER [--template NAME] | --list] [--json]',
  summary: 'Makes a new project from a template.',
  details: 'FOLDER must not exist. Prints the path of the new pipeline. Without arguments it says which templates there are.',
  options: [
    { name: 'template', value: 'NAME', summary: 'The template; the first of the list without this.' },
    { name: 'list', summary: 'List the templates.' },
    { name: 'json', summary: 'Print JSON.' },
  ],
  words: { least: 0, most: 1 },
  run: async (args, context) => (await import('./new/run-new.ts')).runNew(args, context),
});
