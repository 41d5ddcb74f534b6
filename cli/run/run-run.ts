import { dockerProblem } from '#host/runner/docker.ts';
import type { PlannedFile } from '#host/runner/plan-file.ts';
import { recallPlan } from '#host/runner/recall-plan.ts';
import { identityOf } from '#host/runner/run-unchanged.ts';
import { ok } from '#shared/base/result.ts';
import { usesContainers } from '#shared/runs/in-containers.ts';
import { type Selection, selectTasks } from '#shared/runs/select-tasks.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { type ExecuteHow, execute } from './execute.ts';
import { type Again, againOf, sayBefore } from './failed-run.ts';
import { planToJson, printObstacles, printPlan } from './print-plan.ts';
import { readPairs } from './read-pairs.ts';
import { askOf } from './run-quickly.ts';
import { mayRun } from './trust.ts';

/** `sluice run FILE [--set k=v]… [--map NAME=TARGET]… [--to | --only | --from JOB] [--force] [--failed] [--simulate FILE] [--yes] [--plan] [--json]`. */
export async function runRun(args: VerbArgs, context: VerbContext): Promise<number> {
  const wrong = (sentence: string): number => {
    context.err(`${sentence}\n`);
    return EXIT.usage;
  };
  const again = args.has('failed') ? againOf(args.words[0] ?? 'latest', context) : undefined;
  if (again !== undefined && !again.ok) return wrong(again.failure);
  const how = howOf(args, again?.value);
  if (typeof how === 'string') return wrong(how);
  const { cwd = context.cwd, file = args.words[0] } = again?.value ?? {};
  if (file === undefined) return wrong('Name a pipeline file: sluice run FILE. sluice run --failed runs again what did not end well.');
  const isDocker = args.has('docker');
  const text = file === '-' ? await context.readStdin() : undefined;
  const quick = askOf(args, context);
  const recalled = quick && recallPlan(quick);
  // What reads and plans files is most of what there is to load.
  const planned = recalled
    ? ok<PlannedFile>(recalled)
    : (await import('#host/runner/plan-file.ts')).planFile({ cwd, file, text, sets: how.sets, maps: how.maps, docker: isDocker });
  if (!planned.ok) return wrong(planned.failure);
  const { plan, notes, root } = planned.value;
  for (const note of notes) context.err(`${note}\n`);
  const { selection } = how;
  if (plan.obstacles.length === 0 && 'job' in selection && selectTasks(plan.tasks, selection) === undefined)
    return wrong(`There is no job ${selection.job}. There are ${plan.tasks.map((task) => task.id).join(', ')}.`);
  // What is asked for less often is loaded when it is.
  if (args.has('simulate')) return (await import('./run-simulated.ts')).runSimulated(planned.value, how, args, context);
  if (args.has('plan')) return tellPlan(planned.value, how, args, context);
  if (plan.obstacles.length > 0) return wrong(printObstacles(plan).trimEnd());
  const noDocker = usesContainers(plan) ? await dockerProblem(context.env) : undefined;
  if (noDocker !== undefined) return wrong(noDocker);
  if (!(await mayRun(root, plan, args.has('yes'), context))) return EXIT.usage;
  const before = sayBefore(root, plan, again?.value);
  if (before !== undefined) context.err(`${before}\n`);
  // A part that is asked for runs whatever has changed: such a run is never the same again.
  const isWhole = !isDocker && text === undefined && (selection.kind === 'all' || selection.kind === 'to');
  const ask = { cwd, file, ...how, python: args.value('python'), env: context.env, version: process.env.SLUICE_VERSION ?? '' };
  const known = { identity: identityOf(ask), reads: planned.value.reads, says: notes, recall: recalled?.recall };
  return execute(planned.value, how, args, context, isWhole ? known : undefined);
}

/** What a call asks for besides the file; a sentence when it cannot be understood. */
function howOf(args: VerbArgs, again: Again | undefined): ExecuteHow | string {
  const sets = readPairs('set', args.values('set'));
  const maps = readPairs('map', args.values('map'));
  if (!sets.ok) return sets.failure;
  if (!maps.ok) return maps.failure;
  const own = selectionOf(args);
  if (typeof own === 'string') return own;
  const selection = own.kind === 'all' && again !== undefined ? again.selection : own;
  const parallel = args.value('parallel') === undefined ? undefined : Number(args.value('parallel'));
  if (parallel !== undefined && !(Number.isInteger(parallel) && parallel > 0)) return '--parallel is a whole number from 1.';
  return { sets: new Map([...(again?.sets ?? []), ...sets.value]), maps: new Map([...(again?.maps ?? []), ...maps.value]), selection, parallel };
}

async function tellPlan({ plan, root }: PlannedFile, how: ExecuteHow, args: VerbArgs, context: VerbContext): Promise<number> {
  const isStopped = plan.obstacles.length > 0;
  const forecast = isStopped
    ? new Map()
    : await (await import('#host/runner/forecast.ts')).forecastRun(plan, root, { selection: how.selection, force: args.has('force') });
  context.out(args.has('json') ? `${JSON.stringify(planToJson(plan, forecast), undefined, 2)}\n` : printPlan(plan, forecast));
  if (!isStopped) return EXIT.done;
  context.err(printObstacles(plan));
  return EXIT.usage;
}

function selectionOf(args: VerbArgs): Selection | string {
  const given = (['to', 'only', 'from', 'environments'] as const).filter((kind) => args.has(kind));
  const kind = given[0];
  if (given.length > 1) return `Use one of ${given.map((one) => `--${one}`).join(', ')}.`;
  if (kind === 'environments') return { kind };
  return kind === undefined ? { kind: 'all' } : { kind, job: args.value(kind) ?? '' };
}
