import { AUTOML_DATA_KEYS } from '#shared/azureml/node-kinds.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { Path } from '../splice/plain.ts';

/** Where the value of a job's input stands in the document: AutoML jobs have their data beside `inputs`. */
export function inputPath(job: Job, name: string): Path {
  if (job.kind === 'automl' && AUTOML_DATA_KEYS.some((key) => key === name)) return ['jobs', job.id, name];
  return ['jobs', job.id, 'inputs', name];
}

/** Where the value of a job's output stands in the document. */
export function outputPath(job: Job, name: string): Path {
  if (job.kind === 'import' && name === 'output') return ['jobs', job.id, 'output'];
  return ['jobs', job.id, 'outputs', name];
}

/** Names of a job's declared ports in the order of its component: new entries are put in there. */
export function portOrder(job: Job, side: 'input' | 'output'): readonly string[] {
  return (side === 'input' ? job.inputs : job.outputs).filter((port) => port.declared !== undefined).map((port) => port.name);
}

/** True when the job's ports are what stands in the file: an output entry must stay declared even when nothing is bound to it. */
export function declaresItsPorts(job: Job): boolean {
  return job.component?.declared === undefined || job.component.where === 'inline';
}

/** Inputs that a job has by its own text, also before one of them is written: those that its command names, and the data of AutoML. */
export function inputsNamedIn(job: Job): readonly string[] {
  if (job.kind === 'automl') return AUTOML_DATA_KEYS;
  if (!declaresItsPorts(job)) return [];
  return [...new Set(job.bindings.flatMap(({ expression }) => (expression.kind === 'own-input' ? [expression.input] : [])))];
}

/** `${{parent.jobs.split.outputs.train}}` of an end. */
export function bindingText(end: string): string {
  return `\${{${end}}}`;
}
