import type { Verb } from '../verb.ts';

/** How `sluice run` is called. */
export const RUN_USAGE: Omit<Verb, 'run'> = {
  name: 'run',
  usage:
    'FILE [--set INPUT=VALUE]… [--map NAME=TARGET]… [--to JOB | --only JOB | --from JOB | --environments] [--force] [--failed [RUN]] [--simulate FILE|RUN [--speed N]] [--yes] [--plan] [--json]',
  summary: 'Runs a pipeline, a job or a component on this computer, as the file is.',
  details:
    'What cannot run here is named before anything starts, all of it at once: exit 2. .sluice/local.yml says how cloud names resolve here; --map says it for one call.\nA job whose code, inputs, command, environment and parameters did not change is not run again: a run that was interrupted goes on by running the file once more.\nA job that asks a person is answered here on a terminal, else with sluice approve.\nExit 0: passed; 1: a job failed; 20: held back by a gate; 130: stopped. --json prints one event a line.',
  options: [
    { name: 'set', value: 'INPUT=VALUE', summary: 'Give an input of the pipeline another value; may be repeated.' },
    {
      name: 'map',
      value: 'NAME=TARGET',
      summary: 'Say what stands for a cloud name in this call, or for JOB.OUTPUT of a job that is then not run; may be repeated.',
    },
    { name: 'to', value: 'JOB', summary: 'Run a job and what it needs.' },
    { name: 'only', value: 'JOB', summary: 'Run one job again, with the kept results of others.' },
    { name: 'from', value: 'JOB', summary: 'Run a job again and what follows from it.' },
    { name: 'environments', summary: 'Build the environments that are missing, and run no job.' },
    { name: 'force', summary: 'Run everything again.' },
    { name: 'failed', summary: 'Run again what did not end well in a run (the latest, or RUN in place of FILE), with what was set for it.' },
    { name: 'simulate', value: 'FILE|RUN', summary: 'Execute nothing: take outcomes and metrics from a file or a run, and really judge the gates.' },
    { name: 'speed', value: 'N', summary: 'With --simulate: 1 takes as long as it says, 60 shows a minute in a second; otherwise at once.' },
    { name: 'yes', summary: 'Trust the folder for this call.' },
    { name: 'parallel', value: 'N', summary: 'Run so many jobs at the same time; otherwise as many as there are cores, at most 4.' },
    { name: 'python', value: 'PATH', summary: 'Use this Python as it is and build no environments.' },
    { name: 'docker', summary: 'Run jobs in containers of their images; Docker has to run on this computer.' },
    { name: 'no-tracking', summary: 'Keep nothing for MLflow. Metrics are not seen then, so no sweep can be judged.' },
    { name: 'plan', summary: 'Print what would run and why, what would be reused, and what cannot run here.' },
    { name: 'json', summary: 'Print JSON.' },
  ],
  words: { least: 0, most: 1 },
};
