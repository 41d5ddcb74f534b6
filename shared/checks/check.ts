import type { DocumentKind } from '#shared/azureml/kinds.ts';
import type { EditDefinition } from '#shared/edits/edit.ts';
import type { ComponentFiles, Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { ChecksFile } from './checks-file.ts';
import type { Severity } from './problem.ts';
import type { ProjectFiles } from './project-files.ts';
import type { KnownSecrets } from './secrets/secret-finding.ts';

/** What a check may look at. Never the screen, a file of its own, or a clock. */
export interface CheckContext {
  /** Path of the document, relative to the project, '/' as separator. */
  readonly path: string;
  readonly doc: YamlDocument;
  /** Of a document that is no pipeline: its kind, and no jobs. */
  readonly pipeline: Pipeline;
  readonly components: ComponentFiles;
  readonly files: ProjectFiles;
  /** What the project demands: `.sluice/checks.yml`. */
  readonly settings: ChecksFile;
  /** What is known of secrets in the project's files; left out where nobody looks for them. */
  readonly secrets?: KnownSecrets;
}

/** Part of the text whose offsets move with it: a node or an entry of the tree. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What a check says about one place. */
export interface Finding {
  /** What is underlined: the wrong value, or the key where something is missing. A node or `entry.key`, not a copy of its numbers: findings outlive edits elsewhere. */
  readonly at: Place;
  /** One sentence with cause, place and remedy; names of the file in backticks. */
  readonly message: string;
  /** Keys from the root to what is wrong. Left out: computed from `at`. Needed where a key is missing. */
  readonly field?: readonly (string | number)[];
  /** Left out: computed from `field`. */
  readonly owner?: string;
  /** Left out: the check's own. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly message: string; readonly at: Place; readonly path?: string }[];
  /** The best first. */
  readonly fixes?: readonly Fix[];
}

/** A fix while it still knows its edits: see `fix` and `textFix`. */
export interface Fix {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly edit: string; readonly args: unknown; readonly path?: string }
  | { readonly text: () => readonly TextEdit[] }
  | { readonly library: string };

export type Report = (finding: Finding) => void;

interface CheckRecord {
  /** Kebab-case, public, never renamed. */
  readonly code: string;
  /** Where the rule comes from: an id of the format's validation rules (`BND-002`) or `trap` for one of good practice. */
  readonly rule: string;
  readonly severity: Severity;
  /** The kind of problem in a few words, sentence case, no full stop: "Job reads from a job that does not exist". */
  readonly title: string;
  /** Documents that it looks at. Left out: pipeline jobs and pipeline components. */
  readonly documents?: readonly DocumentKind[] | 'all';
}

/** Looks at a whole document. */
export interface DocumentCheck extends CheckRecord {
  run(context: CheckContext, report: Report): void;
}

/**
 * Looks at one job of a pipeline; run again for a job only when that job or what surrounds it changed. It may look at the job, at the pipeline's inputs,
 * outputs and settings, at the names, kinds, components and outputs of other jobs, and at files; not at the inputs of other jobs.
 */
export interface JobCheck extends CheckRecord {
  runJob(job: Job, context: CheckContext, report: Report): void;
}

/** One that has both looks at jobs with `runJob`, and with `run` at what stands outside of them: the pipeline's own keys, documents that are no pipelines. */
export type Check = DocumentCheck | JobCheck | (DocumentCheck & JobCheck);

/** Declares a check; the identity function, so that the record is checked. */
export function defineCheck<C extends Check>(check: C): C {
  return check;
}

/** A step of a fix: one of the edits, with its arguments checked by the compiler. `path`: another file of the project. */
export function step<Args>(edit: EditDefinition<Args>, args: Args, path?: string): Step {
  return { edit: edit.id, args, ...(path === undefined ? {} : { path }) };
}

/** A step of a fix: a component of the starter library stands in the project's `components/`; copied when it does not. */
export function libraryStep(component: string): Step {
  return { library: component };
}

/** A fix made of edits, done in order as one step of undo. `title` is what the button and the Undo menu say. */
export function fix(id: string, title: string, ...steps: readonly Step[]): Fix {
  return { id, title, steps };
}

/** A fix that no edit makes: text edits, computed when they are asked for. */
export function textFix(id: string, title: string, edits: () => readonly TextEdit[]): Fix {
  return { id, title, steps: [{ text: edits }] };
}
