import { nearest } from '#shared/base/nearest.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { SimulatedJob, Simulation } from './simulation.ts';

/** A simulation as a file says it. */
export interface SimulationFile {
  readonly simulation: Simulation;
  /** A recorded run that fills what the file does not say: an id, or `latest`. */
  readonly from: string | undefined;
}

const TOP = ['title', 'from', 'jobs', 'others'];
const KEYS = ['takes', 'result', 'exit_code', 'says', 'metrics', 'curves', 'baseline', 'answer', 'who', 'why', 'outputs', 'reused'];
const RESULTS = ['passed', 'failed', 'held-back'] as const;

/** Reads a simulation (YAML or JSON) for a pipeline with these jobs. The failure is one sentence. */
export function readSimulation(text: string, jobs: readonly string[]): Result<SimulationFile, string> {
  const doc = readYaml(text);
  const problem = doc.problems.find((one) => one.severity === 'error');
  if (problem) return fail(`The simulation cannot be read: ${problem.message}`);
  const root = toPlain(doc.root);
  if (!isMap(root)) return fail('A simulation is a mapping with the key jobs: see docs/simulation.md.');
  const odd = Object.keys(root).find((key) => !TOP.includes(key));
  if (odd !== undefined) return fail(`A simulation has no key ${odd}. It has ${TOP.join(', ')}.`);
  const found: Record<string, SimulatedJob> = {};
  const said = root.jobs ?? {};
  if (!isMap(said)) return fail('jobs holds a mapping: what is to happen by job.');
  for (const [id, value] of Object.entries(said)) {
    if (!jobs.includes(id)) {
      const near = nearest(id, jobs);
      return fail(
        `The simulation names the job ${id}, which the pipeline does not have.${near === undefined ? ` It has ${jobs.join(', ')}.` : ` Did you mean ${near}?`}`,
      );
    }
    const job = readJob(value, `The job ${id}`);
    if (!job.ok) return job;
    found[id] = job.value;
  }
  const others = readJob(root.others ?? {}, 'others');
  if (!others.ok) return others;
  const title = typeof root.title === 'string' ? root.title : undefined;
  const from = root.from === undefined || root.from === null ? undefined : String(root.from);
  return ok({ simulation: { jobs: found, others: others.value, title }, from });
}

/** What the first says, filled with what the second knows of each job. */
export function fillSimulation(own: Simulation, recorded: Simulation): Simulation {
  const names = new Set([...Object.keys(recorded.jobs), ...Object.keys(own.jobs)]);
  const jobs = Object.fromEntries([...names].map((name) => [name, mergeJob(own.jobs[name], recorded.jobs[name])]));
  return { jobs, others: own.others, title: own.title ?? recorded.title };
}

function mergeJob(own: SimulatedJob | undefined, recorded: SimulatedJob | undefined): SimulatedJob {
  if (own === undefined || recorded === undefined) return own ?? recorded ?? {};
  const { result: _result, exitCode: _code, says: _says, reused: _reused, ...kept } = recorded;
  // Who says how a job ends does not want what it said when it failed.
  const base = own.result === undefined && own.metrics === undefined ? recorded : kept;
  return { ...base, ...own, ...(own.metrics || base.metrics ? { metrics: { ...base.metrics, ...own.metrics } } : {}) };
}

function readJob(value: unknown, where: string): Result<SimulatedJob, string> {
  if (value === null || value === undefined) return ok({});
  if (typeof value === 'number' || typeof value === 'string') {
    const takesMs = readDuration(value);
    return takesMs === undefined ? fail(`${where}: ${value} is no duration. Write 8.4 s, 3 min or 2 h.`) : ok({ takesMs });
  }
  if (!isMap(value)) return fail(`${where} is a mapping, or a duration.`);
  const odd = Object.keys(value).find((key) => !KEYS.includes(key));
  if (odd !== undefined) {
    const near = nearest(odd, KEYS);
    return fail(
      `${where} has the key ${odd}, which a simulation does not know.${near === undefined ? ` There are ${KEYS.join(', ')}.` : ` Did you mean ${near}?`}`,
    );
  }
  const job: { -readonly [K in keyof SimulatedJob]: SimulatedJob[K] } = {};
  if (value.takes !== undefined) {
    const takesMs = readDuration(value.takes);
    if (takesMs === undefined) return fail(`${where}: takes is a duration such as 8.4 s, 3 min or 2 h.`);
    job.takesMs = takesMs;
  }
  if (value.result !== undefined) {
    const result = RESULTS.find((one) => one === String(value.result).replace(/[_ ]/g, '-'));
    if (result === undefined) return fail(`${where}: result is one of ${RESULTS.join(', ')}.`);
    job.result = result;
  }
  if (value.answer !== undefined) {
    const answer = String(value.answer).replace(/[_ ]/g, '-');
    if (answer !== 'approved' && answer !== 'held-back') return fail(`${where}: answer is approved or held-back.`);
    job.answer = answer;
  }
  if (value.exit_code !== undefined) {
    if (typeof value.exit_code !== 'number') return fail(`${where}: exit_code is a number.`);
    job.exitCode = value.exit_code;
  }
  for (const key of ['says', 'who', 'why'] as const) if (value[key] !== undefined && value[key] !== null) job[key] = String(value[key]);
  for (const key of ['metrics', 'baseline'] as const) {
    const numbers = value[key];
    if (numbers === undefined) continue;
    if (!isMap(numbers)) return fail(`${where}: ${key} is a mapping of names to numbers.`);
    job[key] = numbers;
  }
  const curves = value.curves;
  if (curves !== undefined) {
    const isGood = isMap(curves) && Object.values(curves).every((points) => Array.isArray(points) && points.every((one) => typeof one === 'number'));
    if (!isGood) return fail(`${where}: curves is a mapping of names to lists of numbers.`);
    job.curves = curves as Readonly<Record<string, readonly number[]>>;
  }
  const outputs = value.outputs;
  if (outputs !== undefined) {
    if (!isMap(outputs)) return fail(`${where}: outputs is a mapping of names to values.`);
    job.outputs = Object.fromEntries(
      Object.entries(outputs).flatMap(([name, one]) => (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [[name, one]] : [])),
    );
  }
  if (value.reused !== undefined) job.reused = value.reused === true;
  return ok(job);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, m: 60_000, h: 3_600_000 };

/** `8.4 s`, `3 min 4 s`, `2 h`, or a number of seconds; in ms. */
export function readDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 ? value * 1_000 : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!/^(\d+(\.\d+)?\s*(ms|s|min|m|h)\s*)+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)/g)].reduce((sum, [, number = '0', unit = 's']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
