import { parseEnd } from '#shared/pipeline/end.ts';
import { asMapping } from '#shared/pipeline/fields.ts';
import type { End, Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { tagsOf } from '#shared/pipeline/read-component.ts';
import { partsOf } from './parse-comparison.ts';
import type { MetricPart } from './rules.ts';

/** The tag by which a component says which metrics it writes. */
export const METRICS_TAG = 'sluice.metrics';

/** A metric that a component says it writes: `recall`, or `cohorts.*.recall` for one of every cohort. */
export interface MetricPattern {
  readonly text: string;
  readonly parts: readonly MetricPart[];
  /** True when a `*` stands for names that are known only after a run. */
  readonly isOpen: boolean;
}

/** What the inputs of a gate may hold, before anything has run. */
export interface GateMetrics {
  /** What feeds the gate's `metrics`; undefined when nothing does. */
  readonly from: End | undefined;
  /** What its component says it writes; empty when it says nothing. */
  readonly metrics: readonly MetricPattern[];
  readonly baselineFrom: End | undefined;
  /** The same for `baseline`, written with `baseline.`; a champion's file from outside is taken to hold what the challenger's does. */
  readonly baseline: readonly MetricPattern[];
}

/** Reads the tag `sluice.metrics`: names as rules use them, with commas between. Doubles and what is no name are left out. */
export function declaredMetrics(tag: string): MetricPattern[] {
  const patterns = new Map<string, MetricPattern>();
  for (const [text] of tag.matchAll(/(?:\[[^\]]*\]|[^,[\s])+/g)) {
    const parts = partsOf(text);
    if (parts.length > 0) patterns.set(text, { text, parts, isOpen: parts.some((part) => !part.bracketed && part.key === '*') });
  }
  return [...patterns.values()];
}

/** True when a metric, as a rule names it, is one that the pattern stands for. */
export function matchesPattern(pattern: MetricPattern, name: string): boolean {
  const parts = partsOf(name);
  return (
    parts.length === pattern.parts.length && pattern.parts.every((part, k) => (!part.bracketed && part.key === '*' && k > 0) || part.key === parts[k]?.key)
  );
}

/** What a job says that it writes: its own tag, else that of its component. */
export function metricsOf(job: Job): MetricPattern[] {
  const own = tagsOf(asMapping(job.entry.value)?.get('tags'))[METRICS_TAG];
  const tag = own ?? job.component?.declared?.tags[METRICS_TAG];
  return tag === undefined ? [] : declaredMetrics(tag);
}

/** The metrics that the rules of a gate may name, by what feeds it. */
export function metricsFor(pipeline: Pipeline, gateJob: string): GateMetrics {
  const gate = pipeline.job(gateJob);
  const boundTo = (name: string): End | undefined => gate?.inputs.find((port) => port.name === name)?.bound;
  const from = boundTo('metrics');
  const baselineFrom = boundTo('baseline');
  const metrics = patternsBehind(pipeline, from);
  const hasBaseline = gate?.inputs.some((port) => port.name === 'baseline' && port.entry !== undefined) ?? false;
  const behind = patternsBehind(pipeline, baselineFrom);
  const champion = hasBaseline && behind.length === 0 ? metrics : behind;
  return { from, metrics, baselineFrom, baseline: champion.flatMap((pattern) => declaredMetrics(`baseline.${pattern.text}`)) };
}

function patternsBehind(pipeline: Pipeline, end: End | undefined): readonly MetricPattern[] {
  const parts = end === undefined ? undefined : parseEnd(end);
  const job = parts?.kind === 'job-output' ? pipeline.job(parts.job) : undefined;
  return job ? metricsOf(job) : [];
}
