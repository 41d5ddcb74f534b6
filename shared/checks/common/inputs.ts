import type { PortType } from '#shared/azureml/kinds.ts';
import { AUTOML_DATA_KEYS } from '#shared/azureml/node-kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { canFeed } from '#shared/edits/common/compatibility.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { Place } from '../check.ts';
import { fieldsIn } from './walk.ts';

/** Where the value of a port stands: AutoML jobs have their data beside `inputs`. */
export function pathOfPort(job: Job, { side, name }: Pick<Port, 'side' | 'name'>): (string | number)[] {
  if (side === 'input' && job.kind === 'automl' && AUTOML_DATA_KEYS.some((key) => key === name)) return ['jobs', job.id, name];
  if (side === 'output' && job.kind === 'import' && name === 'output') return ['jobs', job.id, 'output'];
  return ['jobs', job.id, `${side}s`, name];
}

/** What is underlined for the value of a port: the scalar that holds it, else its key. */
export function valuePlace(job: Job, port: Port): Place {
  const value = port.entry?.value;
  const fields = fieldsIn(value);
  const inner = fields.get('path') ?? fields.get('value');
  return inner?.value ?? value ?? port.entry?.key ?? job.entry.key;
}

/** True for a sweep whose trial is written in place and declares no inputs: then everything that is searched over or bound leads nowhere. */
export function isClosedTrial(job: Job): boolean {
  return job.kind === 'sweep' && job.component?.where === 'inline' && job.component.key === 'trial' && job.component.declared?.inputs.length === 0;
}

/** True for a job whose ports are what stands in the file: it has no component. */
export function isInline(job: Job): boolean {
  return job.component?.where === 'inline' && job.component.key === 'inline';
}

/**
 * The type of what an end gives, from the best source there is: what a local component declares, the `type` of the output's object, the pipeline output it is bound
 * to, `uri_folder` for inline jobs. Undefined when it cannot be known: a remote component, an AutoML output without a type.
 */
export function typeGiven(pipeline: Pipeline, end: string): PortType | undefined {
  const parts = parseEnd(end);
  if (parts?.kind === 'input') return pipeline.inputs.find((input) => input.name === parts.name)?.type;
  if (parts?.kind !== 'job-output') return undefined;
  const job = pipeline.job(parts.job);
  const port = job?.outputs.find((output) => output.name === parts.name);
  if (!job || !port) return undefined;
  if (!isInline(job) && job.component?.where !== 'local' && job.component?.where !== 'inline' && !isTyped(port)) return undefined;
  return port.certain || isInline(job) ? port.type : undefined;
}

function isTyped(port: Port): boolean {
  return fieldsIn(port.entry?.value).has('type');
}

/** Outputs of other jobs and inputs of the pipeline that may feed a port: of a type that fits, a like name first. */
export function sourcesFor(pipeline: Pipeline, job: Job, port: Port): readonly string[] {
  const ends: string[] = [];
  const fits = (type: PortType | undefined): boolean =>
    type !== undefined && port.type !== undefined && canFeed(type, port.type) && (type === port.type || isLiteralType(type) === isLiteralType(port.type));
  for (const input of pipeline.inputs) if (fits(input.type)) ends.push(`parent.inputs.${input.name}`);
  for (const other of pipeline.jobs) {
    if (other === job) continue;
    for (const output of other.outputs) if (fits(typeGiven(pipeline, output.end))) ends.push(output.end);
  }
  return ends;
}
