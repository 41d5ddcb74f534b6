import { asMapping, asText, fieldsOf } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { TaskId } from '#shared/runs/run-plan.ts';
import type { MetricsByTask } from './run-fold.ts';

/** What a sweep looks for. */
export interface Objective {
  readonly metric: string;
  readonly goal: 'minimize' | 'maximize';
}

/** The objective of a sweep as written; undefined for other jobs, and where none is written. */
export function objectiveOf(job: Job | undefined): Objective | undefined {
  const own = job?.kind === 'sweep' ? asMapping(job.entry.value) : undefined;
  const written = own === undefined ? undefined : asMapping(fieldsOf(own).get('objective')?.value);
  if (!written) return undefined;
  const fields = fieldsOf(written);
  const metric = asText(fields.get('primary_metric')?.value);
  if (metric === undefined) return undefined;
  return { metric, goal: asText(fields.get('goal')?.value)?.toLowerCase() === 'minimize' ? 'minimize' : 'maximize' };
}

/** The number of a trial: of `tune[12]` 12. */
export function trialNumber(id: TaskId): number | undefined {
  const found = /\[(\d+)\]$/.exec(id)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The best trial so far, the first of equals. */
export function bestTrial(sweep: TaskId, metrics: MetricsByTask, objective: Objective): { readonly task: TaskId; readonly value: number } | undefined {
  const sign = objective.goal === 'maximize' ? 1 : -1;
  let best: { readonly task: TaskId; readonly value: number } | undefined;
  for (const [task, own] of Object.entries(metrics)) {
    if (!task.startsWith(`${sweep}[`)) continue;
    const value = own[objective.metric]?.at(-1)?.value;
    if (value === undefined || !Number.isFinite(value)) continue;
    const isEarlier = best !== undefined && value === best.value && (trialNumber(task) ?? 0) < (trialNumber(best.task) ?? 0);
    if (best === undefined || sign * (value - best.value) > 0 || isEarlier) best = { task, value };
  }
  return best;
}
