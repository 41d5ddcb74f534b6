import type { Expression } from '#shared/azureml/expression.ts';
import type { GateKind } from '#shared/azureml/gate-kind.ts';
import type { DocumentKind, JobKind, PortType, Role } from '#shared/azureml/kinds.ts';
import type { YamlEntry, YamlNode, YamlProblem } from '#shared/yaml/tree.ts';

/** An end of an edge in the format's own words: `parent.inputs.x`, `parent.jobs.train.outputs.model`, `parent.jobs.train`. */
export type End = string;

/** What Sluice reads from one document. Computed from the tree, never stored. Everything here may be asked for on every keystroke. */
export interface Pipeline {
  readonly document: DocumentKind;
  /** False when the text cannot be read: jobs holds what could still be read. */
  readonly readable: boolean;
  readonly problems: readonly YamlProblem[];
  /** `name`, else `display_name`. */
  readonly name: string | undefined;
  readonly inputs: readonly PipelineEnd[];
  readonly outputs: readonly PipelineEnd[];
  /** In the order of the text. Of duplicate names the last counts. A job whose lines did not change keeps its identity. */
  readonly jobs: readonly Job[];
  job(name: string): Job | undefined;
  /** Data edges first in the order of the readers, then settings, then control. Lazily computed. */
  readonly edges: readonly Edge[];
  /** Edges into and out of a job. */
  edgesInto(job: string): readonly Edge[];
  edgesOutOf(job: string): readonly Edge[];
  /** `settings.default_compute`, else `compute`. */
  readonly defaultCompute: string | undefined;
  /** A top-level `component:` in place of `jobs`. */
  readonly component: ComponentUse | undefined;
  /** Jobs that stand commented out under `jobs:` in a way that `comment-in` can bring back. */
  readonly commentedOut: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

/** An input or output of the pipeline. */
export interface PipelineEnd {
  readonly name: string;
  readonly type: PortType | undefined;
  readonly optional: boolean;
  readonly description: string | undefined;
  /** The value of a literal input. */
  readonly literal?: string | number | boolean;
  /** The `path` of a data input or output. */
  readonly path?: string;
  readonly mode?: string;
  readonly entry: YamlEntry;
}

/** An entry under `jobs`. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** `type` as written; undefined when omitted. */
  readonly type: string | undefined;
  readonly role: Role | undefined;
  /** A gate of the library or one that looks like it: a command job with input `rules` or `metrics` and an output `verdict`, or tagged so. */
  readonly isGate: boolean;
  /** What a gate judges: its tag `sluice.gate`, else what its role, name and ports suggest. Undefined for a job that is no gate. */
  readonly gateKind: GateKind | undefined;
  /** Rules as written in the `rules` input, one a line without blank and comment lines. Empty when it is no metrics gate. */
  readonly rules: readonly string[];
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly component: ComponentUse | undefined;
  /** Component's or inline job's ports known for sure: a local component that could be read, or an inline job. */
  readonly resolved: boolean;
  /** The component's order, then what is only written in the file. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Compute set on the job itself. */
  readonly compute: string | undefined;
  readonly environment: string | undefined;
  /** First words of the command of an inline job, `entry.file` of spark, the task of automl. */
  readonly summary: string | undefined;
  /** "24 trials", "8 batches", "5 jobs", "store in 6": what the node says at its right when it is not running. */
  readonly note: string | undefined;
  /** if_else: condition, blocks; do_while: body, condition; parallel_for: body, items. */
  readonly control: Control | undefined;
  /** Every binding written in the job: inputs, outputs, settings, control. */
  readonly bindings: readonly Binding[];
  readonly entry: YamlEntry;
}

export interface Control {
  readonly condition: string | undefined;
  readonly trueBlock: readonly string[];
  readonly falseBlock: readonly string[];
  readonly body: string | undefined;
}

