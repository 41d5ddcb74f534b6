import type { PortType } from '#shared/azureml/kinds.ts';
import { parseControlEnd } from '#shared/edits/common/control-ends.ts';
import type { Refusal } from '#shared/edits/edit.ts';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { controlTargets } from './control-ends-view-model.ts';
import { shortEnd } from './node-view-model.ts';

/** One end that a connection could have, and what the edit says of it. */
export interface Candidate {
  /** The ends in the direction of the flow. */
  readonly from: string;
  readonly to: string;
  /** The end that is chosen. */
  readonly end: string;
  readonly state: 'free' | 'replaces' | 'refused';
  /** "needs a value", "replaces tune.model", "takes uri_folder". */
  readonly detail: string;
  /** The whole sentence of a refusal. */
  readonly refusal: Refusal | undefined;
  readonly isMissing: boolean;
  /** 0: the types are the same (a verdict and a gate); 1: they go together. */
  readonly fit: 0 | 1;
}

/** Which way a connection is made: `from` an output that is held, or `into` an input that is held. */
export type ConnectWay = 'from' | 'into';

/** Asks the edit. */
export type Refuse = (from: string, to: string) => Refusal | undefined;

/** Ends that `held` could be connected with, in the order of the text: inputs of jobs and outputs of the pipeline, or outputs of jobs and inputs of the pipeline. */
export function oppositeEnds(pipeline: Pipeline, held: string, way: ConnectWay): readonly string[] {
  const ends: string[] = [];
  if (way === 'into') for (const input of pipeline.inputs) ends.push(`parent.inputs.${input.name}`);
  for (const job of pipeline.jobs) {
    for (const port of way === 'from' ? job.inputs : job.outputs) {
      if (way === 'from' && !isConnectable(port, pipeline, held)) continue;
      ends.push(port.end);
    }
  }
  ends.push(...controlTargets(pipeline, held, way));
  if (way === 'from' && parseControlEnd(held)) return ends.filter((end) => end.split('.').length === 3);
  if (way === 'from') for (const output of pipeline.outputs) ends.push(`parent.outputs.${output.name}`);
  return ends.filter((end) => end !== held);
}

/** What a connection of `held` with `end` would be. */
export function candidateFor(pipeline: Pipeline, held: string, way: ConnectWay, end: string, refuse: Refuse): Candidate {
  const [from, to] = way === 'from' ? [held, end] : [end, held];
  const refusal = refuse(from, to);
  const target = portAt(pipeline, to);
  const source = portAt(pipeline, from);
  const fit = fitOf(from, to, source, target);
  if (refusal) {
    return {
      from,
      to,
      end,
      state: 'refused',
      detail: shortReason(refusal, way, { from, to, source, target }),
      refusal,
      isMissing: target?.missing ?? false,
      fit,
    };
  }
  const bound = target?.bound;
  if (bound !== undefined && bound !== from)
    return { from, to, end, state: 'replaces', detail: `replaces ${shortEnd(bound)}`, refusal: undefined, isMissing: false, fit };
  if (target?.literal !== undefined)
    return { from, to, end, state: 'replaces', detail: `replaces ${clip(String(target.literal))}`, refusal: undefined, isMissing: false, fit };
  if (target?.path !== undefined && target.side === 'input')
    return { from, to, end, state: 'replaces', detail: `replaces ${clip(target.path)}`, refusal: undefined, isMissing: false, fit };
  return {
    from,
    to,
    end,
    state: 'free',
    detail: target?.missing ? 'needs a value' : (target?.type ?? ''),
    refusal: undefined,
    isMissing: target?.missing ?? false,
    fit,
  };
}

/** For the list: targets that need a value first, then free ones, then those that replace, each with ports of one name first; what cannot be connected apart. */
export function sortCandidates(candidates: readonly Candidate[]): { readonly possible: readonly Candidate[]; readonly refused: readonly Candidate[] } {
  const isNamesake = ({ from, to }: Candidate) => lastName(from) === lastName(to);
  const rank = (candidate: Candidate) => (candidate.state === 'free' ? (candidate.isMissing ? 0 : 2) : 4) + candidate.fit + (isNamesake(candidate) ? 0 : 0.5);
  const order = new Map(candidates.map((candidate, k) => [candidate, k]));
  const place = (candidate: Candidate) => order.get(candidate) ?? 0;
  const possible = candidates.filter((candidate) => candidate.state !== 'refused').sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
  const refused = candidates.filter((candidate) => candidate.state === 'refused' && candidate.refusal?.reason !== 'already-connected');
  return { possible, refused };
}

