import { basename, join } from 'node:path';
import { type PruneRules, type Pruning, planPruning } from '#shared/runs/plan-pruning.ts';
import type { RunState } from '#shared/runs/run-state.ts';
import { errnoOf } from '../files/file-failure.ts';
import { takeBuildLock } from '../files/runs/build-lock.ts';
import { namesIn, removeTree, sizeOf, writtenBefore } from '../files/runs/disk-use.ts';
import { environmentUsedAt, foldersIn } from '../files/runs/environment-folder.ts';
import { isSameProcess } from '../files/runs/process-environment.ts';
import { readRunRequest } from '../files/runs/run-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { readTrackingRecord } from '../files/runs/tracking-record.ts';
import { isSent } from '../files/tracking/sent-journal.ts';
import { allRuns } from './find-runs.ts';

/** Bytes that a project's runs take, by what they are. */
export interface DiskUse {
  readonly runs: number;
  /** Results by content. */
  readonly store: number;
  readonly envs: number;
  readonly tracking: number;
  /** Downloads and hashes. */
  readonly cache: number;
  readonly total: number;
}

/** What was pruned, or would be. */
export interface Pruned extends Pruning {
  /** Environments that went; undefined when they were not asked about. */
  readonly envs: readonly string[] | undefined;
  readonly freedBytes: number;
  readonly before: DiskUse;
  /** What could not be removed. */
  readonly left: readonly string[];
  /** Something runs in the project, so that results and environments stay. */
  readonly isRunning: boolean;
}

/** What the runs of a project take on disk. */
export async function diskUse(root: string): Promise<DiskUse> {
  const seen = new Set<string>();
  const runs = (await sizeOf(runPaths.runs(root), seen)) + (await sizeOf(join(root, '.sluice', 'work'), seen));
  const store = await sizeOf(runPaths.store(root), seen);
  const envs = await sizeOf(runPaths.environments(root), seen);
  const tracking = await sizeOf(runPaths.tracking(root), seen);
  const cache = await sizeOf(runPaths.cache(root), seen);
  return { runs, store, envs, tracking, cache, total: runs + store + envs + tracking + cache };
}

/** What a run itself takes, without the results that it shares with others. */
export function runSize(root: string, run: string): Promise<number> {
  return sizeOf(runPaths.run(root, run));
}

/**
 * Removes old runs, results that no kept run refers to, and with `envs` environments that are not used by a kept run's time. Never what runs or what a kept
 * run refers to. With `isDry` it only says what would go.
 */
export async function prune(root: string, rules: PruneAsk, now: Date): Promise<Pruned> {
  const before = await diskUse(root);
  // Runs that start from here on wait; those that have started are seen.
  const release = rules.isDry ? undefined : await holdBack(root);
  try {
    return await pruneHeld(root, rules, now, before);
  } finally {
    release?.();
  }
}

type PruneAsk = PruneRules & { readonly envs: boolean; readonly isDry: boolean };

/** Lets no run start. Where nothing can be written, nothing can be removed either; where nothing has run, nothing starts from what is there. */
async function holdBack(root: string): Promise<(() => void) | undefined> {
  try {
    return await takeBuildLock(runPaths.pruning(root), undefined, () => undefined);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

async function pruneHeld(root: string, rules: PruneAsk, now: Date, before: DiskUse): Promise<Pruned> {
  const states = allRuns(root).filter((state) => readRunRequest(root, state.run) !== undefined || state.startedAt !== undefined);
  const isRunning = states.some((state) => isGoingOn(root, state));
  const names = await namesIn(runPaths.store(root));
  const stored = names.filter((name) => !name.startsWith('.'));
  const pruning = planPruning(
    states.map((state) => prunable(root, state)),
    stored,
    rules,
    now.getTime(),
  );
  const places = [
    ...pruning.runs.map((run) => runPaths.run(root, run)),
    ...pruning.runs.map((run) => runPaths.work(root, run)),
    ...pruning.results.map((key) => join(runPaths.store(root), key)),
    // What a killed run was writing.
    ...(isRunning ? [] : names.filter((name) => /^\.\d{8}-\d{6}-/.test(name)).map((name) => join(runPaths.store(root), name))),
  ];
  const oldest = oldestKept(states, pruning, now);
  // Manifests of what has not been run since: without one, a run looks at everything.
  if (!isRunning) places.push(...(await writtenBefore(runPaths.manifests(root), oldest)));
  const envs = rules.envs && !isRunning ? unusedEnvironments(root, oldest) : [];
  places.push(...envs.flatMap((env) => [join(runPaths.environments(root), env), join(runPaths.environments(root), `${env}.txt`)]));
  let freedBytes = 0;
  const left: string[] = [];
  for (const place of places) {
    const size = await sizeOf(place);
    if (!rules.isDry && !(await removeTree(place))) left.push(place);
    else freedBytes += size;
  }
  return { ...pruning, envs: rules.envs ? envs : undefined, freedBytes, before, left, isRunning };
}

/** It has not ended, or has its folder and nothing else yet. */
function isGoingOn(root: string, state: RunState): boolean {
  if (state.result !== 'interrupted' || state.startedAt !== undefined) return state.result === 'running';
  const request = readRunRequest(root, state.run);
  return request !== undefined && isSameProcess(request.pid, request.process ?? '');
}

function prunable(root: string, state: RunState) {
  return {
    run: state.run,
    startedMs: Date.parse(state.startedAt ?? '') || 0,
    isRunning: isGoingOn(root, state),
    isOwed: isOwed(root, state.run),
    keys: state.jobs.flatMap((job) => (job.key === undefined ? [] : [job.key])),
  };
}

/** What a server of the user's could not be told yet is not thrown away. The project's own store has what jobs logged in any case. */
function isOwed(root: string, run: string): boolean {
  return readTrackingRecord(root, run).some((line) => line.type === 'run' && line.target !== 'project') && !isSent(root, run);
}

/** When the oldest run that is kept began, or now when none is; milliseconds. */
function oldestKept(states: readonly RunState[], pruning: Pruning, now: Date): number {
  const kept = new Set(pruning.keptRuns);
  return Math.min(now.getTime(), ...states.filter((state) => kept.has(state.run)).map((state) => Date.parse(state.startedAt ?? '') || 0));
}

/** Environments that were last used before the oldest run that is kept; all of them when none is. They are built again when needed. */
function unusedEnvironments(root: string, oldest: number): readonly string[] {
  return foldersIn(runPaths.environments(root))
    .filter((folder) => (environmentUsedAt(folder) ?? 0) < oldest)
    .map((folder) => basename(folder));
}