/** `component:` or `trial:` of a job, or the inline job itself. */
export interface ComponentUse {
  readonly key: 'component' | 'trial' | 'inline';
  /** As written; undefined for inline. */
  readonly ref: string | undefined;
  readonly where: 'local' | 'workspace' | 'registry' | 'inline' | 'unknown';
  /** What a node shows: folder name of a local component, the reference of a remote one. */
  readonly label: string;
  /** Path of a local component's file, relative to the project, '/' as separator. */
  readonly path: string | undefined;
  /** What its file declares; undefined when it is remote or cannot be read. */
  readonly declared: ComponentInterface | undefined;
  /** Why a local component is not resolved, in a sentence. */
  readonly reason: string | undefined;
}

/** What a component file declares, of any component kind. */
export interface ComponentInterface {
  readonly kind: DocumentKind;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly inputs: readonly ComponentPort[];
  readonly outputs: readonly ComponentPort[];
  readonly environment: string | undefined;
  readonly command: string | undefined;
  /** Number of jobs of a pipeline component. */
  readonly jobCount: number | undefined;
}

export interface ComponentPort {
  readonly name: string;
  readonly type: PortType | undefined;
  readonly optional: boolean;
  readonly default: string | number | boolean | undefined;
  readonly description: string | undefined;
  readonly enum: readonly string[] | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly mode: string | undefined;
}

/** An input or output of a job. */
export interface Port {
  readonly side: 'input' | 'output';
  readonly name: string;
  /** `parent.jobs.<id>.inputs.<name>`. */
  readonly end: End;
  /** Undefined when it cannot be known (remote component). */
  readonly type: PortType | undefined;
  /** True when the type is declared or written, false when it was inferred from use. */
  readonly certain: boolean;
  readonly optional: boolean;
  readonly declared: ComponentPort | undefined;
  /** What is written in the file for it; undefined when nothing is. */
  readonly entry: YamlEntry | undefined;
  /** Input: `from`; output: `to`: the end that a binding names. */
  readonly bound: End | undefined;
  /** A literal value (of a long form `{value: …}` too). */
  readonly literal: string | number | boolean | undefined;
  /** Path of a data or model value or of an output. */
  readonly path: string | undefined;
  readonly mode: string | undefined;
  /** A required input without a value and without a default. */
  readonly missing: boolean;
}

/** One expression written in a job, and where. */
export interface Binding {
  readonly job: string;
  /** Keys from the job down to the scalar: `['inputs','data']`, `['inputs','data','path']`, `['compute']`. */
  readonly path: readonly (string | number)[];
  readonly expression: Expression;
  /** The scalar that holds it. */
  readonly node: YamlNode;
  /** True when the scalar is nothing but this expression in its tight form. */
  readonly whole: boolean;
  /** True when blanks stand inside the braces: drawn, but Azure ML reads it as text (BND-008). */
  readonly spaced: boolean;
  readonly kind: 'data' | 'setting' | 'control';
}

export interface Edge {
  /** Unique and stable while both ends exist. */
  readonly id: string;
  readonly kind: 'data' | 'setting' | 'control';
  readonly from: End;
  readonly to: End;
  readonly fromJob: string | undefined;
  readonly toJob: string | undefined;
  /** Names a job, port, input or output that does not exist. */
  readonly dangling: boolean;
  /** For control edges of if_else. */
  readonly branch?: 'true' | 'false' | 'body';
  /** Opens or holds what follows: the input is called `gate` or its source is a gate's verdict. */
  readonly gated: boolean;
  /** Of a setting edge: the keys below the job that hold the expression, `['compute']`. Its `to` is then the job. */
  readonly path?: readonly (string | number)[];
}

/**
 * Looks up the file of a local component. Synchronous: a renderer answers from what the host has sent so far and re-reads the pipeline when `version` moves.
 */
export interface ComponentFiles {
  /** Goes up whenever an answer may have changed. */
  readonly version: number;
  /** `path` relative to the project, '/' as separator. Text of the file; `missing` when there is none; `pending` when it is not known yet. */
  read(path: string): { readonly text: string } | 'missing' | 'pending';
}
