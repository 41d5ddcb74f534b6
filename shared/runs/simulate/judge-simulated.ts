import { evaluateRules } from '#shared/gates/evaluate.ts';
import { readMetrics } from '#shared/gates/judge-texts.ts';
import type { Verdict } from '#shared/gates/verdict.ts';
import type { Task, TaskInput } from '../run-plan.ts';
import type { SimulatedJob } from './simulation.ts';

/** What a gate reads: of the simulation, and of the project's files. */
export interface SimulatedSources {
  job(id: string): SimulatedJob;
  /** The text of a file of the project. */
  read(path: string): string | undefined;
}

/**
 * The verdict of a simulated gate. Rules are really evaluated, on the metrics of the job that they come from; what a gate without rules would find is what
 * the simulation says, else that it passes.
 */
export function judgeSimulated(task: Task, job: SimulatedJob, sources: SimulatedSources): Verdict {
  if (job.result !== undefined || task.gate !== 'metrics') return madeUp(task, job);
  const rules = task.inputs.rules;
  if (rules?.from !== 'literal') return madeUp(task, job);
  const metrics = valuesOf(task.inputs.metrics, sources) ?? job.metrics;
  const baseline = valuesOf(task.inputs.baseline, sources) ?? job.baseline;
  return evaluateRules(rules.text, metrics, baseline, { metrics: 'metrics.json', ...(baseline === undefined ? {} : { baseline: 'baseline.json' }) });
}

function valuesOf(input: TaskInput | undefined, sources: SimulatedSources): unknown {
  if (input?.from === 'task') return withCurves(sources.job(input.task));
  if (input?.from !== 'path') return undefined;
  const text = sources.read(input.path);
  const read = text === undefined ? undefined : readMetrics(text, input.path);
  return read?.ok ? read.value : undefined;
}

/** The last point of a curve counts, as in a metrics file. */
function withCurves({ metrics, curves }: SimulatedJob): unknown {
  if (metrics === undefined && curves === undefined) return undefined;
  const ends = Object.entries(curves ?? {}).flatMap(([name, points]): [string, number][] => {
    const last = points.at(-1);
    return last === undefined ? [] : [[name, last]];
  });
  return { ...Object.fromEntries(ends), ...metrics };
}

function madeUp(task: Task, job: SimulatedJob): Verdict {
  const isApproval = task.gate === 'approval';
  const answer = job.answer ?? (job.result === 'held-back' ? 'held-back' : 'approved');
  const verdict = job.result ?? (isApproval && answer === 'held-back' ? 'held-back' : 'passed');
  const question = task.inputs.question;
  const text = isApproval && question?.from === 'literal' ? question.text : 'Simulated';
  const message = isApproval ? [job.who ?? 'simulated', job.why].filter((one) => one !== undefined).join(': ') : (job.says ?? 'The outcome was set by hand.');
  const row = { text, label: null, result: verdict, left: null, operator: null, right: null, value: null, limit: null, margin: null, message };
  return { verdict, rules: [row], metrics: null, baseline: null };
}
