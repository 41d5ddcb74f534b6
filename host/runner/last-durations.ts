import type { TaskId } from '#shared/runs/run-plan.ts';
import { listRunIds, readRunEvents, readRunRequest } from '../files/runs/run-folder.ts';

/** Older runs than these are not looked at: they say little, and each costs a file. */
const RUNS_READ = 5;

/** How long every task of a pipeline file took when it last ran to its end, in ms: from its newest runs. */
export function lastDurations(root: string, file: string): ReadonlyMap<TaskId, number> {
  const found = new Map<TaskId, number>();
  let read = 0;
  for (const run of listRunIds(root)) {
    if (read >= RUNS_READ) break;
    if (readRunRequest(root, run)?.file !== file) continue;
    read++;
    for (const event of readRunEvents(root, run)) {
      const isEnd = event.type === 'job-finished' && (event.result === 'passed' || event.result === 'held-back');
      if (isEnd && !found.has(event.job)) found.set(event.job, event.durationMs);
      else if (event.type === 'job-reused' && event.tookMs !== undefined && !found.has(event.job)) found.set(event.job, event.tookMs);
    }
  }
  return found;
}
