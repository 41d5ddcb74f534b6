import { gateRows } from '#shared/layout/gate-rows.ts';
import { isIdleGate } from '#shared/layout/shape-node.ts';
import type { Job, Pipeline, PipelineEnd, Port } from '#shared/pipeline/pipeline.ts';

/** More changed jobs than this are read like a new document. */
const MOST_CHANGED = 8;

/**
 * The jobs that a key has changed without changing what is drawn of the graph: same nodes, ports and edges. Undefined when shape or edges may differ, and the
 * whole graph has to be looked at again.
 */
export function changedInPlace(before: Pipeline, after: Pipeline): ReadonlySet<string> | undefined {
  if (before.jobs.length !== after.jobs.length) return undefined;
  if (!sameEnds(before.inputs, after.inputs) || !sameEnds(before.outputs, after.outputs)) return undefined;
  if (before.commentedOut.length !== after.commentedOut.length || before.commentedOut.some((job, k) => job.name !== after.commentedOut[k]?.name))
    return undefined;
  const changed = new Set<string>();
  for (let k = 0; k < after.jobs.length; k++) {
    const old = before.jobs[k];
    const job = after.jobs[k];
    if (!old || !job || old.id !== job.id) return undefined;
    if (old === job) continue;
    if (changed.size === MOST_CHANGED || !drawsTheSameGraph(old, job)) return undefined;
    changed.add(job.id);
  }
  return changed;
}

/** True when a job has the same ports, the same edges and the same size as before. */
export function drawsTheSameGraph(a: Job, b: Job): boolean {
  return (
    a.kind === b.kind &&
    a.type === b.type &&
    a.isGate === b.isGate &&
    a.role === b.role &&
    a.note === b.note &&
    a.gateKind === b.gateKind &&
    gateRows(a) === gateRows(b) &&
    sameControl(a.control, b.control) &&
    samePorts(a.inputs, b.inputs) &&
    samePorts(a.outputs, b.outputs) &&
    sameBindings(a.bindings, b.bindings)
  );
}

function sameControl(a: Job['control'], b: Job['control']): boolean {
  if (!a || !b) return a === b;
  return a.condition === b.condition && a.body === b.body && a.trueBlock.join() === b.trueBlock.join() && a.falseBlock.join() === b.falseBlock.join();
}

function samePorts(a: readonly Port[], b: readonly Port[]): boolean {
  return a.length === b.length && a.every((port, k) => samePort(port, b[k]));
}

function samePort(a: Port, b: Port | undefined): boolean {
  return (
    b !== undefined &&
    a.end === b.end &&
    a.type === b.type &&
    a.bound === b.bound &&
    (a.literal === undefined) === (b.literal === undefined) &&
    isIdleGate(a) === isIdleGate(b)
  );
}

function sameBindings(a: Job['bindings'], b: Job['bindings']): boolean {
  return a.length === b.length && a.every((binding, k) => sameBinding(binding, b[k]));
}

function sameBinding(a: Job['bindings'][number], b: Job['bindings'][number] | undefined): boolean {
  return (
    b !== undefined &&
    a.kind === b.kind &&
    a.whole === b.whole &&
    a.path.join() === b.path.join() &&
    JSON.stringify(a.expression) === JSON.stringify(b.expression)
  );
}

function sameEnds(a: readonly PipelineEnd[], b: readonly PipelineEnd[]): boolean {
  return (
    a.length === b.length &&
    a.every((end, k) => {
      const other = b[k];
      return (
        end === other ||
        (other !== undefined && end.name === other.name && end.type === other.type && (end.literal === undefined) === (other.literal === undefined))
      );
    })
  );
}
