import type { GateKind } from '#shared/azureml/gate-kind.ts';
import type { AssetType, JobKind, PortType } from '#shared/azureml/kinds.ts';

/**
 * A job as it stands in a run: `train`; of a sub-pipeline `scoring.prep`; the third trial of a sweep `tune[3]`; the second round of a loop `refine[2]`,
 * of a parallel_for `each_store[2]`. Names are from 1.
 */
export type TaskId = string;

/** What a run does, worked out before anything starts (decision 0005). Pure data. */
export interface RunPlan {
  /** The pipeline file, relative to the project, '/' as separator. */
  readonly file: string;
  /** `display_name`, `name`, else the file's name. */
  readonly name: string;
  readonly experiment: string;
  /** Every task stands behind those it waits for. Bodies of loops and branches that are planned later are not in it. */
  readonly tasks: readonly Task[];
  /** What the pipeline's outputs are made from: `parent.outputs.<name>`. */
  readonly outputs: Readonly<Record<string, { readonly task: TaskId; readonly port: string }>>;
  /** What outputs of sub-pipelines are made from, by `job.port`. */
  readonly subOutputs?: RunPlan['outputs'];
  /** Jobs that are not run, because `.sluice/local.yml` records what they would write. */
  readonly recorded?: readonly RecordedJob[];
  /** What will be otherwise than in the cloud, one sentence each: said before the run and kept with it. */
  readonly notes: readonly string[];
  /** Everything that cannot run here; while there is any, nothing starts. */
  readonly obstacles: readonly Obstacle[];
  /** `settings.continue_on_step_failure`: jobs that do not depend on a failed one go on. */
  readonly continuesOnFailure: boolean;
}

/** A job that is not run: others read what is recorded for its outputs. */
export interface RecordedJob {
  readonly id: TaskId;
  /** The job under the top-level `jobs:` that it is part of. */
  readonly job: string;
  /** By output: a path relative to the project, or a value. */
  readonly outputs: Readonly<Record<string, string>>;
}

export type Task = CommandTask | SweepTask | ParallelTask | BranchTask | LoopTask | EachTask;

interface TaskBase {
  readonly id: TaskId;
  /** The job under the top-level `jobs:` that it is part of: what is drawn. */
  readonly job: string;
  readonly kind: JobKind;
  readonly displayName: string | undefined;
  /** Tasks that must have ended well. Of a gate: passed. */
  readonly waitsFor: readonly TaskId[];
  readonly inputs: Readonly<Record<string, TaskInput>>;
  readonly outputs: Readonly<Record<string, TaskOutput>>;
  /** A gate: exit status 20 is its verdict *held back*, no failure. */
  readonly gate: GateKind | undefined;
}

/** One process (or one per `instance_count`, when a job asks for several: they run one after another with a note). */
export interface CommandTask extends TaskBase {
  readonly kind: 'command';
  /** With its expressions: `python train.py --data ${{inputs.data}} $[[--rate ${{inputs.rate}}]]`. */
  readonly command: string;
  /** Folder or file whose copy is the working folder, relative to the project. Undefined: an empty one. */
  readonly code: string | undefined;
  readonly additionalIncludes: readonly string[];
  readonly environment: EnvironmentUse;
  /** `environment_variables`, values as text. */
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number | undefined;
  /** False: never reused. */
  readonly isDeterministic: boolean;
}

export interface SweepTask extends TaskBase {
  readonly kind: 'sweep';
  /** The trial without its searched inputs; its id is replaced by `<sweep>[n]`. */
  readonly trial: CommandTask;
  /** `sobol`: at random, and evenly spread. */
  readonly sampling: 'random' | 'sobol' | 'grid' | 'bayesian';
  readonly seed: number | undefined;
  /** `logbase`: what `log…` distributions are exponents of, when it is not e. */
  readonly logBase?: number | undefined;
  readonly space: Readonly<Record<string, SearchDistribution>>;
  readonly objective: { readonly metric: string; readonly goal: 'minimize' | 'maximize' };
  readonly limits: {
    readonly maxTrials: number;
    readonly maxConcurrent: number;
    readonly timeoutMs: number | undefined;
    readonly trialTimeoutMs: number | undefined;
  };
  readonly earlyTermination: Readonly<Record<string, string | number>> | undefined;
}

/** A distribution of the search space as written: `type` and its own parameters. */
export interface SearchDistribution {
  readonly type: string;
  readonly values?: readonly SearchValue[];
  readonly parameters: Readonly<Record<string, number>>;
}

/** One of the values to choose from; or what is searched within it, by name: the command is given it as JSON. */
export type SearchValue = string | number | boolean | { readonly [name: string]: SearchDistribution };

