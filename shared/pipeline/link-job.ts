import type { PortType } from '#shared/azureml/kinds.ts';
import { parseEnd } from './end.ts';
import { findPort } from './find-port.ts';
import type { End, Job, Port } from './pipeline.ts';
import { type JobDraft, rulesIn } from './read-job.ts';
import { inferredOutput, type PortDraft } from './read-ports.ts';

/** What a job can learn from the rest of the pipeline. */
export interface Surroundings {
  draft(job: string): JobDraft | undefined;
  /** Names of the jobs whose bindings name this one. */
  readersOf(job: string): Iterable<string>;
  hasInput(name: string): boolean;
  hasOutput(name: string): boolean;
  inputType(name: string): PortType | undefined;
  outputType(name: string): PortType | undefined;
  /** The value of a literal input of the pipeline. */
  inputLiteral(name: string): string | number | boolean | undefined;
}

/**
 * Completes a job: types that the other end of a binding knows, and outputs of a remote component that others read. One step only: a guessed type is
 * never passed on, so the result does not depend on the order of reading. Gives `before` back when nothing is different.
 */
export function linkJob(draft: JobDraft, around: Surroundings, before: Job | undefined): Job {
  const inputs = draft.inputs.some((one) => one.guess) ? draft.inputs.map((one) => withGuess(one, sourceType(one.port.bound, around))) : draft.job.inputs;
  const uses = draft.openOutputs || draft.outputs.some((one) => one.guess) ? usesOf(draft, around) : NO_USES;
  const outputs = draft.outputs.some((one) => one.guess)
    ? draft.outputs.map((one) => withGuess(one, targetType(one.port.bound, around) ?? uses.get(one.port.name)))
    : draft.job.outputs;
  const extra = draft.openOutputs ? unwrittenOutputs(draft, uses) : [];
  const rules = rulesOf(draft, around);
  if (same(inputs, draft.job.inputs) && same(outputs, draft.job.outputs) && extra.length === 0 && rules === draft.job.rules) return draft.job;
  const all = extra.length === 0 ? outputs : [...outputs, ...extra];
  if (
    before &&
    before.bindings === draft.job.bindings &&
    sameTexts(before.rules, rules) &&
    sameTypes(before.inputs, inputs) &&
    sameTypes(before.outputs, all)
  ) {
    return before;
  }
  return { ...draft.job, inputs, outputs: all, rules };
}

/** Rules of a gate may stand in an input of the pipeline. */
function rulesOf(draft: JobDraft, around: Surroundings): readonly string[] {
  const text = draft.rulesFrom === undefined ? undefined : around.inputLiteral(draft.rulesFrom);
  return typeof text === 'string' ? rulesIn(text) : draft.job.rules;
}

function sameTexts(before: readonly string[], now: readonly string[]): boolean {
  return before.length === now.length && before.every((text, index) => text === now[index]);
}

const NO_USES: ReadonlyMap<string, PortType | undefined> = new Map();

function withGuess(draft: PortDraft, type: PortType | undefined): Port {
  const { port, guess, fallback } = draft;
  const best = type ?? fallback;
  return !guess || (best === port.type && !port.certain) ? port : { ...port, type: best, certain: false };
}

/** The type that the source of an input is known to have. */
function sourceType(bound: End | undefined, around: Surroundings): PortType | undefined {
  const end = bound === undefined ? undefined : parseEnd(bound);
  if (!end) return undefined;
  if (end.kind === 'input') return around.inputType(end.name);
  if (end.kind !== 'job-output' && end.kind !== 'job-input') return undefined;
  const source = around.draft(end.job);
  const port = source && findPort(end.kind === 'job-output' ? source.job.outputs : source.job.inputs, end.name);
  return port?.certain ? port.type : undefined;
}

function targetType(bound: End | undefined, around: Surroundings): PortType | undefined {
  const end = bound === undefined ? undefined : parseEnd(bound);
  return end?.kind === 'output' ? around.outputType(end.name) : undefined;
}

/** Outputs of a job that others read, each with the type of an input that is sure of its own. */
function usesOf(draft: JobDraft, around: Surroundings): ReadonlyMap<string, PortType | undefined> {
  const uses = new Map<string, PortType | undefined>();
  for (const reader of [...around.readersOf(draft.job.id)].sort()) {
    const other = around.draft(reader);
    for (const { expression } of other?.job.bindings ?? []) {
      if (expression.kind === 'job-output' && expression.job === draft.job.id && !uses.has(expression.output)) uses.set(expression.output, undefined);
    }
    for (const { port } of other?.inputs ?? []) {
      const end = port.certain && port.bound !== undefined ? parseEnd(port.bound) : undefined;
      if (end?.kind === 'job-output' && end.job === draft.job.id && uses.get(end.name) === undefined) uses.set(end.name, port.type);
    }
  }
  return uses;
}

function unwrittenOutputs(draft: JobDraft, uses: ReadonlyMap<string, PortType | undefined>): Port[] {
  return [...uses]
    .filter(([name]) => findPort(draft.job.outputs, name) === undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => inferredOutput(draft.job.id, name, type));
}

function same(ports: readonly Port[], own: readonly Port[]): boolean {
  return ports === own || ports.every((port, index) => port === own[index]);
}

function sameTypes(before: readonly Port[], now: readonly Port[]): boolean {
  return before.length === now.length && before.every((port, index) => port.end === now[index]?.end && port.type === now[index]?.type);
}
