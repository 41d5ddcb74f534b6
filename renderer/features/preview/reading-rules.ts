import { baselineFileOf } from '#renderer/state/gates/baseline-file.ts';
import { parseRules } from '#shared/gates/parse-rules.ts';
import type { RuleLine } from '#shared/gates/rules.ts';
import { rulesPlace } from '#shared/gates/rules-place.ts';
import type { Verdict } from '#shared/gates/verdict.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { ReadingRule } from './numbers-view-model.ts';

/** A gate that judges by an output, and what it holds it against. */
export interface ReadingGate {
  readonly job: Job;
  readonly rules: readonly ReadingRule[];
  readonly lines: readonly RuleLine[];
  /** The champion's file, relative to the project. */
  readonly baseline: string | undefined;
}

/** The metrics gate that reads an output: its rules with what they came to in the run. */
export function readingGateOf(pipeline: Pipeline, path: string, end: string, verdicts: Readonly<Record<string, Verdict>>): ReadingGate | undefined {
  const job = pipeline.jobs.find((each) => each.gateKind === 'metrics' && each.inputs.some((port) => port.name === 'metrics' && port.bound === end));
  if (!job) return undefined;
  const lines = parseRules(rulesPlace(pipeline, job)?.text ?? '').rules;
  const judged = verdicts[job.id]?.rules ?? [];
  const rules = lines.map((line): ReadingRule => {
    const reads = line.tokens.filter((token) => token.kind === 'metric' && !/^baseline(\.|$)/.test(token.text)).map((token) => token.text);
    const result = judged.find((rule) => rule.text.trim() === line.text.trim())?.result;
    return { gate: job.id, name: line.label ?? line.text, text: line.text, reads, result };
  });
  return { job, rules, lines, baseline: baselineFileOf(pipeline, path, job) };
}

/** The jobs that read an output, in the order of the text. */
export function readersOf(pipeline: Pipeline, end: string): readonly string[] {
  return [
    ...new Set(pipeline.edges.flatMap((edge) => (edge.kind === 'data' && edge.from === end ? [/^parent\.jobs\.([^.]+)/.exec(edge.to)?.[1]] : []))),
  ].filter((job): job is string => job !== undefined);
}

/** The data that a reader of a model is fed besides it: `split.test_data`. */
export function dataBeside(pipeline: Pipeline, output: string): string | undefined {
  const dot = output.lastIndexOf('.');
  const end = `parent.jobs.${output.slice(0, dot)}.outputs.${output.slice(dot + 1)}`;
  for (const reader of readersOf(pipeline, end)) {
    const ports = pipeline.job(reader)?.inputs.filter((port) => port.bound !== undefined && port.bound !== end) ?? [];
    const isData = (name: string) => /data|test|input|features|rows/i.test(name) && !/model|metric|gate|verdict/i.test(name);
    const bound = ports.find((port) => isData(port.name))?.bound;
    const found = bound === undefined ? undefined : /^parent\.jobs\.([^.]+)\.outputs\.([^.]+)$/.exec(bound);
    if (found) return `${found[1]}.${found[2]}`;
  }
  return undefined;
}
