import { checkJobName } from '#shared/azureml/names.ts';
import type { EditContext, Refusal } from '../edit.ts';
import { refusal } from './guards.ts';

/** Refuses a name that a job cannot have or that is taken. */
export function refuseName(context: EditContext, name: string): Refusal | undefined {
  const reason = checkJobName(name);
  if (reason !== undefined) return refusal('bad-name', reason);
  return context.pipeline.job(name) ? refusal('name-taken', `There is a job '${name}' already.`) : undefined;
}
