import { defineVerb } from './verb.ts';

export const openVerb = defineVerb({
  name: 'open',
  usage: '[PATH] [--browser] [--port N] [--no-launch]',
  summary: 'Opens a file or folder in the app.',
  details:
    'In a window of its own when Electron and a display are there, else in a browser; one line on stderr says which and why.\nThe browser shell answers on 127.0.0.1 alone, to the one tab that opens the printed link, and stays until it is interrupted.',
  options: [
    { name: 'browser', summary: 'Serve it to a browser.' },
    { name: 'port', value: 'N', summary: 'Serve on this port; without it on any that is free. Implies --browser.' },
    { name: 'no-launch', summary: 'Print the link and start no browser. Implies --browser.' },
  ],
  words: { least: 0, most: 1 },
  run: async (args, context) => (await import('./serve/run-open.ts')).runOpen(args, context),
});
