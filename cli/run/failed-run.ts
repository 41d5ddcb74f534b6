import { hasEnded, listRunIds, readRunRequest } from '#host/files/runs/run-folder.ts';
import { findRun } from '#host/runner/find-runs.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { RunPlan } from '#shared/runs/run-plan.ts';
import type { RunState } from '#shared/runs/run-state.ts';
import { type Selection, selectionIn } from '#shared/runs/select-tasks.ts';
import type { VerbContext } from '../verb.ts';
import { projectOf } from './named-run.ts';

/** What is run again of an earlier run: its file, with what was set for it. */
export interface Again {
  readonly state: RunState;
  /** The project, absolute: paths of the earlier call are relative to it. */
  readonly cwd: string;
  readonly file: string;
  readonly sets: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
  /** What of the pipeline it was asked for. */
  readonly selection: Selection;
}

/** The run to go on with: named by its id, number or `latest`, or by its file, whose latest run it is then. The failure is a sentence. */
export function againOf(name: string, context: VerbContext): Result<Again, string> {
  const root = projectOf(context);
  const isFile = /\.(ya?ml|json)$/i.test(name);
  const state = isFile ? lastOf(root, name.replace(/^\.\//, '')) : findRun(root, name);
  if (state === undefined) return fail(isFile ? `${name} has not been run in ${root} yet.` : `There is no run ${name} in ${root}. sluice runs lists them.`);
  if (state.simulated) return fail(`Run ${state.run} was simulated: nothing of it can be taken. Name another.`);
  const request = readRunRequest(root, state.run);
  return ok({
    state,
    cwd: root,
    file: state.file || (request?.file ?? ''),
    sets: new Map(Object.entries(request?.sets ?? {})),
    maps: new Map(Object.entries(request?.maps ?? {})),
    selection: selectionIn(request?.mode ?? {}),
  });
}

/** What is said before a run that goes on with an earlier one; undefined for one that does not. */
export function sayBefore(root: string, plan: RunPlan, again: Again | undefined): string | undefined {
  if (again !== undefined) {
    const open = again.state.jobs.filter((job) => job.status !== 'passed' && job.reason !== 'not-asked-for' && !job.id.includes('[')).map((job) => job.id);
    if (open.length === 0) return `Everything in run ${again.state.run} ended well: only what has changed since runs again.`;
    return `Again, of run ${again.state.run}: ${open.join(', ')}. What ended well is taken as it is, unless something that it depends on has changed.`;
  }
  const last = lastOf(root, plan.file, (run) => hasEnded(root, run));
  return last?.result === 'interrupted' ? `Run ${last.run} was interrupted. What it had finished is taken as it is; the rest runs.` : undefined;
}

/** The latest run of a file that was no simulation; undefined when `isEnough` is known of it. Only what belongs to the file is read further. */
function lastOf(root: string, file: string, isEnough: (run: string) => boolean = () => false): RunState | undefined {
  for (const run of listRunIds(root)) {
    if (readRunRequest(root, run)?.file !== file) continue;
    if (isEnough(run)) return undefined;
    const state = findRun(root, run);
    if (state && !state.simulated) return state;
  }
  return undefined;
}
