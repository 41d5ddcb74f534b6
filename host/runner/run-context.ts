import type { FailureCause } from '#shared/runs/failure.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunPlan, TaskId } from '#shared/runs/run-plan.ts';
import type { TaskFacts } from '#shared/runs/task-facts.ts';
import type { ContentHashes } from '../files/runs/content-hashes.ts';
import type { OutputStore } from '../files/runs/output-store.ts';
import type { WorkingFolders } from '../files/runs/working-folder.ts';
import type { Docker } from './docker.ts';
import type { Environments } from './environments.ts';
import type { Launcher } from './launcher.ts';
import type { RerunRecord } from './rerun-record.ts';
import type { RunTracking } from './run-tracking.ts';
import type { Semaphore } from './semaphore.ts';
import type { StopScope } from './stop-scope.ts';

/** An event without what every event has. */
export type NewEvent = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'run' | 'at'> : never) : never;

/** What a task's output is once it is there. */
export interface OutputAt {
  /** Absolute. */
  readonly path: string;
  readonly hash: string | null;
  /** What it holds, where it is of a literal type: given to others in place of the path. */
  readonly text?: string;
}

/** How a task ended, as far as others depend on it. */
export interface TaskOutcome {
  readonly result: 'passed' | 'held-back' | 'failed' | 'stopped' | 'skipped';
  readonly reason: Extract<RunEvent, { type: 'job-finished' }>['reason'];
  readonly outputs: Readonly<Record<string, OutputAt>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly isReused: boolean;
  readonly key?: string;
  /** Of one that failed: why, as far as can be told. */
  readonly cause?: FailureCause;
  /** Of an if_else: the tasks of the block that is not taken. */
  readonly notTaken?: ReadonlySet<TaskId>;
}

/** What everything in a run shares. */
export interface RunContext {
  /** The folder of Sluice itself. */
  readonly appRoot: string;
  readonly root: string;
  readonly run: string;
  readonly plan: RunPlan;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly store: OutputStore;
  readonly hashes: ContentHashes;
  readonly environments: Environments;
  readonly docker: Docker;
  readonly slots: Semaphore;
  readonly launcher: Launcher;
  readonly folders: WorkingFolders;
  /** Undefined: nothing is kept for MLflow. */
  readonly tracking: RunTracking | undefined;
  /** What is stopped with the task that this is handed to. */
  readonly scope: StopScope;
  /** True when a job failed and nothing new is to start. */
  readonly isEnding?: () => boolean;
  readonly now: () => Date;
  /** What each task depends on, kept with the run. */
  readonly facts: Map<TaskId, TaskFacts>;
  /** Notes what is said when nothing changed; undefined when nobody asks. */
  readonly record: RerunRecord | undefined;
  emit(event: NewEvent): void;
  /** What the last run of a task depended on. */
  lastParts(task: TaskId): Readonly<Record<string, string>> | undefined;
  keepParts(task: TaskId, parts: Readonly<Record<string, string>>): void;
  outcomeOf(task: TaskId): TaskOutcome | undefined;
  /** True when another task reads this output. */
  isRead(task: TaskId, port: string): boolean;
}
