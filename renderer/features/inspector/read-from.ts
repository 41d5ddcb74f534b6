import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { Refusal } from '#shared/edits/edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Pipeline, Port } from '#shared/pipeline/pipeline.ts';

/** Where an input could read from: outputs of jobs and inputs of the pipeline that the edit would take, those of the same type first. */
export function sourcesFor(pipeline: Pipeline, end: string, refuse: (from: string) => Refusal | undefined, limit = 40): readonly string[] {
  const parts = parseEnd(end);
  const port = parts?.kind === 'job-input' ? pipeline.job(parts.job)?.inputs.find((each) => each.name === parts.name) : undefined;
  if (parts?.kind !== 'job-input' || !port) return [];
  const isValue = port.type !== undefined && isLiteralType(port.type);
  const inputs = pipeline.inputs.map((input) => ({ end: `parent.inputs.${input.name}`, type: input.type }));
  const outputs = pipeline.jobs
    .filter((job) => job.id !== parts.job)
    .flatMap((job) => job.outputs.map((output: Port) => ({ end: output.end, type: output.type })));
  const fits = (type: Port['type']) => type === undefined || port.type === undefined || isLiteralType(type) === isValue;
  const found: string[] = [];
  const all = [...inputs, ...outputs].filter((each) => fits(each.type) && each.end !== port.bound);
  for (const each of [...all.filter((one) => one.type === port.type), ...all.filter((one) => one.type !== port.type)]) {
    if (found.length >= limit) break;
    if (!refuse(each.end)) found.push(each.end);
  }
  return found;
}
