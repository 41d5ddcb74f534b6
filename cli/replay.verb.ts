import { defineVerb } from './verb.ts';

export const replayVerb = defineVerb({
  name: 'replay',
  usage: 'RUN [--speed N] [--json]',
  summary: 'Shows a run once more, as fast as you like.',
  details:
    'Nothing is executed or written. --speed 60 shows a minute in a second; without it the run takes as long as it took. Pauses last at most five seconds.',
  options: [
    { name: 'speed', value: 'N', summary: 'How many times faster than it was.' },
    { name: 'json', summary: 'Print its events as they were, one object a line.' },
  ],
  words: { least: 1, most: 1 },
  run: async (args, context) => (await import('./run/replay-run.ts')).replayRun(args, context),
});
