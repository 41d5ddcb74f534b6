import type { RunPlan } from '#shared/runs/run-plan.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import type { ContentHashes } from '../files/runs/content-hashes.ts';
import { type Dependencies, statOf } from '../files/runs/dependencies.ts';
import { stampOf } from '../files/runs/file-stamp.ts';
import { keepPlan, keepResults } from '../files/runs/kept-plan.ts';
import { OWN, writeManifest } from '../files/runs/manifest.ts';
import type { OutputStore } from '../files/runs/output-store.ts';
import type { Recall, Settled } from './recall-plan.ts';
import type { RerunRecord } from './rerun-record.ts';
import type { NewEvent } from './run-context.ts';
import { taskLine } from './run-tracking.ts';

/** What a caller knows of a request, so that the same one can be recognised the next time. */
export interface Recognition {
  /** See `identityOf`. */
  readonly identity: string;
  /** What was read to plan it. */
  readonly reads: Dependencies;
  /** What was said besides the events. */
  readonly says: readonly string[];
  /** Given when the plan is known from the last run. */
  readonly recall?: Recall | undefined;
}

/** What is known when a run has ended. */
export interface EndedRun {
  readonly root: string;
  readonly text: string;
  readonly plan: RunPlan;
  readonly request: RunRequest;
  readonly result: 'passed' | 'held-back';
  readonly isTracked: boolean;
  readonly hashes: ContentHashes;
  readonly store: OutputStore;
  /** What was taken without a look at it. */
  readonly settled: Settled | undefined;
}

/** Keeps what is needed to recognise the next run as the same, when it can be recognised at all. */
export function keepManifest(run: EndedRun, known: Recognition, record: RerunRecord): void {
  const { root, text, plan, request, result, isTracked, hashes, store } = run;
  const events = record.events(plan);
  if (events === undefined) return;
  const { looks } = known.reads;
  for (const [path, stamp] of [...hashes.seen, ...(run.settled?.stamps ?? [])]) known.reads.add(path, stamp);
  const stamps = new Map(known.reads.stamps);
  if (known.reads.stamps === undefined) return;
  for (const { key, outputs } of record.stored.values()) {
    // What it wrote was gone through with the hashes; of nothing there is only the folder.
    if (Object.values(outputs).some((hash) => hash !== null)) continue;
    const found = statOf(store.folder(key));
    if (found === undefined) return;
    stamps.set(store.folder(key), stampOf(found));
  }
  const described = [...plan.tasks.filter((task) => task.kind !== 'command'), ...record.tasks];
  const tracking = isTracked ? { experiment: plan.experiment, lines: described.map(taskLine).join('') } : undefined;
  const { identity, says } = known;
  const lines = events.map((event) => JSON.stringify(withoutProcess(event)).slice(0, -1) + OWN).join('');
  const planned = known.recall?.planned ?? (keepPlan(root, identity, request.run, { text, plan }) ? request.run : undefined);
  if (planned !== undefined) keepResults(root, identity, request.run, record.results);
  writeManifest(root, { identity, run: request.run, request, result, says, looks, planned, tracking, events: lines }, stamps);
}

/** The process that runs it is another one each time. */
function withoutProcess(event: NewEvent): object {
  return event.type === 'run-started' ? { ...event, pid: undefined } : event;
}
