import type { EditContext, Refusal } from '../edit.ts';
import { refusal } from './guards.ts';

/** True where the jobs stand in braces: `jobs: { a: { … } }`. */
export function areFlowJobs(context: EditContext): boolean {
  const jobs = context.doc.map?.get('jobs');
  return context.doc.map?.flow === true || (jobs?.kind === 'mapping' && jobs.flow && jobs.entries.length > 0);
}

/** Refuses to add to jobs that stand behind an alias: they would be added in two places. */
export function refuseSharedJobs(context: EditContext): Refusal | undefined {
  return context.doc.map?.get('jobs')?.kind === 'alias' ? refusal('shared-by-alias', 'The jobs are shared by an alias. Change them in the text.') : undefined;
}

/** Refuses to work with whole lines where all jobs stand in braces or behind an alias. */
export function refuseFlowJobs(context: EditContext): Refusal | undefined {
  if (areFlowJobs(context)) return refusal('would-break-text', 'The jobs stand in braces ({ … }). Put each on lines of its own first.');
  return refuseSharedJobs(context);
}
