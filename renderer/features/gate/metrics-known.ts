import type { TryOn } from '#renderer/state/gates/verdicts.store.ts';
import { declaredMetrics, matchesPattern, metricsFor } from '#shared/gates/declared-metrics.ts';
import { readMetrics } from '#shared/gates/judge-texts.ts';
import { knownMetrics, numberIn, valueAt } from '#shared/gates/metric-values.ts';
import { partsOf } from '#shared/gates/parse-comparison.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';

/** What is known of the metrics that a gate's rules may read. */
export interface KnownMetrics {
  /** The job that writes them, and what its component is called. */
  readonly writer: string | undefined;
  readonly component: string | undefined;
  /** Names that the component declares; a `*` stands for any key. */
  readonly declared: readonly string[];
  /** Of the file tried. */
  readonly metrics: Source | undefined;
  readonly baseline: Source | undefined;
}

export interface Source {
  readonly name: string;
  readonly value: unknown;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
  readonly names: readonly string[];
}

/** Reads what the rules of a gate are tried on, and what the component before it declares. */
export function knownMetricsOf(pipeline: Pipeline, job: Job, tryOn: TryOn | undefined): KnownMetrics {
  const { from, metrics } = metricsFor(pipeline, job.id);
  const parts = from === undefined ? undefined : parseEnd(from);
  const writer = parts?.kind === 'job-output' ? pipeline.job(parts.job) : undefined;
  return {
    writer: writer?.id,
    component: writer?.component?.label,
    declared: metrics.map((pattern) => pattern.text),
    metrics: sourceOf(tryOn?.metrics),
    baseline: sourceOf(tryOn?.baseline),
  };
}

/** The number that a file has for a name. */
export function numberOf(source: Source | undefined, name: string): number | undefined {
  const found = source && source.problem === undefined ? valueAt(source.value, partsOf(name)) : undefined;
  return found && numberIn(found.value);
}

/** True when a name is declared, as such or by a pattern. */
export function isDeclared(declared: readonly string[], name: string): boolean {
  return declared.some((text) => text === name || (text.includes('*') && declaredMetrics(text).some((pattern) => matchesPattern(pattern, name))));
}

function sourceOf(file: TryOn['metrics']): Source | undefined {
  if (!file) return undefined;
  const read = readMetrics(file.text, file.name);
  if (!read.ok) return { name: file.name, value: undefined, problem: read.failure, names: [] };
  return { name: file.name, value: read.value, problem: undefined, names: knownMetrics(read.value) };
}
