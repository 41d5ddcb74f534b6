import { defineVerb } from './verb.ts';

export const pruneVerb = defineVerb({
  name: 'prune',
  usage: '[--keep N] [--older-than DAYS] [--envs] [--dry-run] [--json]',
  summary: 'Says what runs take on disk, and removes old ones with the results that only they refer to.',
  details:
    'The newest 20 runs stay, or as many as --keep says. What a kept run made or took stays, and nothing is removed from a run that goes on.\n--envs also removes Python environments that were last used before the oldest kept run; they are built again when they are needed. Models and metrics in MLflow are never removed.',
  options: [
    { name: 'keep', value: 'N', summary: 'Keep the newest N runs; otherwise 20.' },
    { name: 'older-than', value: 'DAYS', summary: 'Remove only what is older than so many days.' },
    { name: 'envs', summary: 'Remove Python environments, too, that no kept run has used.' },
    { name: 'dry-run', summary: 'Say what would go, and remove nothing.' },
    { name: 'json', summary: 'Print JSON.' },
  ],
  words: { least: 0, most: 0 },
  run: async (args, context) => (await import('./run/prune-runs.ts')).pruneRuns(args, context),
});
