import { setFlagsFromString } from 'node:v8';
import { RUN_USAGE } from './run/run-usage.ts';
import { defineVerb } from './verb.ts';

export const runVerb = defineVerb({
  ...RUN_USAGE,
  run: async (args, context) => {
    // What is made and thrown away while a pipeline is read would otherwise double the memory of a run, which may last for hours.
    setFlagsFromString('--semi-space-growth-factor=1');
    return (await import('./run/run-run.ts')).runRun(args, context);
  },
});
