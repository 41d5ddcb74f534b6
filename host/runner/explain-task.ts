import { explainFailure } from '#shared/runs/explain/explain-failure.ts';
import type { FailureFacts } from '#shared/runs/explain/facts.ts';
import type { Failure } from '#shared/runs/failure.ts';
import type { CommandTask, RunPlan } from '#shared/runs/run-plan.ts';
import { DiskRunFiles } from '../files/disk-run-files.ts';
import { readLogTail } from '../files/runs/run-folder.ts';
import { tableColumns } from '../files/runs/table-columns.ts';

/** How a job ended, as far as it is to be explained. */
export type FailedEnd = Pick<FailureFacts, 'reason' | 'exitCode' | 'signal' | 'durationMs' | 'message'>;

/**
 * Why a job of a run failed: its log, the project's files and the columns of what it read are looked at. `values` are where its inputs were; without them
 * columns are not known.
 */
export function explainTask(
  task: CommandTask,
  ended: FailedEnd,
  where: { readonly root: string; readonly run: string; readonly plan: RunPlan | undefined },
  values: Readonly<Record<string, string | undefined>> = {},
): Failure {
  const columns: Record<string, readonly string[]> = {};
  for (const [name, input] of Object.entries(task.inputs)) {
    const path = values[name];
    if (path !== undefined && input.from !== 'literal' && input.from !== 'nothing') columns[name] = tableColumns(path);
  }
  const log = readLogTail(where.root, where.run, task.id) ?? '';
  return explainFailure({ task, ...ended, log, files: new DiskRunFiles(where.root), plan: where.plan, columns });
}
