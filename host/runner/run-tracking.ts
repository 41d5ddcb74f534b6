import { join } from 'node:path';
import type { CommandTask, RunPlan, Task } from '#shared/runs/run-plan.ts';
import { type FileRun, type LoggedMetric, startFileRun } from '../files/runs/file-tracking.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { type TrackingLine, TrackingRecord } from '../files/runs/tracking-record.ts';
import { sourceTags } from '../tracking/source-tags.ts';
import { type TrackingTarget, targetName, trackingTarget } from '../tracking/tracking-target.ts';

/** How a job's process reaches MLflow, and what came from it. */
export interface TrackedJob {
  readonly variables: Readonly<Record<string, string>>;
  /** What was logged since the last call, in order. */
  read(): readonly LoggedMetric[];
}

const UNTRACKED: TrackedJob = { variables: {}, read: () => [] };

/**
 * What a run keeps for MLflow while it runs: files only (decision 0006). Jobs log to files below `.sluice/tracking/mlruns`, what they were given goes to
 * `tracking.jsonl`; all of it is sent to a server by others, later. Nothing here is waited for, and nothing fails a job.
 */
export class RunTracking {
  readonly #root: string;
  readonly #run: string;
  readonly #experiment: string;
  readonly #name: string;
  readonly #now: () => Date;
  readonly #target: TrackingTarget;
  readonly #record: TrackingRecord;
  /** What a job can read of its own run. */
  readonly #tags: Readonly<Record<string, string>>;
  #parent: FileRun | undefined;

  constructor(options: {
    readonly root: string;
    readonly run: string;
    readonly plan: Pick<RunPlan, 'experiment' | 'name' | 'tasks'>;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly now: () => Date;
  }) {
    this.#root = options.root;
    this.#run = options.run;
    this.#experiment = options.plan.experiment;
    this.#name = options.plan.name;
    this.#now = options.now;
    this.#target = trackingTarget(options.env, options.root);
    this.#record = new TrackingRecord(options.root, options.run);
    this.#tags = sourceTags(options.root, options.env);
    this.#record.append({
      type: 'run',
      experiment: this.#experiment,
      target: this.#target.kind === 'direct' ? 'project' : targetName(this.#target),
      tags: this.#tags,
    });
    this.describe(options.plan.tasks.filter((task) => task.kind !== 'command'));
  }

  /** A sentence on what a user has to know about where runs are logged; undefined when there is nothing to say. */
  get note(): string | undefined {
    if (this.#target.kind !== 'direct') return undefined;
    return `Jobs log to ${targetName(this.#target)} themselves, as MLFLOW_TRACKING_URI says: Sluice does not see their metrics. Trials of a sweep log to the project, because their metrics decide.`;
  }

  /** Says what a task was given, and makes a place for what it logs when it is a process that may do so. */
  start(task: CommandTask): TrackedJob {
    const logsItself = this.#target.kind === 'direct' && !/\[\d+\]$/.test(task.id);
    const logged = logsItself || !mayLog(task) ? undefined : this.#startFileRun(task);
    const environment = task.environment.label;
    this.#record.append({
      type: 'job',
      job: task.id,
      params: literalsOf(task),
      tags: environment === '' ? {} : { 'sluice.environment': environment },
      ...(logged === undefined ? {} : { logged: `${logged.experimentId}/${logged.runId}` }),
    });
    return logged ?? UNTRACKED;
  }

  /** Says what tasks were given whose kept results are taken, or that are no processes. */
  describe(tasks: readonly Task[]): void {
    if (tasks.length > 0) this.#record.appendText(tasks.map(taskLine).join(''));
  }

  close(): void {
    this.#record.close();
  }

  #startFileRun(task: CommandTask): (TrackedJob & Pick<FileRun, 'experimentId' | 'runId'>) | undefined {
    const folder = join(runPaths.tracking(this.#root), 'mlruns');
    // A file each: only what jobs ask for.
    const commit = this.#tags['mlflow.source.git.commit'];
    const common = { ...(commit === undefined ? {} : { 'mlflow.source.git.commit': commit }), 'sluice.run': this.#run };
    try {
      if (this.#parent === undefined) {
        this.#parent = startFileRun(folder, this.#experiment, this.#name, common, this.#now());
        this.#record.append({ type: 'parent', logged: `${this.#parent.experimentId}/${this.#parent.runId}` });
      }
      const tags = { ...common, 'sluice.job': task.id };
      const run = startFileRun(folder, this.#experiment, task.id, { ...tags, 'mlflow.parentRunId': this.#parent.runId }, this.#now());
      // Runs that the job starts besides its own are found by this, and stand below it.
      const context = JSON.stringify({ 'sluice.run': this.#run, 'sluice.job': task.id, 'mlflow.parentRunId': run.runId });
      return { ...run, variables: { ...run.variables, MLFLOW_RUN_CONTEXT: context } };
    } catch {
      // No place to log to: the job runs all the same.
      return undefined;
    }
  }
}

/** A job whose environment or command names a package or a Python can hold MLflow. */
function mayLog(task: CommandTask): boolean {
  return task.environment.requirements.length > 0 || /python|mlflow/i.test(task.command);
}

/** What is said of a task that is no process in this run, as a line. */
export function taskLine(task: Task): string {
  const line: TrackingLine = { type: 'job', job: task.id, params: literalsOf(task), tags: {} };
  return `${JSON.stringify(line)}\n`;
}

function literalsOf(task: Task): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(task.inputs).flatMap(([name, input]) => (input.from === 'literal' ? [[name, input.text]] : [])));
}
