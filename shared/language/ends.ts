import { parseEnd } from '#shared/pipeline/end.ts';
import type { End, Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { TextRange } from './language-context.ts';

/** Whole lines from the one that `start` is in to the one that ends at `end`; blank lines at the end are left out, the last line end too. */
export function linesOf(text: string, range: TextRange): TextRange {
  let end = Math.min(range.end, text.length);
  while (end > range.start && /\s/.test(text[end - 1] ?? '')) end--;
  let start = range.start;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return { start, end };
}

/** The end that the lines at `offset` belong to: a port of a job before the job itself. Undefined outside of jobs, inputs and outputs. */
export function endAt(pipeline: Pipeline, text: string, offset: number): End | undefined {
  const isIn = (entry: YamlEntry): boolean => {
    if (entry.start > offset && text.slice(offset, entry.start).trim() !== '') return false;
    const lines = linesOf(text, entry);
    return lines.start <= offset && offset <= lines.end;
  };
  const job = jobAround(pipeline, isIn, offset);
  if (job) {
    for (const port of [...job.inputs, ...job.outputs]) if (port.entry && isIn(port.entry)) return port.end;
    return `parent.jobs.${job.id}`;
  }
  for (const input of pipeline.inputs) if (isIn(input.entry)) return `parent.inputs.${input.name}`;
  for (const output of pipeline.outputs) if (isIn(output.entry)) return `parent.outputs.${output.name}`;
  return undefined;
}

function jobAround(pipeline: Pipeline, isIn: (entry: YamlEntry) => boolean, offset: number): Job | undefined {
  // A line of slack at both sides, so that only a few entries are looked at closely.
  for (const job of pipeline.jobs) if (job.entry.end >= offset - 1000 && job.entry.start <= offset + 1000 && isIn(job.entry)) return job;
  return undefined;
}

/** The lines of an end; a port that is not written has the lines of its job. Edges (an edge's id, `edge:…`) have the lines of their reader. */
export function rangeOfEnd(pipeline: Pipeline, text: string, end: End): TextRange | undefined {
  const entry = entryOfEnd(pipeline, end);
  return entry ? linesOf(text, entry) : undefined;
}

/** The entry of an end, see `rangeOfEnd`. */
export function entryOfEnd(pipeline: Pipeline, end: End): YamlEntry | undefined {
  if (end.startsWith('edge:')) {
    const edge = pipeline.edges.find((each) => each.id === end);
    if (!edge) return undefined;
    // A binding to a pipeline output is written at its source.
    return entryOfEnd(pipeline, edge.toJob === undefined ? edge.from : edge.to);
  }
  const parts = parseEnd(end);
  switch (parts?.kind) {
    case undefined:
      return undefined;
    case 'input':
      return pipeline.inputs.find((each) => each.name === parts.name)?.entry;
    case 'output':
      return pipeline.outputs.find((each) => each.name === parts.name)?.entry;
    case 'job':
      return pipeline.job(parts.job)?.entry;
    case 'job-input':
    case 'job-output': {
      const job = pipeline.job(parts.job);
      const ports = parts.kind === 'job-input' ? job?.inputs : job?.outputs;
      return ports?.find((port) => port.name === parts.name)?.entry ?? job?.entry;
    }
  }
}
