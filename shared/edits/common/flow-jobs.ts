import type { EditContext, Refusal } from '../edit.ts';
import { refusal } from './guards.ts';

/** Refuses to work with whole lines where all jobs stand in braces or behind an alias. */
export function refuseFlowJobs(context: EditContext): Refusal | undefined {
  const jobs = context.doc.map?.get('jobs');
  if (context.doc.map?.flow || (jobs?.kind === 'mapping' && jobs.flow && jobs.entries.length > 0)) {
    return refusal('would-break-text', 'The jobs stand in braces ({ … }). Put each on lines of its own first.');
  }
  return jobs?.kind === 'alias' ? refusal('shared-by-alias', 'The jobs are shared by an alias. Change them in the text.') : undefined;
}
