import type { PortType } from '#shared/azureml/kinds.ts';
import { typeOfLiteral } from '#shared/azureml/port-types.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';

/** The type of what an end gives; undefined when it cannot be known for sure. */
export function sourceType(pipeline: Pipeline, end: string): PortType | undefined {
  const parts = parseEnd(end);
  if (parts?.kind === 'input') {
    const input = pipeline.inputs.find((other) => other.name === parts.name);
    if (input?.type !== undefined) return input.type;
    return input?.literal === undefined ? undefined : typeOfLiteral(input.literal);
  }
  if (parts?.kind !== 'job-output') return undefined;
  const port = pipeline.job(parts.job)?.outputs.find((other) => other.name === parts.name);
  return port?.certain ? port.type : undefined;
}

/** The type that an end takes; undefined when it cannot be known for sure. */
export function targetType(pipeline: Pipeline, end: string): PortType | undefined {
  const parts = parseEnd(end);
  if (parts?.kind === 'output') return pipeline.outputs.find((other) => other.name === parts.name)?.type;
  if (parts?.kind !== 'job-input') return undefined;
  const port = pipeline.job(parts.job)?.inputs.find((other) => other.name === parts.name);
  return port?.certain && port.declared !== undefined ? port.type : undefined;
}
