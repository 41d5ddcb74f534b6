import { allRuns } from '#host/runner/find-runs.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { projectOf } from './named-run.ts';
import { seconds } from './print-event.ts';

/** `sluice runs [--json]`. */
export async function listRuns(args: VerbArgs, context: VerbContext): Promise<number> {
  for (const state of allRuns(projectOf(context))) {
    if (args.has('json')) {
      context.out(`${JSON.stringify(state)}\n`);
      continue;
    }
    const result = state.result.replace('-', ' ').padEnd(11);
    context.out(`${state.run}  ${result}  ${state.durationMs === undefined ? '' : seconds(state.durationMs)}  ${state.file}\n`);
  }
  return EXIT.done;
}
