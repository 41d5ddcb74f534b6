import type { GateResult, RuleVerdict } from '#shared/gates/verdict.ts';
import type { Direction } from '../metric-direction.ts';
import type { TaskId } from '../run-plan.ts';
import type { RunState, TaskStatus } from '../run-state.ts';

/** What of two runs differs, the largest question first. Plain data: the screen and `sluice compare --json` show the same. `a` is the earlier choice, `b` the other. */
export interface RunComparison {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  /** How the gates judged, where a verdict or a row of it differs. */
  readonly verdicts: Part<VerdictChange>;
  readonly metrics: Part<MetricChange>;
  /** Values of the pipeline, inputs of jobs, search spaces and limits. */
  readonly parameters: Part<ValueChange>;
  readonly jobs: Part<JobChange>;
  readonly data: Part<DataChange>;
  readonly code: Part<CodeChange>;
  readonly environments: Part<EnvironmentChange>;
  /** Tasks that ended otherwise. */
  readonly outcomes: Part<OutcomeChange>;
  /** Edges of the graph: ends as they are written, `parent.jobs.split.outputs.train`. */
  readonly edges: { readonly added: readonly EdgeEnds[]; readonly removed: readonly EdgeEnds[] };
  readonly text: TextComparison;
}

/** The differences of one kind, and how many there are to compare: "2 of 33". */
export interface Part<T> {
  readonly changes: readonly T[];
  readonly of: number;
}

/** One of the two runs. */
export interface ComparedSide {
  readonly run: string;
  /** Counted from 1 in its project. */
  readonly number: number | undefined;
  readonly file: string;
  readonly name: string;
  readonly startedAt: string | undefined;
  readonly result: RunState['result'];
  readonly durationMs: number | undefined;
  /** Its outcomes were made up or recorded: nothing was run. */
  readonly simulated: boolean;
  /** In half a line: "`roc_auc` short by 0.0034", "closest rule +0.0053", "`train` failed". */
  readonly headline: string | undefined;
}

/** A gate that judged otherwise; undefined where it did not judge. */
export interface VerdictChange {
  readonly job: TaskId;
  readonly a: GateResult | undefined;
  readonly b: GateResult | undefined;
  /** Rows that differ in result, value or limit, by the text of the rule. */
  readonly rules: readonly { readonly text: string; readonly a: RuleVerdict | undefined; readonly b: RuleVerdict | undefined }[];
}

export interface MetricChange {
  readonly job: TaskId;
  readonly name: string;
  readonly a: number | undefined;
  readonly b: number | undefined;
  /** b − a. */
  readonly difference: number | undefined;
  readonly better: Direction | undefined;
  /** The second is better, or worse; undefined when it cannot be said. */
  readonly is: 'better' | 'worse' | undefined;
}

/** `name` is `learning_rate` for an input of the pipeline, else `train.learning_rate`. Values as text; undefined where there is none. */
export interface ValueChange {
  readonly name: string;
  readonly job: string | undefined;
  readonly a: string | undefined;
  readonly b: string | undefined;
}

/** A job of the file. `keys` are what changed in it, as dotted paths. `moved`: only its place in the text. */
export interface JobChange {
  readonly job: string;
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly keys: readonly string[];
}

/** Data with other content, or from another place. Hashes are of the content. */
export interface DataChange {
  readonly a: { readonly path: string; readonly hash: string } | undefined;
  readonly b: { readonly path: string; readonly hash: string } | undefined;
  /** Inputs that read it: `prepare.raw`. */
  readonly readers: readonly string[];
}

/** The code or the command of jobs. */
export interface CodeChange {
  readonly what: 'code' | 'command';
  /** Folder or file of the code; for a command the job. */
  readonly name: string;
  /** Hash of the code, or the command itself. */
  readonly a: string;
  readonly b: string;
  readonly jobs: readonly string[];
  /** Files of the code that differ; none where that is not known any more, or for a command. */
  readonly files: readonly { readonly name: string; readonly change: 'added' | 'removed' | 'changed' }[];
}

export interface EnvironmentChange {
  readonly a: string;
  readonly b: string;
  /** `python` among them. Undefined where it is not in it; '' for any version. */
  readonly packages: readonly { readonly name: string; readonly a: string | undefined; readonly b: string | undefined }[];
  readonly jobs: readonly string[];
}

export interface OutcomeChange {
  readonly task: TaskId;
  readonly a: TaskStatus | undefined;
  readonly b: TaskStatus | undefined;
}

export interface EdgeEnds {
  readonly from: string;
  readonly to: string;
}

/** The files of both runs, line by line. */
export interface TextComparison {
  readonly rows: readonly TextRow[];
  /** Lines that are new and gone, moved ones left out. */
  readonly added: number;
  readonly removed: number;
  /** Lines of blocks that stand elsewhere, unchanged. */
  readonly moved: number;
}

/** A line: `left` and `right` are its numbers, from 1. A moved block is one row that stands for all its lines. */
export type TextRow =
  | { readonly kind: 'same'; readonly left: number; readonly right: number; readonly text: string }
  | { readonly kind: 'removed'; readonly left: number; readonly text: string }
  | { readonly kind: 'added'; readonly right: number; readonly text: string }
  /** `left` and `right` are where the block begins in either text; this row stands at the place that `at` names. */
  | { readonly kind: 'moved'; readonly at: 'left' | 'right'; readonly job: string; readonly left: number; readonly right: number; readonly lines: number };
