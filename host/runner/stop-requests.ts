import { fail, ok, type Result } from '#shared/base/result.ts';
import { writeFailure } from '../files/file-failure.ts';
import { readStopRequests, type StopRequest, writeStopRequest } from '../files/runs/stop-requests.ts';
import { findRun } from './find-runs.ts';

const LOOK_EVERY_MS = 250;

/** Tells what a run is asked to stop, by whom ever. The result ends it. */
export function watchStopRequests(root: string, run: string, tell: (request: StopRequest) => void): () => void {
  const seen = new Set<string>();
  const timer = setInterval(() => {
    for (const request of readStopRequests(root, run, seen)) tell(request);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Why nothing is stopped: a code, and a sentence for a person. */
export interface StopRefusal {
  readonly code: 'no-such-run' | 'no-such-job' | 'not-running' | 'not-writable';
  readonly message: string;
}

/** Asks a run, of this process or of another, to stop: all of it, or one job by its name (a sweep or loop with all of its parts). Others go on then. */
export function askToStop(root: string, run: string, job: string | undefined): Result<void, StopRefusal> {
  const state = findRun(root, run);
  if (!state) return fail({ code: 'no-such-run', message: `There is no run ${run} any more. It may have been removed.` });
  if (state.result !== 'running')
    return fail({ code: 'not-running', message: `Run ${run} is over (${state.result.replace('-', ' ')}): there is nothing to stop.` });
  if (job !== undefined) {
    const named = state.jobs.filter((one) => one.id === job || one.job === job);
    const first = named[0];
    if (first === undefined) return fail({ code: 'no-such-job', message: `Run ${run} has no job \`${job}\`.` });
    if (named.every((one) => one.status !== 'waiting' && one.status !== 'running'))
      return fail({ code: 'not-running', message: `\`${job}\` has ended already (${first.status.replace('-', ' ')}).` });
  }
  try {
    if (writeStopRequest(root, run, { job })) return ok(undefined);
  } catch (error) {
    return fail({ code: 'not-writable', message: writeFailure(error, 'The request to stop').message });
  }
  const what = state.simulated ? 'is a simulation, which is stopped as a whole where it was started' : 'is ending in this moment';
  return fail({ code: 'not-running', message: `Run ${run} ${what}.` });
}
