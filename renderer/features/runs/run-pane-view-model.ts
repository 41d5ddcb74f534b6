import type { JobRun } from '#renderer/state/runs/job-run.ts';
import type { EnvironmentRun } from '#renderer/state/runs/run-fold.ts';
import { clockText, durationText, runningText, shortEnvironment, statusWord } from '#renderer/state/runs/run-words.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { whenRun } from './runs-view-model.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Where the bar of a job lies in its row, in per cent. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

/** "Started 14:30, running for 2 min 12 s". */
export function aboutRun(shown: Pick<ShownRun, 'startedAt' | 'durationMs' | 'result'>, now: number): string {
  const { startedAt, durationMs, result } = shown;
  if (startedAt === undefined) return 'About to start';
  const started = `Started ${whenRun(startedAt, new Date(now))}`;
  if (result === 'running') return `${started}, running for ${runningText(now - Date.parse(startedAt))}`;
  const ways = {
    passed: 'passed after',
    'held-back': 'held back after',
    failed: 'failed after',
    stopped: 'stopped after',
    interrupted: 'interrupted',
  } as const;
  return durationMs === undefined ? `${started}, ${ways[result].replace(' after', '')}` : `${started}, ${ways[result]} ${durationText(durationMs)}`;
}

/** When a job ran within its run; undefined for one that did not. */
export function barOf(job: JobRun, shown: Pick<ShownRun, 'startedAt' | 'durationMs'>, now: number): Bar | undefined {
  if (job.startedAt === undefined || shown.startedAt === undefined) return undefined;
  const begin = Date.parse(shown.startedAt);
  const total = Math.max(1, shown.durationMs ?? now - begin);
  const start = Date.parse(job.startedAt) - begin;
  const length = job.durationMs ?? now - Date.parse(job.startedAt);
  const left = Math.min(100, Math.max(0, (start / total) * 100));
  return { left, width: Math.max(1, Math.min(100 - left, (length / total) * 100)) };
}

/** What stands at the right of a job's row. */
export function tookText(job: JobRun, now: number): string {
  if (job.tasks.length === 1 && job.tasks[0]?.isReused === true) return 'reused';
  switch (job.status) {
    case 'passed':
    case 'held-back':
    case 'stopped':
      return job.durationMs === undefined ? statusWord(job.status) : durationText(job.durationMs);
    case 'running':
      return job.startedAt === undefined ? '' : runningText(now - Date.parse(job.startedAt));
    case 'failed':
      return job.exitCode === undefined ? 'failed' : `exit ${job.exitCode}`;
    case 'environment':
      return `waits for ${job.environment === undefined ? 'its environment' : shortEnvironment(job.environment)}`;
    case 'reused':
    case 'asking':
    case 'not-taken':
    case 'not-run':
    case 'interrupted':
      return statusWord(job.status).toLowerCase();
    default:
      return '';
  }
}

/** What is known of one job, in the order in which it is asked. */
export function factsOf(job: JobRun, nameOfRun: (run: string) => string): readonly Fact[] {
  const facts: Fact[] = [];
  const first = job.tasks[0];
  if (job.of !== undefined) facts.push({ name: job.tasks.length > 1 ? 'Jobs' : 'Parts', value: `${job.done ?? 0} of ${job.of}` });
  if (job.note !== undefined) facts.push({ name: 'Measured', value: job.note });
  if (job.why !== undefined) facts.push({ name: first?.isReused === true ? 'Why reused' : 'Why it runs', value: job.why });
  if (first?.reusedFrom !== undefined) facts.push({ name: 'Made by', value: nameOfRun(first.reusedFrom) });
  if (job.environment !== undefined) facts.push({ name: 'Environment', value: job.environment });
  if (job.startedAt !== undefined) facts.push({ name: 'Started', value: clockText(job.startedAt) });
  if (first !== undefined && first.attempt > 1) facts.push({ name: 'Try', value: String(first.attempt) });
  if (job.message !== undefined) facts.push({ name: 'What happened', value: job.message });
  return facts;
}

const STEPS = ['resolve', 'download', 'install', 'check'] as const;
const STEP_WORDS: Readonly<Record<(typeof STEPS)[number], string>> = {
  resolve: 'Resolve packages',
  download: 'Download',
  install: 'Install',
  check: 'Check that it imports',
};

/** The steps of an environment that is being built, and how far it is. */
export function stepsOf(environment: EnvironmentRun): readonly { readonly word: string; readonly state: 'done' | 'now' | 'next' }[] {
  const at = environment.step === undefined ? -1 : STEPS.indexOf(environment.step);
  return STEPS.map((step, k) => ({ word: STEP_WORDS[step], state: k < at ? 'done' : k === at ? 'now' : 'next' }));
}

/** "18.2 s": how long it took, or is being built. */
export function environmentTime(environment: EnvironmentRun, now: number): string {
  if (environment.startedAt === undefined) return 'ready';
  const start = Date.parse(environment.startedAt);
  return environment.endedAt === undefined ? runningText(now - start) : durationText(Date.parse(environment.endedAt) - start);
}
