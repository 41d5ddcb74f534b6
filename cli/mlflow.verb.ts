import { defineVerb } from './verb.ts';

export const mlflowVerb = defineVerb({
  name: 'mlflow',
  usage: '[--send] [--python PATH]',
  summary: 'Opens MLflow with what the runs of this project logged.',
  details:
    'Starts MLflow over the project’s own store on 127.0.0.1, prints its address, sends it what runs have logged and goes on doing so until it is interrupted.\nWhere MLFLOW_TRACKING_URI names a server, runs are sent there and nothing is started. What cannot be sent is kept.\nExit 0: everything that is over was sent; 1: something is left.',
  options: [
    { name: 'send', summary: 'Send what is there, then end.' },
    { name: 'python', value: 'PATH', summary: 'Use the MLflow of this Python; otherwise an environment for it is built once.' },
  ],
  words: { least: 0, most: 0 },
  run: async (args, context) => (await import('./mlflow/run-mlflow.ts')).runMlflow(args, context),
});
