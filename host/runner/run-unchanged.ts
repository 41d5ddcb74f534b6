import { resolve } from 'node:path';
import type { Selection } from '#shared/runs/select-tasks.ts';
import { projectAbove } from '../files/component-files.ts';
import { copyRunFolder, type Manifest, OWN, readHolding } from '../files/runs/manifest.ts';
import { processIdentity } from '../files/runs/process-environment.ts';
import { claimRunId, nextRunNumber } from '../files/runs/run-folder.ts';
import { TrackingRecord } from '../files/runs/tracking-record.ts';
import { sourceTags } from '../tracking/source-tags.ts';
import type { RunOutcome } from './run-pipeline.ts';

/** What is asked to be run. */
export interface RunAsk {
  /** The folder that names are relative to, absolute. */
  readonly cwd: string;
  /** The pipeline file as named there. */
  readonly file: string;
  readonly sets: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
  readonly selection: Selection;
  readonly python: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of Sluice. */
  readonly version: string;
}

/** Variables of the environment that decide what a plan means. */
const VARIABLES = ['HOME', 'USERPROFILE'];

/** What two requests have in common when they ask for the same, in one line. */
export function identityOf(ask: RunAsk): string {
  const { cwd, file, sets, maps, selection, python, env, version } = ask;
  const variables = VARIABLES.map((name) => env[name] ?? null);
  // Values that are set may be paths, which are relative to where one stands.
  return JSON.stringify([version, process.platform, resolve(cwd, file), cwd, [...sets].sort(), [...maps].sort(), selection, python ?? null, variables]);
}

/** A run of which it is known that every job is reused. */
export interface UnchangedRun {
  /** The project, absolute. */
  readonly root: string;
  /** What is said to the person besides the events. */
  readonly says: readonly string[];
  /** Makes it: a run like any other, in its folder and in what it says, which is told as the lines of `events.jsonl`. Undefined when it cannot be made, and nothing was said. */
  run(onEvents: (lines: string) => void): RunOutcome | undefined;
}

/**
 * Recognises a run of which nothing changed without planning it: everything that the last one depended on is as it was. Undefined when anything is otherwise, or is
 * not known.
 */
export function findUnchanged(ask: RunAsk, isTracked = true): UnchangedRun | undefined {
  const started = new Date();
  // What is sent elsewhere is sent while it runs.
  if (isTracked && (ask.env.MLFLOW_TRACKING_URI ?? '') !== '') return undefined;
  const root = projectAbove(resolve(ask.cwd, ask.file));
  const manifest = root === undefined ? undefined : readHolding(root, identityOf(ask));
  if (root === undefined || manifest === undefined || (manifest.tracking !== undefined) !== isTracked) return undefined;
  return { root, says: manifest.says, run: (onEvents) => runAgain(root, manifest, ask.env, started, onEvents) };
}

function runAgain(root: string, manifest: Manifest, env: RunAsk['env'], started: Date, onEvents: (lines: string) => void): RunOutcome | undefined {
  try {
    const number = nextRunNumber(root);
    const run = claimRunId(root, started, Math.random());
    const stamp = `,"run":${JSON.stringify(run)},"at":${JSON.stringify(started.toISOString())}}\n`;
    const end = JSON.stringify({ type: 'run-finished', result: manifest.result, durationMs: Math.max(0, Date.now() - started.getTime()) }).slice(0, -1);
    const lines = (manifest.events.replace(OWN, `,"pid":${process.pid}${OWN}`) + end + OWN).replaceAll(OWN, stamp);
    const request = {
      ...manifest.request,
      run,
      number,
      started: started.toISOString(),
      pid: process.pid,
      process: processIdentity(process.pid) ?? '',
    };
    copyRunFolder(root, manifest.run, request, lines);
    const { tracking } = manifest;
    if (tracking !== undefined) {
      const record = new TrackingRecord(root, run);
      record.append({ type: 'run', experiment: tracking.experiment, target: 'project', tags: sourceTags(root, env) });
      record.appendText(tracking.lines);
      record.close();
    }
    onEvents(lines);
    return { run, result: manifest.result };
  } catch {
    // The run that it is like is gone, or the disk is full: whoever looks at everything says so.
    return undefined;
  }
}
