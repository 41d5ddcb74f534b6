import type { TaskId } from '../run-plan.ts';

/** What a simulated run makes up, or takes from a recorded one. Documented for people in `docs/simulation.md`. */
export interface Simulation {
  /** By job, or by task where they differ (`scoring.prep`). */
  readonly jobs: Readonly<Record<TaskId, SimulatedJob>>;
  /** For the jobs that are not named. */
  readonly others: SimulatedJob;
  /** The sentence that the run begins with: what it stands for. */
  readonly title?: string | undefined;
}

/** How a job ends in a simulation. Everything may be left out. */
export interface SimulatedJob {
  readonly takesMs?: number;
  /** A gate with rules is judged by them and by the made-up metrics, unless this says how it ends. */
  readonly result?: 'passed' | 'failed' | 'held-back';
  readonly exitCode?: number;
  /** Why it failed, in a sentence; also what its log says. */
  readonly says?: string;
  /** What its metrics file holds: numbers by name, nested as in the file. */
  readonly metrics?: Readonly<Record<string, unknown>>;
  /** Metrics over steps: `loss: [0.9, 0.5, 0.3]`. */
  readonly curves?: Readonly<Record<string, readonly number[]>>;
  /** Of a gate: what it reads as its baseline. */
  readonly baseline?: Readonly<Record<string, unknown>>;
  /** Of an approval: what the person answers. */
  readonly answer?: 'approved' | 'held-back';
  readonly who?: string;
  readonly why?: string;
  /** Of a run that is told again: it stood in the block that was not taken. */
  readonly notTaken?: true;
  /** Values of its outputs, for the condition of an if_else. */
  readonly outputs?: Readonly<Record<string, string | number | boolean>>;
  /** Its result is taken as reused. */
  readonly reused?: boolean;
}
