import { planFile } from '#host/runner/plan-file.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { planToJson, printObstacles, printPlan } from './print-plan.ts';
import { readPairs } from './read-pairs.ts';

/** `sluice run FILE [--set k=v]… [--map NAME=TARGET]… [--plan] [--json]`. */
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
  const { plan, notes } = planned.value;
  for (const note of notes) context.err(`${note}\n`);
  if (!args.has('plan')) return wrong('Only --plan is there so far.');
  if (args.has('json')) context.out(`${JSON.stringify(planToJson(plan), undefined, 2)}\n`);
  else context.out(printPlan(plan));
  context.err(printObstacles(plan));
  return plan.obstacles.length > 0 ? EXIT.usage : EXIT.done;
}
