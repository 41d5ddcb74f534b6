import { isLiteralType } from '#shared/azureml/port-types.ts';
import { endOfJob, parseEnd } from '#shared/pipeline/end.ts';
import type { Edge, End, Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { EditContext, Refusal } from '../edit.ts';
import type { Draft } from '../splice/draft.ts';
import { locate } from '../splice/locate.ts';
import type { Path, Plain } from '../splice/plain.ts';
import { firstRefusal, listNames, refusal, refuseNoJob } from './guards.ts';
import { bindingText } from './places.ts';
import { wayBetween } from './reach.ts';
import { refuseShared, type SharedChoice, unshare } from './sharing.ts';
import { sourceType } from './types.ts';

/** Keys of control flow that lead to jobs, and those that read a value. */
type LeadingKey = 'true_block' | 'false_block' | 'body';
type ReadingKey = 'condition' | 'items';

/** An end of control flow: `parent.jobs.is_better.true_block`, `parent.jobs.each_store.items`. */
export interface ControlEnd {
  readonly job: string;
  readonly key: LeadingKey | ReadingKey;
}

const KEYS: Readonly<Partial<Record<Job['kind'], readonly ControlEnd['key'][]>>> = {
  'if-else': ['condition', 'true_block', 'false_block'],
  'do-while': ['condition', 'body'],
  'parallel-for': ['items', 'body'],
};

/** Takes an end of control flow apart; undefined when it is none. */
export function parseControlEnd(end: End): ControlEnd | undefined {
  const match = /^parent\.jobs\.([^.]+)\.(condition|items|true_block|false_block|body)$/.exec(end);
  return match ? { job: match[1] as string, key: match[2] as ControlEnd['key'] } : undefined;
}

/** `parent.jobs.is_better.true_block` */
export function controlEnd(job: string, key: ControlEnd['key']): End {
  return `${endOfJob(job)}.${key}`;
}

/** The ends of a job of control flow: what it reads first, then where it leads. */
export function controlEndsOf(job: Job): readonly ControlEnd[] {
  return (KEYS[job.kind] ?? []).map((key) => ({ job: job.id, key }));
}

/** True when a key leads to jobs: a line is drawn out of it. */
export function leads(key: ControlEnd['key']): key is LeadingKey {
  return key !== 'condition' && key !== 'items';
}

/** True when one of two ends belongs to control flow. */
export function isControlConnection(from: End, to: End): boolean {
  return parseControlEnd(from) !== undefined || parseControlEnd(to) !== undefined;
}

/** The jobs that a key leads to. */
export function jobsBehind(job: Job, key: LeadingKey): readonly string[] {
  const { control } = job;
  if (key === 'body') return control?.body === undefined ? [] : [control.body];
  return (key === 'true_block' ? control?.trueBlock : control?.falseBlock) ?? [];
}

/** What `disconnect` has to be told of an edge. */
export function disconnectArgs(pipeline: Pipeline, edge: Edge): { readonly to: End; readonly from?: End } {
  if (edge.kind !== 'control') return { to: edge.to };
  if (edge.branch !== undefined) return { from: `${edge.from}.${edge.branch === 'body' ? 'body' : `${edge.branch}_block`}`, to: edge.to };
  const job = pipeline.job(edge.toJob ?? '');
  return job ? { to: controlEnd(job.id, job.kind === 'parallel-for' ? 'items' : 'condition') } : { to: edge.to };
}

interface ControlConnection {
  readonly from: End;
  readonly to: End;
  readonly shared?: SharedChoice;
}

/** Why control flow cannot lead or read that way; undefined when it can. */
export function refuseControl(context: EditContext, args: ControlConnection): Refusal | undefined {
  const out = parseControlEnd(args.from);
  const into = parseControlEnd(args.to);
  if (out && leads(out.key)) return refuseLead(context, out.job, out.key, args);
  if (into && !leads(into.key)) return refuseRead(context, into.job, into.key, args);
  const [job, key] = out ? [out.job, out.key] : [into?.job ?? '', into?.key ?? ''];
  return refusal(
    'bad-arguments',
    out ? `The ${words(key)} of '${job}' is read, it leads nowhere.` : `The ${words(key)} of '${job}' leads to a job: draw it from '${job}'.`,
  );
}

function refuseLead(context: EditContext, job: string, key: LeadingKey, args: ControlConnection): Refusal | undefined {
  const { pipeline } = context;
  const target = parseEnd(args.to);
  return firstRefusal(
    () => refuseKey(context, job, key),
    () => (target?.kind === 'job' ? refuseNoJob(context, target.job) : refusal('bad-arguments', `The ${words(key)} of '${job}' leads to a job as a whole.`)),
    () => {
      if (target?.kind !== 'job') return undefined;
      const to = target.job;
      if (to === job) return refusal('reads-itself', `'${job}' cannot lead to itself.`);
      const own = pipeline.job(job) as Job;
      if (jobsBehind(own, key).includes(to)) return refusal('already-connected', `The ${words(key)} of '${job}' is '${to}' already.`);
      const kind = pipeline.job(to)?.kind;
      if (key === 'body' && kind !== 'command' && kind !== 'pipeline')
        return refusal('type-mismatch', `A body is a command or pipeline job; '${to}' is none. Put it into a pipeline component first.`);
      const loop = key === 'body' ? pipeline.jobs.find((other) => other.id !== job && other.control?.body === to) : undefined;
      if (loop) return refusal('already-connected', `'${to}' is the body of '${loop.id}' already: a job can stand in one loop only.`);
      const way = key === 'body' ? undefined : wayBetween(pipeline, to, job);
      return way ? refusal('would-form-cycle', `Would form a cycle: ${listNames(way.slice(1).map((each, k) => `${each} comes after ${way[k]}`))}.`) : undefined;
    },
    () => refuseShared(context.doc, ['jobs', job, key], args.shared),
  );
}

function refuseRead(context: EditContext, job: string, key: ReadingKey, args: ControlConnection): Refusal | undefined {
  const { pipeline } = context;
  const source = parseEnd(args.from);
  return firstRefusal(
    () => refuseKey(context, job, key),
    () => {
      if (source?.kind === 'job-output') return refuseNoJob(context, source.job);
      if (source?.kind !== 'input') return refusal('bad-arguments', `The ${words(key)} of '${job}' reads an output of a job or an input of the pipeline.`);
      return pipeline.inputs.some((input) => input.name === source.name) ? undefined : refusal('no-such-input', `The pipeline has no input '${source.name}'.`);
    },
    () => {
      const own = pipeline.job(job) as Job;
      const path = ['jobs', job, key];
      if (own.bindings.some((binding) => binding.path[0] === key && binding.node.kind === 'scalar' && binding.node.text === bindingText(args.from)))
        return refusal('already-connected', `The ${words(key)} of '${job}' reads that already.`);
      const isOwnBody = source?.kind === 'job-output' && source.job === own.control?.body;
      if (own.kind === 'do-while' && !isOwnBody)
        return refusal('bad-arguments', `'${job}' repeats while an output of its body is true: choose an output of ${own.control?.body ?? 'its body'}.`);
      const way = source?.kind === 'job-output' && !isOwnBody ? wayBetween(pipeline, job, source.job) : undefined;
      if (way) return refusal('would-form-cycle', `Would form a cycle: ${listNames(way.slice(1).map((each, k) => `${each} comes after ${way[k]}`))}.`);
      const type = sourceType(pipeline, args.from);
      if (type !== undefined && !isLiteralType(type)) return refusal('type-mismatch', `The ${words(key)} of '${job}' takes a value; ${type} is none.`);
      return refuseShared(context.doc, path, args.shared);
    },
  );
}

function refuseKey(context: EditContext, job: string, key: ControlEnd['key']): Refusal | undefined {
  return (
    refuseNoJob(context, job) ??
    ((KEYS[context.pipeline.job(job)?.kind ?? 'unknown'] ?? []).includes(key) ? undefined : refusal('bad-arguments', `'${job}' has no ${words(key)}.`))
  );
}

/** Writes what control flow leads to or reads. A job goes into one block only; a second one in a block makes a list of it. */
export function writeControl(draft: Draft, pipeline: Pipeline, args: ControlConnection): void {
  const out = parseControlEnd(args.from);
  const end = out ?? parseControlEnd(args.to);
  if (!end) return;
  const path: Path = ['jobs', end.job, end.key];
  unshare(draft, path, args.shared);
  if (!out || out.key === 'body') {
    draft.set(path, bindingText(out ? args.to : args.from));
    return;
  }
  const job = pipeline.job(out.job);
  const target = parseEnd(args.to);
  if (!job || target?.kind !== 'job') return;
  const other = out.key === 'true_block' ? 'false_block' : 'true_block';
  if (jobsBehind(job, other).includes(target.job)) removeFromBlock(draft, job, other, target.job);
  const { node, rest } = locate(draft.doc, path);
  const written = rest.length === 0 ? resolveAlias(node) : undefined;
  const binding: Plain = bindingText(args.to);
  if (written?.kind === 'sequence') draft.set([...path, written.items.length], binding);
  else if (written?.kind === 'scalar' && written.type !== 'null') draft.set(path, [written.text, binding]);
  else draft.set(path, binding);
}

/** Why control flow cannot be taken off there; undefined when it can. `from` is needed where a job stands behind several ends. */
export function refuseControlOff(
  context: EditContext,
  args: { readonly from?: End | undefined; readonly to: End; readonly shared?: SharedChoice },
): Refusal | undefined {
  const found = controlPlace(context.pipeline, args);
  if (!found) return refusal('not-connected', `Nothing is connected to ${args.to}.`);
  const job = context.pipeline.job(found.job) as Job;
  const target = parseEnd(args.to);
  const isThere = leads(found.key)
    ? target?.kind === 'job' && jobsBehind(job, found.key).includes(target.job)
    : locate(context.doc, ['jobs', found.job, found.key]).rest.length === 0;
  return isThere ? refuseShared(context.doc, ['jobs', found.job, found.key], args.shared) : refusal('not-connected', `Nothing is connected to ${args.to}.`);
}

/** Takes a job out of a block, or the body, condition or items away. */
export function removeControl(
  draft: Draft,
  pipeline: Pipeline,
  args: { readonly from?: End | undefined; readonly to: End; readonly shared?: SharedChoice },
): void {
  const found = controlPlace(pipeline, args);
  const job = found && pipeline.job(found.job);
  if (!found || !job) return;
  const path: Path = ['jobs', found.job, found.key];
  unshare(draft, path, args.shared);
  const target = parseEnd(args.to);
  if (leads(found.key) && found.key !== 'body' && target?.kind === 'job') removeFromBlock(draft, job, found.key, target.job);
  else draft.unset(path);
}

function controlPlace(pipeline: Pipeline, args: { readonly from?: End | undefined; readonly to: End }): ControlEnd | undefined {
  const end = (args.from === undefined ? undefined : parseControlEnd(args.from)) ?? parseControlEnd(args.to);
  return end && pipeline.job(end.job) ? end : undefined;
}

/** A list that would be left empty goes with its key. */
function removeFromBlock(draft: Draft, job: Job, key: 'true_block' | 'false_block', gone: string): void {
  const names = jobsBehind(job, key);
  const path: Path = ['jobs', job.id, key];
  const node = resolveAlias(locate(draft.doc, path).node);
  const at = names.indexOf(gone);
  if (node?.kind === 'sequence' && names.length > 1 && at >= 0) draft.unset([...path, at]);
  else draft.unset(path);
}

/** "true block", "items": a key as messages say it. */
function words(key: string): string {
  return key.replace('_', ' ');
}
