import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { EditContext, Refusal, RefusalReason } from '../edit.ts';
import { type Path, printPath } from '../splice/plain.ts';

/** A refusal with its sentence. */
export function refusal(reason: RefusalReason, message: string): Refusal {
  return { reason, message };
}

/** Refuses when the text cannot be read: what an edit would do to it cannot be known. */
export function refuseUnreadable(context: EditContext): Refusal | undefined {
  if (context.doc.readable) return undefined;
  const first = context.doc.problems.find((problem) => problem.severity === 'error');
  const where = first ? ` (line ${context.doc.positionAt(first.start).line}: ${first.message})` : '';
  return refusal('document-unreadable', `The text cannot be read${where}. Repair it in the text first.`);
}

/** Refuses when the text cannot be read or is no pipeline. */
export function refuseNoPipeline(context: EditContext): Refusal | undefined {
  const unreadable = refuseUnreadable(context);
  if (unreadable) return unreadable;
  if (isPipeline(context.pipeline)) return undefined;
  return refusal('not-a-pipeline', `${context.path} is not a pipeline, so it has no jobs to edit.`);
}

/** True for a pipeline job and a pipeline component. */
export function isPipeline(pipeline: Pipeline): boolean {
  return pipeline.document === 'pipeline-job' || pipeline.document === 'pipeline-component';
}

/** Refuses a job that does not exist, and says which do. */
export function refuseNoJob(context: EditContext, job: string): Refusal | undefined {
  if (context.pipeline.job(job)) return undefined;
  const names = context.pipeline.jobs.map((other) => other.id);
  return refusal('no-such-job', `There is no job '${job}'. ${names.length === 0 ? 'The pipeline has no jobs.' : `Jobs: ${listNames(names)}.`}`);
}

/** Refuses a port that a job does not have, and says which it has. */
export function refuseNoPort(job: Job, side: 'input' | 'output', name: string): Refusal {
  const ports = (side === 'input' ? job.inputs : job.outputs).map((port) => port.name);
  const others = ports.length === 0 ? `It has no ${side}s.` : `It has ${listNames(ports)}.`;
  return refusal('no-such-port', `'${job.id}' has no ${side} '${name}'. ${others}`);
}

/** Refuses a path that leads nowhere. */
export function refuseNoPath(path: Path): Refusal {
  return refusal('no-such-path', `There is nothing under ${printPath(path)}.`);
}

/** The port of a job by name. */
export function findPort(job: Job, side: 'input' | 'output', name: string): Port | undefined {
  return (side === 'input' ? job.inputs : job.outputs).find((port) => port.name === name);
}

/** `a, b and c`; long lists are cut. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 8);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The first refusal of several questions; later ones are not asked. */
export function firstRefusal(...questions: (() => Refusal | undefined)[]): Refusal | undefined {
  for (const ask of questions) {
    const answer = ask();
    if (answer) return answer;
  }
  return undefined;
}