export interface ParallelTask extends TaskBase {
  readonly kind: 'parallel';
  readonly entry: { readonly code: string | undefined; readonly script: string; readonly arguments: string };
  readonly environment: EnvironmentUse;
  readonly variables: Readonly<Record<string, string>>;
  /** The input that is cut into mini-batches. */
  readonly data: string;
  /** `10`: so many files or rows; `10kb`: about so much. */
  readonly miniBatchSize: string;
  readonly partitionKeys: readonly string[];
  /** The output that rows are appended to. */
  readonly appendRowTo: string | undefined;
  readonly maxConcurrency: number;
  /** -1: any number. */
  readonly errorThreshold: number;
  readonly miniBatchErrorThreshold: number;
  readonly loggingLevel: string;
  /** `timeoutMs` is what one call of `run` may take. */
  readonly retries: { readonly maxRetries: number; readonly timeoutMs: number };
  readonly isDeterministic: boolean;
}

/** if_else: which of its blocks run is known when `condition` is. The jobs of both blocks are tasks of the plan. */
export interface BranchTask extends TaskBase {
  readonly kind: 'if-else';
  readonly condition: TaskInput;
  readonly whenTrue: readonly TaskId[];
  readonly whenFalse: readonly TaskId[];
}

/** A body that runs several times. What changes from round to round is read from the loop itself: `{ from: 'task', task: <its id>, port: <input of the body> }`. */
interface RoundsTask extends TaskBase {
  /** The job that is the body: its rounds are `<bodyId>[n]`. `inputs` of the task are what the inputs of the body are given when a round says nothing else. */
  readonly bodyId: TaskId;
  /** Every task stands behind those it waits for. */
  readonly body: readonly Task[];
  /** What the outputs of the body are made from. */
  readonly bodyOutputs: Readonly<Record<string, BodyOutput>>;
}

/** An output of a body: the task in it that writes it. */
export interface BodyOutput {
  readonly task: TaskId;
  readonly port: string;
  readonly type: PortType;
}

/** do_while: the body runs again, fed by `mapping`, while its condition output says true. */
export interface LoopTask extends RoundsTask {
  readonly kind: 'do-while';
  /** The output of the body that decides; `true`: only the limit ends it. */
  readonly condition: { readonly task: TaskId; readonly port: string } | boolean;
  /** Output of the body to inputs of its next round. */
  readonly mapping: Readonly<Record<string, readonly string[]>>;
  readonly maxIterations: number;
}

/** parallel_for: the body once for each item. An output is every round's: of assets a table of them (mltable), of literals a JSON list. */
export interface EachTask extends RoundsTask {
  readonly kind: 'parallel-for';
  /** What the inputs of the body are given in each round; or what holds a JSON text that says it. */
  readonly items: readonly Readonly<Record<string, TaskInput>>[] | TaskInput;
  readonly maxConcurrency: number;
}

/** Where a value comes from. */
export type TaskInput =
  /** `text`: what Azure ML puts into a command for it, as Python prints it: `True`, `0.1`, `1e-05`. */
  | { readonly from: 'literal'; readonly value: string | number | boolean; readonly text: string; readonly type: PortType | undefined }
  /** Relative to the project (`../` in front where it lies outside of it), or absolute where `.sluice/local.yml` says so. */
  | { readonly from: 'path'; readonly path: string; readonly type: AssetType; readonly source: string; readonly mode: string | undefined }
  /** Is fetched once, with consent, and kept. */
  | { readonly from: 'url'; readonly url: string; readonly type: AssetType; readonly mode: string | undefined }
  | { readonly from: 'task'; readonly task: TaskId; readonly port: string; readonly type: PortType | undefined; readonly mode: string | undefined }
  /** Optional, and nothing is given. */
  | { readonly from: 'nothing' };

export interface TaskOutput {
  readonly type: PortType;
  readonly mode: string | undefined;
  /** A `path` of the user's own on this computer that the output is copied to. */
  readonly copyTo: string | undefined;
}

/** The environment of a job, as far as the files say it. */
export interface EnvironmentUse {
  /** What a person calls it: the reference as written, `conda.yml`, the image. */
  readonly label: string;
  /** `requirements` and `python` after conda, pip, curated table and `.sluice/local.yml`. Nothing but `python`: a bare environment. */
  readonly python: string | undefined;
  readonly requirements: readonly string[];
  /** conda channels' packages that pip has under another name or not at all: said before the run. */
  readonly notes: readonly string[];
  readonly image: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** The file that lists its packages, relative to the project; undefined when none of the project's does. */
  readonly file?: string;
  /** The Docker build that it is, relative to the project. */
  readonly build?: { readonly folder: string; readonly dockerfile: string };
  /** The image holds the packages: they are listed only for where it is not used. */
  readonly isImageWhole?: boolean;
  /** Its jobs run in a container, because the user asked for it. */
  readonly isContainer?: boolean;
}

/** Something that cannot run on this computer. */
export interface Obstacle {
  readonly code:
    | 'remote-component'
    | 'unresolved-data'
    | 'unresolved-model'
    | 'unresolved-environment'
    | 'cloud-only'
    | 'missing-input'
    | 'missing-file'
    | 'missing-program'
    | 'unreadable'
    | 'cycle'
    | 'compute-refused'
    | 'bad-value';
  readonly job: string | undefined;
  /** What could not be resolved, as written: a key of `.sluice/local.yml` and of `--map`. */
  readonly name: string | undefined;
  /** One sentence: what, why, what one can do. */
  readonly message: string;
  readonly field: readonly (string | number)[];
}
