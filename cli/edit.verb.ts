import { defineVerb } from './verb.ts';

export const editVerb = defineVerb({
  name: 'edit',
  usage: 'FILE EDIT [--args JSON] [--write | --diff]',
  summary: 'Applies one edit: prints the new text, a diff, or saves.',
  details:
    'EDIT is an edit as `sluice edits` lists them. --args is JSON, or @FILE to read it from a file.\nWhen the edit is refused nothing is written, the reason stands on stderr as JSON, and the exit code is 3.\nA component of the starter library that the project lacks comes along: the gate of insert-gate, and any named as ./components/NAME/component.yml.',
  options: [
    { name: 'args', value: 'JSON', summary: 'The arguments of the edit; @FILE reads them from a file.' },
    { name: 'write', summary: 'Save, and print the names of all files that changed.' },
    { name: 'diff', summary: 'Print a unified diff.' },
  ],
  words: { least: 2, most: 2 },
  run: async (args, context) => (await import('./edit/run-edit.ts')).runEditVerb(args, context),
});