/** Candidates whose end or detail holds every word of a query. */
export function filterCandidates(candidates: readonly Candidate[], query: string): readonly Candidate[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return candidates;
  return candidates.filter((candidate) => {
    const text = `${shortEnd(candidate.end)} ${candidate.detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A refusal in a few words: stands beside a port. */
export function shortReason(
  refusal: Refusal,
  way: ConnectWay,
  ends: { readonly from: string; readonly to: string; readonly source: PortFacts | undefined; readonly target: PortFacts | undefined },
): string {
  switch (refusal.reason) {
    case 'type-mismatch':
      return way === 'from' ? `takes ${ends.target?.type ?? 'another type'}` : `gives ${ends.source?.type ?? 'another type'}`;
    case 'would-form-cycle':
      return `would form a cycle: ${jobOf(ends.from)} reads from ${jobOf(ends.to)}`;
    case 'reads-itself':
      return 'the same job';
    case 'already-connected':
      return 'connected already';
    default:
      return refusal.message.replace(/\.$/, '');
  }
}

/** The nearest place within `reach` of a point. */
export function nearest<T extends { readonly at: Point }>(places: Iterable<T>, point: Point, reach: number): T | undefined {
  let best: { readonly place: T; readonly distance: number } | undefined;
  for (const place of places) {
    const distance = Math.hypot(place.at.x - point.x, place.at.y - point.y);
    if (distance <= reach && (!best || distance < best.distance)) best = { place, distance };
  }
  return best?.place;
}

interface PortFacts {
  readonly side: 'input' | 'output';
  readonly type: PortType | undefined;
  readonly bound: string | undefined;
  readonly literal: string | number | boolean | undefined;
  readonly path: string | undefined;
  readonly missing: boolean;
}

/** What is known of an end. */
export function portAt(pipeline: Pipeline, end: string): PortFacts | undefined {
  const [, place, name, side, ...rest] = end.split('.');
  if (name === undefined) return undefined;
  if (place === 'inputs') {
    const input = pipeline.inputs.find((each) => each.name === name);
    return input && { side: 'output', type: input.type, bound: undefined, literal: undefined, path: undefined, missing: false };
  }
  if (place === 'outputs') {
    const output = pipeline.outputs.find((each) => each.name === name);
    const writer = output && pipeline.edges.find((edge) => edge.to === end);
    return output && { side: 'input', type: output.type, bound: writer?.from, literal: undefined, path: undefined, missing: false };
  }
  const job: Job | undefined = pipeline.job(name);
  const port = (side === 'outputs' ? job?.outputs : job?.inputs)?.find((each) => each.name === rest.join('.'));
  return port && { side: port.side, type: port.type, bound: port.bound, literal: port.literal, path: port.path, missing: port.missing };
}

/** Plain values are offered to plain values only: a list of every number of every job helps nobody. */
function isConnectable(port: Port, pipeline: Pipeline, held: string): boolean {
  if (port.bound !== undefined || !isValueType(port.type)) return true;
  return isValueType(portAt(pipeline, held)?.type);
}

function isValueType(type: string | undefined): boolean {
  return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean';
}

function fitOf(from: string, to: string, source: PortFacts | undefined, target: PortFacts | undefined): 0 | 1 {
  const isVerdict = from.endsWith('.verdict');
  const isGate = to.endsWith('.inputs.gate');
  if (isVerdict || isGate) return isVerdict && isGate ? 0 : 1;
  return source?.type !== undefined && source.type === target?.type ? 0 : 1;
}

function lastName(end: string): string {
  return end.slice(end.lastIndexOf('.') + 1);
}

function jobOf(end: string): string {
  const [, place, name] = end.split('.');
  return place === 'jobs' ? (name ?? end) : shortEnd(end);
}

function clip(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
