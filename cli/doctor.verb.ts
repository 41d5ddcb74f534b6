import { defineVerb } from './verb.ts';

export const doctorVerb = defineVerb({
  name: 'doctor',
  usage: '[--json]',
  summary: 'What this computer has, what that allows, and how to get the rest.',
  options: [{ name: 'json', summary: 'Print JSON.' }],
  words: { least: 0, most: 0 },
  run: async (args, context) => (await import('./doctor/run-doctor.ts')).runDoctor(args, context),
});
