import type { FailureCause, FailureFix } from '../failure.ts';
import type { RunFiles } from '../project-path.ts';
import { pathFrom } from '../project-path.ts';
import type { EndReason } from '../run-event.ts';
import type { CommandTask, RunPlan } from '../run-plan.ts';
import type { Frame, PythonError } from './traceback.ts';

/** The files of the project, as far as an explanation looks at them. */
export type ReadFiles = Pick<RunFiles, 'kindOf' | 'read'>;

/** What is known of a job that failed. */
export interface FailureFacts {
  /** Of a sweep its trial. */
  readonly task: CommandTask;
  readonly reason: EndReason;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly durationMs?: number | undefined;
  /** What the event says. */
  readonly message?: string | undefined;
  /** The end of its log. */
  readonly log: string;
  readonly files: ReadFiles;
  /** For the pipeline's file, and the versions that other jobs use. */
  readonly plan?: RunPlan | undefined;
  /** Names of the columns of tables that it reads, by input. */
  readonly columns?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What somebody who recognises a failure says of it. */
export interface Found {
  readonly cause: Omit<FailureCause, 'place' | 'logLine'> & Pick<Partial<FailureCause>, 'place' | 'logLine'>;
  readonly fix?: FailureFix | undefined;
}

/** Looks for one kind of failure: in the last exception, else in the whole end of the log. */
export type Recogniser = (facts: FailureFacts, errors: readonly PythonError[], log: string) => Found | undefined;

/** The file of the project that a file in the job's working folder is a copy of; undefined when it is none. */
export function sourceOf(file: string, { task, files }: Pick<FailureFacts, 'task' | 'files'>): string | undefined {
  if (file.startsWith('<') || /(site|dist)-packages[\\/]|[\\/]lib[\\/]python\d/.test(file)) return undefined;
  const plain = file.replace(/\\/g, '/');
  const inside = /\/\.sluice\/work\/[^/]+\/(?:jobs\/)?[^/]+\/(.+)$/.exec(plain)?.[1] ?? (/^([a-z]:)?\//i.test(plain) ? undefined : plain.replace(/^\.\//, ''));
  if (inside === undefined) return undefined;
  const candidates = [
    ...(task.code === undefined ? [] : [pathFrom(`${task.code}/x`, inside), ...(task.code.endsWith(`/${inside}`) || task.code === inside ? [task.code] : [])]),
    ...task.additionalIncludes.map((path) => pathFrom(path, inside)),
  ];
  return candidates.find((path) => files.kindOf(path) === 'file');
}

/** The innermost line of the project's own files in a traceback. */
export function placeOf(frames: readonly Frame[], facts: Pick<FailureFacts, 'task' | 'files'>): { readonly path: string; readonly line: number } | undefined {
  for (const { file, line } of [...frames].reverse()) {
    const path = sourceOf(file, facts);
    if (path !== undefined) return { path, line };
  }
  return undefined;
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

/** Where a job fails, for a sentence: "`train.py` in line 7", or nothing. */
export function sayPlace(place: { readonly path: string; readonly line: number } | undefined): string | undefined {
  return place === undefined ? undefined : `\`${nameOf(place.path)}\` in line ${place.line}`;
}

/** "a", "a and b", "a, b and c", with at most `most` of them. */
export function listed(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
