import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { EnvironmentUse, SweepTask } from '#shared/runs/run-plan.ts';
import { DEFAULT_SEED, sampleTrials, type TrialValues } from '#shared/runs/sample-space.ts';
import { hashText } from '../files/content-hash.ts';
import { readJson, writeJson } from '../files/runs/run-folder.ts';
import { fileName, runPaths } from '../files/runs/run-paths.ts';
import { placeScript } from '../files/runs/runner-script.ts';
import { runCommand } from './run-command.ts';
import type { RunContext } from './run-context.ts';

/** A trial that was drawn. `raw`: as its sampler knows it. */
export interface DrawnTrial {
  readonly values: TrialValues;
  readonly raw: unknown;
}

/** A trial as a sampler learns of it. */
export interface TrialSoFar {
  readonly raw: unknown;
  readonly state: 'done' | 'failed' | 'running';
  readonly value?: number;
}

/** Where the trials of a sweep come from. */
export interface Sampler {
  readonly count: number;
  /** How many of the trials before the next one must have ended: all but so many. Undefined: none. */
  readonly window: number | undefined;
  draw(at: number, soFar: () => readonly TrialSoFar[]): Promise<Result<DrawnTrial, string>>;
}

const SCRIPT = 'sluice_sampler.py';
const TIMEOUT_MS = 120_000;
const OPTUNA: EnvironmentUse = {
  label: 'Optuna, which draws the trials of bayesian sweeps',
  python: undefined,
  requirements: ['optuna~=4.5'],
  notes: [],
  image: undefined,
  variables: {},
};

/** The sampler that a sweep asks for. */
export function samplerOf(task: SweepTask, context: RunContext): Sampler {
  if (task.sampling !== 'bayesian') {
    const trials = sampleTrials(task);
    return { count: trials.length, window: undefined, draw: async (at) => ok({ values: trials[at] ?? {}, raw: undefined }) };
  }
  // A trial is drawn from what is known of all but the last few, in their order, however long each took: the same sweep draws the same trials again.
  return {
    count: task.limits.maxTrials,
    window: Math.min(task.limits.maxConcurrent, MAX_AHEAD),
    draw: (at, soFar) => ask(task, at, soFar(), context),
  };
}

/** More trials at once than this would be drawn without having learnt anything. */
const MAX_AHEAD = 8;

async function ask(task: SweepTask, at: number, trials: readonly TrialSoFar[], context: RunContext): Promise<Result<DrawnTrial, string>> {
  const { path, hash } = placeScript(context.appRoot, context.root, SCRIPT);
  const question = { space: task.space, goal: task.objective.goal, seed: task.seed ?? DEFAULT_SEED, of: task.limits.maxTrials, trials };
  const kept = join(runPaths.cache(context.root), 'draws', `${hashText(`${hash} ${JSON.stringify(question)}`).slice(0, 24)}.json`);
  const before = asDrawn(readJson(kept));
  if (before) return ok(before);
  const environment = await context.environments.prepare(OPTUNA, undefined);
  if (!environment.ok) return fail(`Bayesian sampling needs Optuna in a Python of its own. ${environment.failure}`);
  const python = environment.value.python ?? 'python3';
  const request = join(runPaths.work(context.root, context.run), `${fileName(task.id)}.ask.json`);
  writeJson(request, question);
  const asked = await runCommand(python, [path, request], { timeoutMs: TIMEOUT_MS, env: { ...environment.value.variables, PYTHONWARNINGS: 'ignore' } });
  if (!asked.ok) return fail(`Optuna did not draw trial ${at + 1}: ${asked.failure.reason}.`);
  if (asked.value.exitCode !== 0) {
    if (/No module named 'optuna'/.test(asked.value.stderr))
      return fail(`Bayesian sampling needs Optuna, which ${python} does not have. Install it there (pip install optuna), or run without --python.`);
    return fail(`Optuna did not draw trial ${at + 1}: ${asked.value.stderr.trim().split('\n').at(-1) ?? 'it said nothing'}`);
  }
  const drawn = drawnIn(asked.value.stdout);
  if (!drawn) return fail(`Optuna gave no values for trial ${at + 1}.`);
  writeJson(kept, drawn);
  return ok(drawn);
}

function asDrawn(found: unknown): DrawnTrial | undefined {
  return found !== null && typeof found === 'object' && 'values' in found && 'raw' in found ? (found as DrawnTrial) : undefined;
}

function drawnIn(output: string): DrawnTrial | undefined {
  try {
    return asDrawn(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  } catch {
    return undefined;
  }
}
