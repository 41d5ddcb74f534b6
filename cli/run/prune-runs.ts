import { diskUse, prune } from '#host/runner/prune.ts';
import { sayBytes } from '#shared/runs/say-bytes.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { projectOf } from './named-run.ts';

const KEEP = 20;

/** `sluice prune [--keep N] [--older-than DAYS] [--envs] [--dry-run] [--json]`. */
export async function pruneRuns(args: VerbArgs, context: VerbContext): Promise<number> {
  const keep = numberOf(args.value('keep')) ?? (args.has('keep') ? undefined : KEEP);
  const olderThanDays = args.has('older-than') ? numberOf(args.value('older-than')) : undefined;
  if (keep === undefined || !Number.isInteger(keep)) return wrong('--keep is a whole number of runs from 0.', context);
  if (args.has('older-than') && olderThanDays === undefined) return wrong('--older-than is a number of days.', context);
  const root = projectOf(context);
  const isDry = args.has('dry-run');
  const done = await prune(root, { keep, olderThanDays, envs: args.has('envs'), isDry }, new Date());
  const after = isDry ? done.before : await diskUse(root);
  if (args.has('json')) {
    context.out(
      `${JSON.stringify({ dryRun: isDry, runs: done.runs, results: done.results.length, envs: done.envs ?? [], freedBytes: done.freedBytes, left: done.left, before: done.before, after }, undefined, 2)}\n`,
    );
    return done.left.length === 0 ? EXIT.done : EXIT.no;
  }
  const { runs, store, envs, tracking, cache, total } = done.before;
  context.out(
    `${root} takes ${sayBytes(total)} for runs: runs ${sayBytes(runs)}, results ${sayBytes(store)}, environments ${sayBytes(envs)}, tracking ${sayBytes(tracking)}, cache ${sayBytes(cache)}.\n`,
  );
  const went = [
    counted(done.runs.length, 'run'),
    counted(done.results.length, 'result'),
    ...(done.envs === undefined ? [] : [counted(done.envs.length, 'environment')]),
  ].filter((part) => part !== '');
  if (went.length === 0 && done.freedBytes === 0) context.out(`Nothing to remove: ${done.keptRuns.length} of ${done.keptRuns.length} runs are kept.\n`);
  else
    context.out(
      `${isDry ? 'Would remove' : 'Removed'} ${went.length === 0 ? 'what killed runs left' : went.join(', ')}: ${sayBytes(done.freedBytes)}${isDry ? '' : ` freed, ${sayBytes(after.total)} left`}.\n`,
    );
  if (done.isRunning) context.out('A run goes on, so results and environments stay.\n');
  for (const place of done.left) context.err(`${place} could not be removed.\n`);
  return done.left.length === 0 ? EXIT.done : EXIT.no;
}

function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return value >= 0 ? value : undefined;
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}

function wrong(sentence: string, context: VerbContext): number {
  context.err(`${sentence}\n`);
  return EXIT.usage;
}
