import { defineVerb } from './verb.ts';

export const runVerb = defineVerb({
  name: 'run',
  usage: 'FILE [--set INPUT=VALUE]… [--map NAME=TARGET]… [--to JOB | --only JOB | --from JOB] [--force] [--yes] [--plan] [--json]',
  summary: 'Runs a pipeline on this computer, as the file is.',
  details:
    'What cannot run here is named before anything starts, all of it at once: exit 2. .sluice/local.yml says how cloud names resolve here; --map says it for one call.\nA job whose code, inputs, command, environment and parameters did not change is not run again.\nExit 0: passed; 1: a job failed; 20: held back by a gate; 130: stopped. --json prints one event a line.',
  options: [
    { name: 'set', value: 'INPUT=VALUE', summary: 'Give an input of the pipeline another value; may be repeated.' },
    { name: 'map', value: 'NAME=TARGET', summary: 'Say what stands for a cloud name in this call; may be repeated.' },
    { name: 'to', value: 'JOB', summary: 'Run a job and what it needs.' },
    { name: 'only', value: 'JOB', summary: 'Run one job again, with the kept results of others.' },
    { name: 'from', value: 'JOB', summary: 'Run a job again and what follows from it.' },
    { name: 'force', summary: 'Run everything again.' },
    { name: 'yes', summary: 'Trust the folder for this call.' },
    { name: 'parallel', value: 'N', summary: 'Run so many jobs at the same time; otherwise as many as there are cores, at most 4.' },
    { name: 'python', value: 'PATH', summary: 'Use this Python as it is and build no environments.' },
    { name: 'plan', summary: 'Print what would run, and what cannot run here and why.' },
    { name: 'json', summary: 'Print JSON.' },
  ],
  words: { least: 1, most: 1 },
  run: async (args, context) => (await import('./run/run-run.ts')).runRun(args, context),
});
