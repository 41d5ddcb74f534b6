import { relative, resolve, sep } from 'node:path';
import { isAlive } from '#host/runner/find-runs.ts';
import type { RunSummary } from '#shared/contract/run-summary.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import { foldEvents, type TaskState } from '#shared/runs/run-state.ts';

/** What is needed to put a run in a list. */
export interface RunFacts {
  /** The folder that keeps it, absolute. */
  readonly root: string;
  /** The open project, absolute. */
  readonly project: string;
  readonly run: string;
  readonly events: readonly RunEvent[];
  readonly request: RunRequest | undefined;
  readonly isOurs: boolean;
  /** Its place among the runs of its folder, from 1: the number of runs that were made before they were counted. */
  readonly place: number;
}

/** A run as a list shows it. */
export function summarize(facts: RunFacts): RunSummary {
  const { events, request, run, isOurs } = facts;
  // A number of a process that is ours and no run of ours: it was somebody else's.
  const { jobs, ...state } = foldEvents(events, (pid) => isOurs || (pid !== process.pid && isAlive(pid)));
  const file = state.file || request?.file || '';
  const top = jobs.filter((job) => !/\[\d+\]/.test(job.id));
  return {
    ...state,
    run,
    file,
    name: state.name || request?.name || file,
    number: request?.number ?? facts.place,
    path: relative(facts.project, resolve(facts.root, file)).split(sep).join('/'),
    counts: countJobs(top),
    simulated: events.some((event) => event.type === 'run-started' && event.simulated === true),
    isOurs,
    asked: describeAsked(request),
    sets: request?.sets ?? {},
  };
}

function countJobs(jobs: readonly TaskState[]): RunSummary['counts'] {
  const counts: Record<keyof RunSummary['counts'], number> = {
    passed: 0,
    reused: 0,
    'held-back': 0,
    failed: 0,
    stopped: 0,
    skipped: 0,
    running: 0,
    waiting: 0,
  };
  for (const { status, isReused } of jobs) counts[status === 'interrupted' ? 'stopped' : isReused && status === 'passed' ? 'reused' : status]++;
  return counts;
}

function describeAsked(request: RunRequest | undefined): string {
  const mode = request?.mode ?? {};
  for (const kind of ['to', 'from', 'only']) if (typeof mode[kind] === 'string') return `${kind} ${mode[kind]}`;
  if (mode.environments === true) return 'environments only';
  return mode.force === true ? 'everything again' : 'all';
}
