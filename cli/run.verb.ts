import { RUN_USAGE } from './run/run-usage.ts';
import { defineVerb } from './verb.ts';

export const runVerb = defineVerb({
  ...RUN_USAGE,
  run: async (args, context) => (await import('./run/run-run.ts')).runRun(args, context),
});
