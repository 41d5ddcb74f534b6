import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { EnvironmentUse, SweepTask } from '#shared/runs/run-plan.ts';
import { DEFAULT_SEED, sampleTrials, type TrialValues } from '#shared/runs/sample-space.ts';
import { hashText } from '../files/content-hash.ts';
import { readJson, writeJson } from '../files/runs/run-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { placeScript } from '../files/runs/runner-script.ts';
import { LineTalk } from './line-talk.ts';
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
  /** When no more are drawn. */
  close(): void;
}

const SCRIPT = 'sluice_sampler.py';
const TIMEOUT_MS = 120_000;
/** What bayesian sweeps are drawn with. */
export const OPTUNA: EnvironmentUse = {
  label: 'Optuna for bayesian sweeps',
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
    return { count: trials.length, window: undefined, draw: async (at) => ok({ values: trials[at] ?? {}, raw: undefined }), close: () => undefined };
  }
  return new BayesianSampler(task, context);
}

/** More trials at once than this would be drawn without having learnt anything. */
const MAX_AHEAD = 8;

/** Asks Optuna, and keeps what it says: the same question has the same answer. It is started when something new is asked first. */
class BayesianSampler implements Sampler {
  readonly count: number;
  // A trial is drawn from what is known of all but the last few, in their order, however long each took: the same sweep draws the same trials again.
  readonly window: number;
  readonly #task: SweepTask;
  readonly #context: RunContext;
  #talk: LineTalk | undefined;
  #isClosed = false;

  constructor(task: SweepTask, context: RunContext) {
    this.#task = task;
    this.#context = context;
    this.count = task.limits.maxTrials;
    this.window = Math.min(task.limits.maxConcurrent, MAX_AHEAD);
  }

  async draw(at: number, soFar: () => readonly TrialSoFar[]): Promise<Result<DrawnTrial, string>> {
    const { space, objective, seed, limits } = this.#task;
    const { appRoot, root, environments } = this.#context;
    const { path, hash } = placeScript(appRoot, root, SCRIPT);
    const question = JSON.stringify({ space, goal: objective.goal, seed: seed ?? DEFAULT_SEED, of: limits.maxTrials, trials: soFar() });
    const kept = join(runPaths.cache(root), 'draws', `${hashText(`${hash} ${question}`).slice(0, 24)}.json`);
    const before = asDrawn(readJson(kept));
    if (before) return ok(before);
    const environment = await environments.prepare(OPTUNA, undefined);
    if (!environment.ok) return fail(`Bayesian sampling needs Optuna in a Python of its own. ${environment.failure}`);
    // Nobody waits for the answer any more.
    if (this.#isClosed) return fail('The sweep was stopped.');
    const python = environment.value.python ?? 'python3';
    this.#talk ??= new LineTalk(python, [path], { ...environment.value.variables, PYTHONWARNINGS: 'ignore' });
    const answer = await this.#talk.ask(question, TIMEOUT_MS);
    if (!answer.ok) {
      if (/No module named 'optuna'/.test(answer.failure))
        return fail(`Bayesian sampling needs Optuna, which ${python} does not have. Install it there (pip install optuna), or run without --python.`);
      return fail(`Optuna did not draw trial ${at + 1}: ${answer.failure.split('\n').at(-1)}.`);
    }
    const drawn = drawnIn(answer.value);
    if (!drawn) return fail(`Optuna gave no values for trial ${at + 1}.`);
    try {
      writeJson(kept, drawn);
    } catch {
      // The disk is full: it is asked again next time.
    }
    return ok(drawn);
  }

  close(): void {
    this.#isClosed = true;
    this.#talk?.close();
  }
}

function asDrawn(found: unknown): DrawnTrial | undefined {
  return found !== null && typeof found === 'object' && 'values' in found && 'raw' in found ? (found as DrawnTrial) : undefined;
}

function drawnIn(line: string): DrawnTrial | undefined {
  try {
    return asDrawn(JSON.parse(line));
  } catch {
    return undefined;
  }
}
