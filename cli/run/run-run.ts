import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { errnoOf } from '#host/files/file-failure.ts';
import { cleanUpInterrupted } from '#host/runner/find-runs.ts';
import { type PlannedFile, planFile } from '#host/runner/plan-file.ts';
import { runPipeline } from '#host/runner/run-pipeline.ts';
import { describeStartFailure } from '#host/runner/start-failure.ts';
import type { RunResult } from '#shared/runs/run-event.ts';
import { type Selection, selectTasks } from '#shared/runs/select-tasks.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { printEvent } from './print-event.ts';
import { planToJson, printObstacles, printPlan } from './print-plan.ts';
import { readPairs } from './read-pairs.ts';
import { mayRun } from './trust.ts';

const EXIT_OF: Readonly<Record<RunResult, number>> = { passed: EXIT.done, 'held-back': EXIT.heldBack, failed: EXIT.no, stopped: EXIT.cancelled };

type Maps = ReadonlyMap<string, string>;

/** `sluice run FILE [--set k=v]… [--map NAME=TARGET]… [--to | --only | --from JOB] [--force] [--yes] [--plan] [--json]`. */
export async function runRun(args: VerbArgs, context: VerbContext): Promise<number> {
  const wrong = (sentence: string): number => {
    context.err(`${sentence}\n`);
    return EXIT.usage;
  };
  const sets = readPairs('set', args.values('set'));
  const maps = readPairs('map', args.values('map'));
  if (!sets.ok) return wrong(sets.failure);
  if (!maps.ok) return wrong(maps.failure);
  const planned = planFile({ cwd: context.cwd, file: args.words[0] ?? '', sets: sets.value, maps: maps.value });
  if (!planned.ok) return wrong(planned.failure);
  const { plan, notes, root } = planned.value;
  for (const note of notes) context.err(`${note}\n`);
  const selection = selectionOf(args);
  if (typeof selection === 'string') return wrong(selection);
  if (plan.obstacles.length === 0 && selectTasks(plan.tasks, selection) === undefined && selection.kind !== 'all')
    return wrong(`There is no job ${selection.job}. There are ${plan.tasks.map((task) => task.id).join(', ')}.`);
  const parallel = args.value('parallel') === undefined ? undefined : Number(args.value('parallel'));
  if (parallel !== undefined && !(Number.isInteger(parallel) && parallel > 0)) return wrong('--parallel is a whole number from 1.');
  if (args.has('plan')) {
    if (args.has('json')) context.out(`${JSON.stringify(planToJson(plan), undefined, 2)}\n`);
    else context.out(printPlan(plan));
  }
  if (plan.obstacles.length > 0) return wrong(printObstacles(plan).trimEnd());
  if (args.has('plan')) return EXIT.done;
  if (!(await mayRun(root, plan, args.has('yes'), context))) return EXIT.usage;
  return execute(planned.value, { sets: sets.value, maps: maps.value, selection, parallel }, args, context);
}

async function execute(
  planned: PlannedFile,
  how: { readonly sets: Maps; readonly maps: Maps; readonly selection: Selection; readonly parallel: number | undefined },
  args: VerbArgs,
  context: VerbContext,
): Promise<number> {
  cleanUpInterrupted(planned.root);
  const control = new AbortController();
  const stop = () => control.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    const { result } = await runPipeline({
      appRoot: await findAppRoot(dirname(fileURLToPath(import.meta.url))),
      ...planned,
      ...how,
      force: args.has('force'),
      python: args.value('python'),
      env: context.env,
      signal: control.signal,
      onEvent: (event) => {
        const line = args.has('json') ? JSON.stringify(event) : printEvent(event);
        if (line !== undefined && line !== '') context.out(`${line}\n`);
      },
    });
    return EXIT_OF[result];
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    context.err(`${describeStartFailure(error, planned.root)}\n`);
    return EXIT.usage;
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
}

function selectionOf(args: VerbArgs): Selection | string {
  const given = (['to', 'only', 'from'] as const).filter((kind) => args.has(kind));
  const kind = given[0];
  if (given.length > 1) return `Use one of ${given.map((one) => `--${one}`).join(', ')}.`;
  return kind === undefined ? { kind: 'all' } : { kind, job: args.value(kind) ?? '' };
}
