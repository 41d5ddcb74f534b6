import type { StatusLook } from '#renderer/ui/status-icon.tsx';
import type { EndReason, TaskResult } from '#shared/runs/run-event.ts';
import type { TaskId } from '#shared/runs/run-plan.ts';

/** How a job stands in the run that is shown: what its node, its line, its row and `data-status` say. */
export type JobStatus = StatusLook;

const ACTIVE: ReadonlySet<JobStatus> = new Set(['queued', 'environment', 'running', 'asking']);

/** It is its turn: it runs, or would as soon as it has what it needs. */
export function isActive(status: JobStatus | undefined): boolean {
  return status !== undefined && ACTIVE.has(status);
}

/** One task of a run as its events tell it. */
export interface TaskRun {
  readonly id: TaskId;
  /** The job that is drawn. */
  readonly job: string;
  readonly waitsFor: readonly TaskId[];
  /** The environment that it needs; undefined when that is not known. */
  readonly environment: string | undefined;
  readonly result: TaskResult | 'waiting' | 'running' | 'interrupted';
  readonly reason: EndReason | undefined;
  readonly isReused: boolean;
  /** The run that made a reused result. */
  readonly reusedFrom: string | undefined;
  readonly isAsking: boolean;
  readonly why: string | undefined;
  readonly message: string | undefined;
  /** Why it probably failed, in a few words: "no module `lightgbm`". */
  readonly cause: string | undefined;
  readonly startedAt: string | undefined;
  readonly durationMs: number | undefined;
  readonly exitCode: number | undefined;
  readonly attempt: number;
  readonly done: number | undefined;
  readonly of: number | undefined;
  readonly key: string | undefined;
}

/** What is said of a job: of all its tasks together, where it is a sub-pipeline. */
export interface JobRun {
  readonly job: string;
  readonly status: JobStatus;
  /** Its own task, or of a sub-pipeline those in it; trials and rounds are not among them. */
  readonly tasks: readonly TaskRun[];
  readonly startedAt: string | undefined;
  readonly durationMs: number | undefined;
  /** Parts done of how many, where that is known: trials, batches, jobs of a sub-pipeline. */
  readonly done: number | undefined;
  readonly of: number | undefined;
  readonly exitCode: number | undefined;
  readonly message: string | undefined;
  readonly cause: string | undefined;
  readonly why: string | undefined;
  /** 0 to 1, of the environment that it waits for. */
  readonly share: number | undefined;
  readonly environment: string | undefined;
  /** Of the best trial or the last metric: "roc_auc 0.8816". */
  readonly note: string | undefined;
}

/** Facts that a task's own events do not tell. */
export interface JobFacts {
  /** Is it there that everything it waits for has passed? */
  isReady(task: TaskRun): boolean;
  /** How far its environment is, 0 to 1 (or undefined: not known how far); false when it is not being built. */
  buildOf(environment: string): number | undefined | false;
  noteOf(job: string): string | undefined;
}

/** Puts the tasks of a job together; undefined when the run has nothing to say about it: it was not asked for. */
export function jobRunOf(job: string, tasks: readonly TaskRun[], facts: JobFacts): JobRun | undefined {
  const asked = tasks.filter((task) => task.reason !== 'not-asked-for');
  const first = asked[0];
  if (!first) return undefined;
  const status = asked.length === 1 ? statusOf(first, facts) : together(asked.map((task) => statusOf(task, facts)));
  const waiting = status === 'environment' ? asked.find((task) => statusOf(task, facts) === 'environment') : undefined;
  const build = waiting?.environment === undefined ? undefined : facts.buildOf(waiting.environment);
  const told = asked.find((task) => task.result === 'failed') ?? asked.find((task) => task.message !== undefined) ?? first;
  const isMany = asked.length > 1;
  const ended = asked.filter((task) => task.result !== 'waiting' && task.result !== 'running');
  return {
    job,
    status,
    tasks: asked,
    startedAt: earliest(asked),
    durationMs: isMany ? sum(asked) : first.durationMs,
    done: isMany ? ended.length : first.done,
    of: isMany ? asked.length : first.of,
    exitCode: told.exitCode,
    message: told.message,
    cause: told.cause,
    why: first.why,
    share: build === false ? undefined : build,
    environment: waiting?.environment ?? first.environment,
    note: facts.noteOf(job),
  };
}

function statusOf(task: TaskRun, facts: JobFacts): JobStatus {
  switch (task.result) {
    case 'running':
      return task.isAsking ? 'asking' : 'running';
    case 'passed':
      return task.isReused ? 'reused' : 'passed';
    case 'skipped':
      return task.reason === 'gate-held-back' ? 'behind-gate' : task.reason === 'branch-not-taken' ? 'not-taken' : 'not-run';
    case 'waiting':
      if (task.isAsking) return 'asking';
      if (!facts.isReady(task)) return 'waiting';
      return task.environment !== undefined && facts.buildOf(task.environment) !== false ? 'environment' : 'queued';
    default:
      return task.result;
  }
}

/** What matters most comes first; only when everything is done a sub-pipeline is. */
const ORDER: readonly JobStatus[] = ['failed', 'asking', 'running', 'environment', 'held-back', 'interrupted', 'stopped', 'behind-gate', 'not-run'];

function together(all: readonly JobStatus[]): JobStatus {
  const found = ORDER.find((status) => all.includes(status));
  if (found) return found;
  if (all.every((status) => status === 'reused')) return 'reused';
  if (all.every((status) => status === 'not-taken')) return 'not-taken';
  if (all.every((status) => status === 'passed' || status === 'reused' || status === 'not-taken')) return 'passed';
  if (all.every((status) => status === 'waiting')) return 'waiting';
  return all.every((status) => status === 'waiting' || status === 'queued') ? 'queued' : 'running';
}

function earliest(tasks: readonly TaskRun[]): string | undefined {
  return tasks.reduce<string | undefined>(
    (found, { startedAt }) => (startedAt !== undefined && (found === undefined || startedAt < found) ? startedAt : found),
    undefined,
  );
}

function sum(tasks: readonly TaskRun[]): number | undefined {
  const known = tasks.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]));
  return known.length === 0 ? undefined : known.reduce((total, ms) => total + ms, 0);
}
