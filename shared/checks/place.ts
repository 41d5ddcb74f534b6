import { endOfInput, endOfJob, endOfJobInput, endOfJobOutput, endOfOutput } from '#shared/pipeline/end.ts';

/** The job, port, input or output that a field belongs to, in the format's words. */
export function ownerOf(field: readonly (string | number)[]): string | undefined {
  const [top, name, side, port] = field;
  if (typeof name !== 'string') return undefined;
  if (top === 'inputs') return endOfInput(name);
  if (top === 'outputs') return endOfOutput(name);
  if (top !== 'jobs') return undefined;
  if (side === 'inputs' && typeof port === 'string') return endOfJobInput(name, port);
  if (side === 'outputs' && typeof port === 'string') return endOfJobOutput(name, port);
  return endOfJob(name);
}
