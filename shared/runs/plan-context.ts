import type { JobKind } from '#shared/azureml/kinds.ts';
import type { LocalFile } from '#shared/azureml/local-file.ts';
import { asMapping, asScalar, asText, fieldsOf } from '#shared/pipeline/fields.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import type { RunFiles } from './project-path.ts';
import type { Obstacle, RecordedJob, TaskId } from './run-plan.ts';

/** What a plan is made from. */
export interface PlanContext {
  /** The pipeline file, relative to the project, '/' as separator. */
  readonly path: string;
  readonly doc: YamlDocument;
  readonly components: ComponentFiles;
  readonly files: RunFiles;
  /** `.sluice/local.yml` with what `--map` adds. */
  readonly local: LocalFile;
  /** Values for inputs of the pipeline by name (`--set`). Paths are relative to `cwd`. */
  readonly sets: ReadonlyMap<string, string>;
  /** The folder that paths of `sets` are relative to, relative to the project, ending in '/': '' is the project. */
  readonly cwd: string;
}

/** Collects what is found while a plan is made. */
export class PlanNotes {
  readonly obstacles: Obstacle[] = [];
  readonly notes: string[] = [];
  readonly recorded: RecordedJob[] = [];
  /** Tasks that a sub-pipeline's jobs wait for when they are gates, by the prefix of the sub-pipeline's tasks. */
  readonly behind = new Map<string, TaskId[]>();

  stop(obstacle: Obstacle): void {
    const isKnown = this.obstacles.some((one) => one.code === obstacle.code && one.message === obstacle.message && one.job === obstacle.job);
    if (!isKnown) this.obstacles.push(obstacle);
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }
}

/** What stands in the way, once each: several jobs may want the same. */
export function distinctObstacles(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return [...new Map(obstacles.map((obstacle) => [obstacle.message, obstacle])).values()];
}

/** What a job is called in a sentence, by its kind. */
export const KIND_WORDS: Readonly<Record<JobKind, string>> = {
  command: 'a command job',
  sweep: 'a sweep',
  parallel: 'a parallel job',
  automl: 'an AutoML job',
  spark: 'a Spark job',
  pipeline: 'a pipeline job',
  'data-transfer': 'a data transfer job',
  import: 'an import job',
  'if-else': 'an if_else job',
  'do-while': 'a do_while job',
  'parallel-for': 'a parallel_for job',
  unknown: 'of a kind that Azure ML does not know',
};

/** The fields of a mapping; none for anything else. */
export function fieldsIn(node: YamlNode | null | undefined): ReadonlyMap<string, YamlEntry> {
  const map: YamlMapping | undefined = asMapping(node);
  return map ? fieldsOf(map) : NONE;
}

const NONE: ReadonlyMap<string, YamlEntry> = new Map();

/** A number behind a key, or undefined. */
export function numberAt(fields: ReadonlyMap<string, YamlEntry>, key: string): number | undefined {
  const scalar = asScalar(fields.get(key)?.value);
  const number = typeof scalar?.value === 'number' ? scalar.value : Number.NaN;
  if (!Number.isNaN(number)) return number;
  const text = asText(scalar)?.trim();
  const read = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isNaN(read) ? undefined : read;
}
