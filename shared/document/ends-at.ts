import { endOfInput, endOfJob, endOfOutput } from '#shared/pipeline/end.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

const MOST = 50;

/** The ends whose lines the ranges touch: a port where one alone is touched, else its job; inputs and outputs of the pipeline. */
export function endsAt(pipeline: Pipeline, ranges: readonly Range[]): readonly string[] {
  if (ranges.length === 0) return [];
  const found: string[] = [];
  const touches = (range: Range): boolean => ranges.some((other) => other.start <= range.end && range.start <= other.end);
  const covers = (range: Range): boolean => ranges.every((other) => !touchesOne(other, range) || (range.start <= other.start && other.end <= range.end));
  for (const input of pipeline.inputs) if (touches(input.entry)) found.push(endOfInput(input.name));
  for (const output of pipeline.outputs) if (touches(output.entry)) found.push(endOfOutput(output.name));
  for (const job of pipeline.jobs) {
    if (!touches(job.entry)) continue;
    const ports = [...job.inputs, ...job.outputs].filter((port) => port.entry && touches(port.entry));
    const only = ports.length === 1 && ranges.length === 1 ? ports[0] : undefined;
    found.push(only?.entry && covers(only.entry) ? only.end : endOfJob(job.id));
    if (found.length >= MOST) break;
  }
  return found;
}

function touchesOne(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** True when an end still names something. */
export function endExists(pipeline: Pipeline, end: string): boolean {
  const parts = /^parent\.(inputs|outputs|jobs)\.([^.]+)(?:\.(inputs|outputs)\.(.+))?$/.exec(end);
  if (!parts) return false;
  const [, top, name = '', side, port] = parts;
  if (top === 'jobs') {
    const job = pipeline.job(name);
    if (!job || port === undefined) return job !== undefined;
    return (side === 'inputs' ? job.inputs : job.outputs).some((other) => other.name === port);
  }
  const whole = end.slice(`parent.${top}.`.length);
  return (top === 'inputs' ? pipeline.inputs : pipeline.outputs).some((other) => other.name === whole);
}
