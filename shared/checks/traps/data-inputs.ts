import type { PortType } from '#shared/azureml/kinds.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { fieldsIn } from '../common/walk.ts';

const DATA: ReadonlySet<PortType> = new Set<PortType>(['uri_file', 'uri_folder', 'mltable']);
/** Inputs of files that are no rows to learn from or to judge with. */
const NO_ROWS =
  /(^|_)(gate|verdict|metrics?|baseline|champion|models?|transformer|scaler|encoder|config|schema|expectations|params?|hyperparam\w*|script|code|env\w*)(_|$)/i;

/** The inputs of a job that bring rows of data. */
export function dataInputs(job: Job): readonly Port[] {
  return job.inputs.filter(
    (port) => port.entry !== undefined && (port.type === undefined || DATA.has(port.type)) && !NO_ROWS.test(port.name) && port.literal === undefined,
  );
}

/** Where the rows of an input come from: the end it is bound to, or the path that it names. Undefined when neither is said. */
export function sourceOf(pipeline: Pipeline, port: Port): string | undefined {
  if (port.bound === undefined) return port.path ?? asText(fieldsIn(port.entry?.value).get('path')?.value);
  const end = parseEnd(port.bound);
  // Two inputs of the pipeline that name one asset are one source.
  const input = end?.kind === 'input' ? pipeline.inputs.find((each) => each.name === end.name) : undefined;
  return input?.path ?? port.bound;
}

/** True for a name that says: rows to learn from. */
export function namesTraining(name: string): boolean {
  return /(^|_)train(ing)?(_|$)/i.test(name) && !namesTest(name);
}

/** True for a name that says: rows that the model has never seen. */
export function namesTest(name: string): boolean {
  return /(^|_)(test(ing)?|hold_?out|eval(uation)?)(_|$)/i.test(name);
}
