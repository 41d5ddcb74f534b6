import { readRunRequest } from '#host/files/runs/run-folder.ts';
import { allRuns } from '#host/runner/find-runs.ts';
import { diskUse, runSize } from '#host/runner/prune.ts';
import { sayBytes } from '#shared/runs/say-bytes.ts';
import { sayDuration } from '#shared/runs/say-duration.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { projectOf } from './named-run.ts';

/** `sluice runs [--size] [--json]`. */
export async function listRuns(args: VerbArgs, context: VerbContext): Promise<number> {
  const root = projectOf(context);
  const states = allRuns(root);
  if (states.length === 0) context.err(`Nothing has been run in ${root} yet.\n`);
  for (const [at, state] of states.entries()) {
    const number = readRunRequest(root, state.run)?.number ?? states.length - at;
    const bytes = args.has('size') ? await runSize(root, state.run) : undefined;
    if (args.has('json')) {
      context.out(`${JSON.stringify({ ...state, number, ...(bytes === undefined ? {} : { bytes }) })}\n`);
      continue;
    }
    const result = `${state.result.replace('-', ' ')}${state.simulated ? ' (simulated)' : ''}`.padEnd(11);
    const took = state.durationMs === undefined ? '' : sayDuration(state.durationMs);
    context.out(`${state.run}  ${result}  ${took}  run ${number}  ${bytes === undefined ? '' : `${sayBytes(bytes)}  `}${state.file}\n`);
  }
  if (args.has('size') && !args.has('json')) {
    const { total, store, envs } = await diskUse(root);
    context.out(
      `All in all ${sayBytes(total)}, of that results ${sayBytes(store)} and environments ${sayBytes(envs)}. sluice prune frees what old runs take.\n`,
    );
  }
  return EXIT.done;
}
