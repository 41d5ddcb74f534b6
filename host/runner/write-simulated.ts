import { cpus } from 'node:os';
import type { RunEvent, RunResult } from '#shared/runs/run-event.ts';
import type { RunPlan } from '#shared/runs/run-plan.ts';
import { replay } from '#shared/runs/simulate/replay.ts';
import { simulateRun } from '#shared/runs/simulate/simulate-run.ts';
import type { Simulation } from '#shared/runs/simulate/simulation.ts';
import { hashText } from '../files/content-hash.ts';
import { DiskRunFiles } from '../files/disk-run-files.ts';
import { processIdentity } from '../files/runs/process-environment.ts';
import { claimRunId, createRunFolder, nextRunNumber, writeLog } from '../files/runs/run-folder.ts';
import { pauseFor } from './pause.ts';

/** What to simulate, and how fast. */
export interface SimulatedRunOptions {
  readonly root: string;
  readonly plan: RunPlan;
  /** The exact text of the file. */
  readonly text: string;
  readonly simulation: Simulation;
  /** 1: as long as it says; 60: a minute in a second; undefined: at once. */
  readonly speed: number | undefined;
  readonly parallel?: number | undefined;
  readonly sets: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  readonly now: () => Date;
}

/** Keeps a simulated run like a real one, marked as simulated: nothing of the pipeline is executed, and the store is not touched. */
export async function writeSimulatedRun(options: SimulatedRunOptions): Promise<{ readonly run: string; readonly result: RunResult }> {
  const { root, plan, simulation, now } = options;
  const start = now();
  const run = claimRunId(root, start, Math.random());
  const request = {
    run,
    number: nextRunNumber(root),
    file: plan.file,
    fileHash: hashText(options.text),
    name: plan.name,
    sets: Object.fromEntries(options.sets),
    maps: {},
    mode: { simulated: true },
    notes: plan.notes,
    outputs: plan.outputs,
    subOutputs: plan.subOutputs,
    started: start.toISOString(),
    pid: process.pid,
    process: processIdentity(process.pid) ?? '',
  };
  const log = await createRunFolder(root, request, options.text);
  const files = new DiskRunFiles(root);
  const parallel = options.parallel ?? Math.min(cpus().length, 4);
  const events = simulateRun(plan, simulation, { run, start, parallel, pid: process.pid, read: (path) => files.read(path) });
  for (const task of plan.tasks) {
    const says = (simulation.jobs[task.id] ?? simulation.jobs[task.job])?.says;
    if (says !== undefined) writeLog(root, run, task.id, `${says}\n(simulated: nothing was executed)\n`);
  }
  const tell = (kept: RunEvent, told: RunEvent = kept): void => {
    log.append(kept);
    options.onEvent(told);
  };
  let result: RunResult = 'stopped';
  const going = new Set<string>();
  for (const { event, delayMs } of replay(events, options.speed ?? 0)) {
    if (delayMs > 0) await pauseFor(delayMs, options.signal);
    if (options.signal.aborted) break;
    // Kept is when it would have happened; who watches sees it happen now.
    tell(event, options.speed === undefined ? event : { ...event, at: now().toISOString() });
    if (event.type === 'job-started') going.add(event.job);
    if (event.type === 'job-finished') going.delete(event.job);
    if (event.type === 'run-finished') result = event.result;
  }
  if (options.signal.aborted && result === 'stopped') {
    const end = { run, at: now().toISOString(), durationMs: now().getTime() - start.getTime() };
    for (const job of going) tell({ ...end, type: 'job-finished', job, result: 'stopped', reason: 'stop-asked', message: 'The run was stopped.' });
    tell({ ...end, type: 'run-finished', result: 'stopped' });
  }
  await log.close();
  return { run, result };
}
