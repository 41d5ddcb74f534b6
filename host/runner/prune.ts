import { basename, join } from 'node:path';
import { type PruneRules, type Pruning, planPruning } from '#shared/runs/plan-pruning.ts';
import type { RunState } from '#shared/runs/run-state.ts';
import { namesIn, removeTree, sizeOf } from '../files/runs/disk-use.ts';
import { environmentUsedAt, foldersIn } from '../files/runs/environment-folder.ts';
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
export async function prune(root: string, rules: PruneRules & { readonly envs: boolean; readonly isDry: boolean }, now: Date): Promise<Pruned> {
  const before = await diskUse(root);
  const states = allRuns(root);
  const isRunning = states.some((state) => state.result === 'running');
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
  const envs = rules.envs && !isRunning ? unusedEnvironments(root, states, pruning, now) : [];
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

function prunable(root: string, state: RunState) {
  return {
    run: state.run,
    startedMs: Date.parse(state.startedAt ?? '') || 0,
    isRunning: state.result === 'running',
    isOwed: isOwed(root, state.run),
    keys: state.jobs.flatMap((job) => (job.key === undefined ? [] : [job.key])),
  };
}

/** What a server of the user's could not be told yet is not thrown away. The project's own store has what jobs logged in any case. */
function isOwed(root: string, run: string): boolean {
  return readTrackingRecord(root, run).some((line) => line.type === 'run' && line.target !== 'project') && !isSent(root, run);
}

/** Environments that were last used before the oldest run that is kept; all of them when none is. They are built again when needed. */
function unusedEnvironments(root: string, states: readonly RunState[], pruning: Pruning, now: Date): readonly string[] {
  const kept = new Set(pruning.keptRuns);
  const oldest = Math.min(now.getTime(), ...states.filter((state) => kept.has(state.run)).map((state) => Date.parse(state.startedAt ?? '') || 0));
  return foldersIn(runPaths.environments(root))
    .filter((folder) => (environmentUsedAt(folder) ?? 0) < oldest)
    .map((folder) => basename(folder));
}
