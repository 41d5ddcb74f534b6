import type { TaskId } from '#shared/runs/run-plan.ts';
import { processesWith } from '../files/runs/process-environment.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { runIdOf } from './job-variables.ts';

/** A process may start others while it is being ended. */
const ROUNDS = 3;

/**
 * Ends what the jobs of a run left running, also what took itself out of their process groups (`setsid`, daemons): every process whose environment says that it is of
 * the run, or that works in its folders. Where the system does not tell the environment of a process there is nothing that can be found.
 */
export function endStrays(root: string, run: string): void {
  endAllWith([`SLUICE_RUN=${run}`, ofProject(root, run)], runPaths.work(root, run));
}

/** The same for one job of a run that goes on; `folder` is where it worked. */
export function endStraysOf(root: string, run: string, task: TaskId, folder: string): void {
  endAllWith([`AZUREML_RUN_ID=${runIdOf(run, task)}`, ofProject(root, run)], folder);
}

/** Runs of two projects that start in the same second may have the same id: where a job asks a person says which of them it is of. */
function ofProject(root: string, run: string): string {
  return `SLUICE_APPROVALS=${runPaths.run(root, run)}/`;
}

function endAllWith(variables: readonly string[], folder: string): void {
  for (let round = 0; round < ROUNDS; round++) {
    const pids = processesWith(variables, folder);
    if (pids.length === 0) return;
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself in this moment.
      }
    }
  }
}
