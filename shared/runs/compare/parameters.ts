import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { FactsByTask } from '../task-facts.ts';
import type { Part, ValueChange } from './comparison.ts';

/** What the parameters of a run are read from. */
export interface ParameterSource {
  readonly pipeline: Pipeline | undefined;
  /** Values given for this run (`--set`). */
  readonly sets: Readonly<Record<string, string>>;
  readonly facts: FactsByTask;
}

interface Parameter {
  readonly job: string | undefined;
  readonly value: string;
}

/** Values that differ: of the pipeline, of jobs' inputs, of search spaces and limits. */
export function compareParameters(a: ParameterSource, b: ParameterSource): Part<ValueChange> {
  // A path that a run was given stands beside that of the file.
  const given = new Set([...Object.keys(a.sets), ...Object.keys(b.sets)]);
  const left = parametersOf(a, given);
  const right = parametersOf(b, given);
  // What only one run knows (a default of a component, how a number was printed) says nothing about the other.
  const [one, other] = [resolvedOf(a), resolvedOf(b)];
  for (const [name, parameter] of one) {
    const there = other.get(name);
    if (there === undefined) continue;
    left.set(name, parameter);
    right.set(name, there);
  }
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const changes = names.flatMap((name): ValueChange[] => {
    const [x, y] = [left.get(name), right.get(name)];
    return x?.value === y?.value ? [] : [{ name, job: x?.job ?? y?.job, a: x?.value, b: y?.value }];
  });
  return { changes, of: names.length };
}

/** What the file says, with the values given for the run. */
function parametersOf({ pipeline, sets }: ParameterSource, given: ReadonlySet<string>): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  if (!pipeline) return found;
  for (const input of pipeline.inputs) {
    const value = sets[input.name] ?? input.literal ?? (given.has(input.name) ? input.path : undefined);
    if (value !== undefined) found.set(input.name, { job: undefined, value: String(value) });
  }
  for (const job of pipeline.jobs) {
    const put = (name: string, value: unknown) => {
      if (value !== undefined) found.set(`${job.id}.${name}`, { job: job.id, value: say(value) });
    };
    for (const port of job.inputs) if (port.literal !== undefined) put(port.name, port.literal);
    if (job.kind !== 'sweep') continue;
    const body = toPlain(job.entry.value);
    if (!isMap(body)) continue;
    for (const key of ['search_space', 'limits', 'objective']) {
      const part = body[key];
      if (isMap(part)) for (const [name, value] of Object.entries(part)) put(name, value);
    }
    put('sampling_algorithm', body.sampling_algorithm);
  }
  return found;
}

/** What jobs really got, without what comes from the pipeline's own inputs: that is told once, there. */
function resolvedOf({ facts, pipeline }: ParameterSource): ReadonlyMap<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const [task, { parts }] of Object.entries(facts)) {
    if (task.includes('[')) continue;
    const job = pipeline?.job(task);
    for (const [part, text] of Object.entries(parts)) {
      const name = part.startsWith('inputs.') && text.startsWith('=text ') ? part.slice('inputs.'.length) : undefined;
      if (name === undefined || job?.inputs.find((port) => port.name === name)?.bound !== undefined) continue;
      found.set(`${task}.${name}`, { job: task.replace(/\..*$/, ''), value: text.slice('=text '.length) });
    }
  }
  return found;
}

/** A value in a few words: `15, 31, 63`, `loguniform -5 to -1`. */
function say(value: unknown): string {
  if (Array.isArray(value)) return value.map(say).join(', ');
  if (!isMap(value)) return String(value);
  const { type, values, min_value: low, max_value: high, ...rest } = value;
  if (Array.isArray(values)) return say(values);
  const range = low !== undefined && high !== undefined ? [`${low} to ${high}`] : [];
  const more = Object.entries(rest).map(([key, one]) => `${key} ${say(one)}`);
  return [...(type === undefined ? [] : [String(type)]), ...range, ...more].join(' ');
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
