import { isControlFlow } from '#shared/azureml/node-kinds.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';

/** True for if_else, do_while and parallel_for. */
export function isControl(job: Job): boolean {
  return isControlFlow(job.kind);
}
