import { isLiteralType } from '#shared/azureml/port-types.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { EditContext, Refusal } from '../edit.ts';
import type { Draft } from '../splice/draft.ts';
import type { Path } from '../splice/plain.ts';
import { unbindOutput, writeBinding, writersOf } from './bindings.ts';
import { canFeed } from './compatibility.ts';
import { findPort, firstRefusal, listNames, refusal, refuseNoJob, refuseNoPipeline, refuseNoPort } from './guards.ts';
import { bindingText, inputPath, inputsNamedIn, outputPath } from './places.ts';
import { portPlace } from './port-place.ts';
import { wayBetween } from './reach.ts';
import { refuseShared, type SharedChoice, unshare } from './sharing.ts';
import { sourceType, targetType } from './types.ts';

/** Two ends that are to be joined. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly shared?: SharedChoice;
}

/** Why two ends cannot be joined; undefined when they can. Quick enough to be asked for every port while dragging. */
export function refuseConnection(context: EditContext, args: Connection): Refusal | undefined {
  return firstRefusal(
    () => refuseNoPipeline(context),
    () => refuseEnds(context, args),
    () => refuseLoop(context.pipeline, args),
    () => refuseTypes(context.pipeline, args),
    () => refuseShared(context.doc, placeOf(context.pipeline, args) ?? [], args.shared),
  );
}

/** Writes the binding that joins two ends: at the reader of data, at the writer of an output of the pipeline. */
export function writeConnection(draft: Draft, context: EditContext, args: Connection): void {
  const { pipeline } = context;
  const from = parseEnd(args.from);
  const to = parseEnd(args.to);
  const path = placeOf(pipeline, args);
  if (!path) return;
  unshare(draft, path, args.shared);
  if (to?.kind === 'output' && from?.kind === 'job-output') {
    for (const writer of writersOf(pipeline, args.to)) if (writer.port.end !== args.from) unbindOutput(draft, writer.job, writer.port);
    const job = pipeline.job(from.job);
    writeBinding(draft, path, bindingText(args.to), job ? portPlace(context, job, 'output', from.name) : {});
  } else if (to?.kind === 'job-input') {
    const job = pipeline.job(to.job);
    writeBinding(draft, path, bindingText(args.from), job ? portPlace(context, job, 'input', to.name, args.from) : {});
  }
}

/** Where the binding is written: at the reader of data, at the writer of a pipeline output. */
function placeOf(pipeline: Pipeline, args: Connection): Path | undefined {
  const from = parseEnd(args.from);
  const to = parseEnd(args.to);
  if (to?.kind === 'job-input') {
    const job = pipeline.job(to.job);
    return job && inputPath(job, to.name);
  }
  if (to?.kind !== 'output' || from?.kind !== 'job-output') return undefined;
  const job = pipeline.job(from.job);
  return job && outputPath(job, from.name);
}

function refuseEnds(context: EditContext, args: Connection): Refusal | undefined {
  const { pipeline } = context;
  const from = parseEnd(args.from);
  const to = parseEnd(args.to);
  if (from?.kind !== 'input' && from?.kind !== 'job-output') {
    return refusal('bad-arguments', `'${args.from}' gives nothing: name a pipeline input or a job's output (parent.jobs.a.outputs.x).`);
  }
  if (to?.kind !== 'job-input' && to?.kind !== 'output') {
    return refusal('bad-arguments', `'${args.to}' takes nothing: name a job's input (parent.jobs.b.inputs.x) or a pipeline output.`);
  }
  if (from.kind === 'input' && to.kind === 'output') {
    return refusal('bad-arguments', 'A pipeline input cannot feed a pipeline output: only a job can write one.');
  }
  if (from.kind === 'input' && !pipeline.inputs.some((input) => input.name === from.name)) {
    return refusal('no-such-input', `The pipeline has no input '${from.name}'. ${has(pipeline.inputs)}`);
  }
  if (to.kind === 'output' && !pipeline.outputs.some((output) => output.name === to.name)) {
    return refusal('no-such-output', `The pipeline has no output '${to.name}'. ${has(pipeline.outputs)}`);
  }
  return firstRefusal(
    () => (from.kind === 'job-output' ? (refuseNoJob(context, from.job) ?? refusePort(pipeline.job(from.job), 'output', from.name)) : undefined),
    () => (to.kind === 'job-input' ? (refuseNoJob(context, to.job) ?? refusePort(pipeline.job(to.job), 'input', to.name)) : undefined),
    () => {
      const bound =
        to.kind === 'job-input'
          ? pipeline.job(to.job)?.inputs.find((port) => port.name === to.name)?.bound === args.from
          : from.kind === 'job-output' && pipeline.job(from.job)?.outputs.find((port) => port.name === from.name)?.bound === args.to;
      return bound ? refusal('already-connected', `${shortEnd(args.to)} reads from ${shortEnd(args.from)} already.`) : undefined;
    },
  );
}

/** A port must exist where the ports are known; a remote component is taken at its word, and so is a job that names an input of its own. */
function refusePort(job: Job | undefined, side: 'input' | 'output', name: string): Refusal | undefined {
  if (!job || findPort(job, side, name) || !job.resolved) return undefined;
  if (side === 'input' && inputsNamedIn(job).includes(name)) return undefined;
  return refuseNoPort(job, side, name);
}

function refuseLoop(pipeline: Pipeline, args: Connection): Refusal | undefined {
  const from = parseEnd(args.from);
  const to = parseEnd(args.to);
  if (from?.kind !== 'job-output' || to?.kind !== 'job-input') return undefined;
  if (from.job === to.job) return refusal('reads-itself', `'${to.job}' cannot read its own output.`);
  const way = wayBetween(pipeline, to.job, from.job);
  if (!way) return undefined;
  const steps = way.slice(1).map((job, k) => `${job} reads from ${way[k]}`);
  return refusal('would-form-cycle', `Would form a cycle: ${listNames(steps)}.`);
}

function refuseTypes(pipeline: Pipeline, args: Connection): Refusal | undefined {
  const from = sourceType(pipeline, args.from);
  const to = targetType(pipeline, args.to);
  if (canFeed(from, to)) return undefined;
  const gives = from && isLiteralType(from) ? `a value (${from})` : from;
  return refusal('type-mismatch', `${shortEnd(args.to)} takes ${to}; ${shortEnd(args.from)} gives ${gives}.`);
}

function has(ends: readonly { readonly name: string }[]): string {
  return ends.length === 0 ? 'It has none.' : `It has ${listNames(ends.map((end) => end.name))}.`;
}

/** `split.train` for `parent.jobs.split.outputs.train`, as labels and messages say it. */
export function shortEnd(end: string): string {
  const parts = parseEnd(end);
  if (!parts) return end;
  if (parts.kind === 'job-input' || parts.kind === 'job-output') return `${parts.job}.${parts.name}`;
  return parts.kind === 'job' ? parts.job : parts.name;
}
