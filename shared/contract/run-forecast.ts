import type { GateKind } from '#shared/azureml/gate-kind.ts';
import type { JobKind } from '#shared/azureml/kinds.ts';
import type { TaskForecast } from '#shared/runs/forecast.ts';
import type { Obstacle, TaskId } from '#shared/runs/run-plan.ts';

/** A job of a run that has not started. */
export interface ForecastTask {
  readonly id: TaskId;
  readonly job: string;
  readonly kind: JobKind;
  readonly gate: GateKind | undefined;
  /** With its expressions, as written. */
  readonly command: string;
  /** The folder that it works on a copy of, relative to the project. */
  readonly code: string | undefined;
  /** The file of that folder that the command starts, relative to the project, and how long it is. */
  readonly script: { readonly path: string; readonly lines: number } | undefined;
  /** What its environment is called; undefined: it needs no packages. */
  readonly environment: string | undefined;
  readonly trials: number | undefined;
  readonly forecast: TaskForecast;
}

/** An environment that a run needs. */
export interface ForecastEnvironment {
  readonly label: string;
  readonly python: string | undefined;
  readonly requirements: readonly string[];
  /** Its jobs run in a container: of this image, or of one that is made from it. */
  readonly image?: string;
  /** It has been built before. Undefined: not known without building it. */
  readonly isReady: boolean | undefined;
  /** What differs from its definition, one sentence each. */
  readonly notes: readonly string[];
}

/** What a run would do, said before it starts. */
export interface RunForecast {
  /** False: what becomes of each job, and whether environments are there, has not been looked at yet. */
  readonly isWhole: boolean;
  readonly isTrusted: boolean;
  /** The folder that is asked about, as a person reads it. */
  readonly folder: string;
  readonly name: string;
  readonly tasks: readonly ForecastTask[];
  readonly environments: readonly ForecastEnvironment[];
  /** What will be otherwise than in the cloud, one sentence each. */
  readonly notes: readonly string[];
  readonly obstacles: readonly Obstacle[];
  /** Addresses that are downloaded from. */
  readonly urls: readonly string[];
  /** Files and folders that are read, relative to the project. */
  readonly reads: readonly string[];
}
