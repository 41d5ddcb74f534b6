import type { RunEvent } from '../run-event.ts';
import type { SimulatedJob, Simulation } from './simulation.ts';

/**
 * The simulation that a recorded run amounts to: outcomes, durations and metrics of every job; gates are left to their rules. `written` are the numbers of
 * metrics files that jobs wrote.
 */
export function simulationOf(events: readonly RunEvent[], written: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}): Simulation {
  const jobs: Record<string, SimulatedJob> = {};
  const put = (job: string, more: SimulatedJob) => {
    jobs[job] = { ...jobs[job], ...more };
  };
  for (const [job, metrics] of Object.entries(written)) put(job, { metrics });
  for (const event of events) {
    if (!('job' in event) || event.job === undefined || event.job.includes('[')) continue;
    switch (event.type) {
      case 'metric':
        put(event.job, metricIn(jobs[event.job] ?? {}, event.name, event.value, event.step));
        break;
      case 'job-reused':
        // A gate that held back is judged anew, like one that ran.
        put(event.job, { takesMs: event.tookMs ?? 0, ...(event.result === 'held-back' ? {} : { reused: true }) });
        break;
      case 'approval-answered':
        put(event.job, { answer: event.answer, who: event.who, why: event.why });
        break;
      case 'job-finished':
        if (event.reason === 'branch-not-taken') put(event.job, { notTaken: true });
        if (event.result === 'skipped' || event.result === 'stopped') break;
        put(event.job, { takesMs: event.durationMs, ...(event.result === 'failed' ? failed(event) : {}) });
        break;
      default:
    }
  }
  const started = events.find((event) => event.type === 'run-started');
  const title = started === undefined ? undefined : `This run is simulated after run ${started.run}: nothing was executed.`;
  return { jobs, others: {}, title };
}

function failed(event: Extract<RunEvent, { type: 'job-finished' }>): SimulatedJob {
  return {
    result: 'failed',
    ...(event.exitCode === undefined ? {} : { exitCode: event.exitCode }),
    ...(event.message === undefined ? {} : { says: event.message }),
  };
}

/** Later values of a metric make it a curve. */
function metricIn(job: SimulatedJob, name: string, value: number, step: number): SimulatedJob {
  const curve = job.curves?.[name];
  if (curve !== undefined) return { curves: { ...job.curves, [name]: [...curve, value] } };
  const before = job.metrics?.[name];
  if (typeof before !== 'number' || step === 0) return { metrics: { ...job.metrics, [name]: value } };
  const { [name]: _first, ...rest } = job.metrics ?? {};
  return { metrics: rest, curves: { ...job.curves, [name]: [before, value] } };
}
