import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { findRun } from '../runner/find-runs.ts';
import { type PlannedFile, planFile } from '../runner/plan-file.ts';
import type { Recall } from '../runner/recall-plan.ts';
import { runPipeline } from '../runner/run-pipeline.ts';
import { identityOf, type RunAsk } from '../runner/run-unchanged.ts';
import { waitUntil } from './wait-until.ts';

/** What is asked for as by the command in a project; jobs use the `python` that lies in it. */
export function askOf(root: string, more: Partial<RunAsk> = {}): RunAsk {
  const { PATH, HOME } = process.env;
  return {
    cwd: root,
    file: 'pipeline.yml',
    sets: new Map(),
    maps: new Map(),
    selection: { kind: 'all' },
    python: join(root, 'python'),
    env: { PATH, HOME },
    version: '1',
    ...more,
  };
}

/** All that is asked of a Python whose jobs use none. */
export const NO_PYTHON = '#!/bin/sh\necho "$0"\necho 3.11.0\n';

/** Runs what is asked for as the command does when it is not recognised; first waits until a change can be told from the next one. */
export async function runFully(ask: RunAsk, isForced = false) {
  await settle(ask.cwd);
  const planned = planFile(ask);
  if (!planned.ok) throw new Error(planned.failure);
  return runPlanned(ask, planned.value, isForced);
}

/** Runs a plan as the command does. */
export async function runPlanned(ask: RunAsk, planned: PlannedFile & { readonly recall?: Recall }, isForced = false) {
  if (planned.plan.obstacles.length > 0) throw new Error(planned.plan.obstacles.map((one) => one.message).join('\n'));
  if (existsSync(join(ask.cwd, 'python'))) chmodSync(join(ask.cwd, 'python'), 0o755);
  const { reads, notes, recall } = planned;
  const { run, result } = await runPipeline({
    ...planned,
    ...ask,
    appRoot: process.cwd(),
    force: isForced,
    signal: new AbortController().signal,
    onEvent: () => undefined,
    known: { identity: identityOf(ask), reads, says: notes, recall },
  });
  return { run, result, ...stateOf(ask.cwd, run) };
}

/** What a run has left: its state, its events, and how each job ended. */
export function stateOf(root: string, run: string) {
  const state = findRun(root, run);
  const lines = readFileSync(join(root, '.sluice', 'runs', run, 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const events = lines.map((line): RunEvent => JSON.parse(line));
  return { state, events, jobs: Object.fromEntries((state?.jobs ?? []).map((one) => [one.id, one.isReused ? 'reused' : one.status])) };
}

/** The clock of a file system ticks some milliseconds apart: what was changed within a tick is not relied on. */
export async function settle(root: string): Promise<void> {
  const newest = Math.max(
    ...readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(root, name), { throwIfNoEntry: false })?.ctimeMs ?? 0),
  );
  await waitUntil('the files are settled', () => Date.now() - newest > 40);
}
