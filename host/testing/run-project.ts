import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';
import { findRun } from '../runner/find-runs.ts';
import { planFile } from '../runner/plan-file.ts';
import { runOutputs } from '../runner/run-outputs.ts';
import { runPipeline } from '../runner/run-pipeline.ts';
import { tempFolder } from './temp-folder.ts';

/** A project with `pipeline.yml` and other files. */
export function projectOf(pipeline: string, files: Readonly<Record<string, string>> = {}): string {
  const root = tempFolder({ 'pipeline.yml': pipeline, ...files });
  mkdirSync(join(root, '.sluice'), { recursive: true });
  return root;
}

/** Runs the pipeline of a project for real; jobs by id, with how each ended. Throws when something stands in its way. */
export async function runProject(
  root: string,
  options: {
    readonly file?: string;
    readonly sets?: Readonly<Record<string, string>>;
    readonly python?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly onEvent?: (event: RunEvent) => void;
    readonly parallel?: number;
    readonly docker?: boolean;
    readonly selection?: Selection;
    readonly signal?: AbortSignal;
  } = {},
) {
  const sets = new Map(Object.entries(options.sets ?? {}));
  const planned = planFile({
    cwd: root,
    file: options.file ?? 'pipeline.yml',
    sets,
    maps: new Map(),
    ...(options.docker === undefined ? {} : { docker: options.docker }),
  });
  if (!planned.ok) throw new Error(planned.failure);
  const { obstacles } = planned.value.plan;
  if (obstacles.length > 0) throw new Error(obstacles.map((one) => one.message).join('\n'));
  const events: RunEvent[] = [];
  const outcome = await runPipeline({
    ...planned.value,
    appRoot: process.cwd(),
    sets,
    maps: new Map(),
    selection: options.selection ?? { kind: 'all' },
    force: false,
    parallel: options.parallel,
    python: options.python,
    env: options.env ?? process.env,
    signal: options.signal ?? new AbortController().signal,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  const state = findRun(root, outcome.run);
  if (!state) throw new Error('The run left nothing.');
  const jobs = Object.fromEntries(state.jobs.map((one) => [one.id, one.isReused ? 'reused' : one.status]));
  const messageOf = (job: string) => state.jobs.find((one) => one.id === job)?.message;
  return { ...outcome, events, state, jobs, outputs: runOutputs(root, state), messageOf };
}
