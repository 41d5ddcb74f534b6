import type { Expression } from '#shared/azureml/expression.ts';
import { type EndParts, endOf, parseEnd, partsOf } from './end.ts';
import { findPort } from './find-port.ts';
import type { Surroundings } from './link-job.ts';
import type { Binding, Edge, End } from './pipeline.ts';
import { sourceOf } from './read-bindings.ts';
import type { JobDraft } from './read-job.ts';

/** The edges that are written in one job, by kind. */
export interface JobEdges {
  readonly data: readonly Edge[];
  readonly setting: readonly Edge[];
  readonly control: readonly Edge[];
}

/** One side of an edge: the end, and its parts when it is one. */
interface Side {
  readonly end: End;
  readonly parts: EndParts | undefined;
}

interface EdgeParts extends Pick<Edge, 'kind' | 'path' | 'branch'> {
  readonly from: Side;
  readonly to: Side;
}

/** Finds the edges that a job's bindings make. A binding to something missing makes a dangling edge. */
export function linkEdges(draft: JobDraft, around: Surroundings): JobEdges {
  const edges = { data: [] as Edge[], setting: [] as Edge[], control: [] as Edge[] };
  const ids = new Set<string>();
  for (const binding of draft.job.bindings) {
    const parts = edgeOf(binding, draft);
    if (!parts) continue;
    const edge = complete(parts, around);
    if (ids.has(edge.id)) continue;
    ids.add(edge.id);
    edges[edge.kind].push(edge);
  }
  return edges;
}

function edgeOf(binding: Binding, draft: JobDraft): EdgeParts | undefined {
  switch (binding.kind) {
    case 'data':
      return dataEdge(binding, draft);
    case 'setting':
      return settingEdge(binding);
    case 'control':
      return controlEdge(binding, draft);
  }
}

function dataEdge(binding: Binding, draft: JobDraft): EdgeParts | undefined {
  const { job, path, expression } = binding;
  const ownName = path[0] === 'inputs' || path[0] === 'outputs' ? path[1] : path[0];
  const name = String(ownName);
  if (expression.kind === 'parent-output') {
    const to = sideOf({ kind: 'output', name: expression.output });
    return { kind: 'data', from: sideOf({ kind: 'job-output', job: draft.job.id, name }), to };
  }
  const from = sourceSide(expression);
  return from && { kind: 'data', from, to: sideOf({ kind: 'job-input', job, name }) };
}

function settingEdge(binding: Binding): EdgeParts | undefined {
  const { job, path, expression } = binding;
  if (expression.kind === 'parent-output') {
    const to = sideOf({ kind: 'output', name: expression.output });
    return { kind: 'setting', from: sideOf({ kind: 'job', job }), to, path };
  }
  const from = sourceSide(expression);
  return from && { kind: 'setting', from, to: sideOf({ kind: 'job', job }), path };
}

/** Blocks and bodies run from the node to the job; conditions and items run into the node. What a loop hands back to its own body is no edge. */
function controlEdge(binding: Binding, draft: JobDraft): EdgeParts | undefined {
  const { job, path, expression } = binding;
  const key = path[0];
  const own = sideOf({ kind: 'job', job });
  if (key === 'mapping') return undefined;
  if (key === 'condition' || key === 'items') {
    const from = sourceSide(expression);
    const fromBody = 'job' in expression && expression.job === draft.job.control?.body;
    return from === undefined || fromBody ? undefined : { kind: 'control', from, to: own };
  }
  if (!('job' in expression)) return undefined;
  const branch = key === 'true_block' ? 'true' : key === 'false_block' ? 'false' : 'body';
  return { kind: 'control', from: own, to: sideOf({ kind: 'job', job: expression.job }), branch };
}

/** Keys of the file may be what cannot stand in an expression; then the end leads nowhere. */
const ODD = /\s|\.\.|\.$/;

function sideOf(parts: EndParts): Side {
  const end = endOf(parts);
  const isOdd = ODD.test(end) || ('job' in parts && parts.job.includes('.'));
  return { end, parts: isOdd ? parseEnd(end) : parts };
}

function sourceSide(expression: Expression): Side | undefined {
  const end = sourceOf(expression);
  return end === undefined ? undefined : { end, parts: partsOf(expression) };
}

function complete({ kind, from, to, path, branch }: EdgeParts, around: Surroundings): Edge {
  const suffix = path ? `@${path.join('.')}` : branch ? `@${branch}` : '';
  return {
    id: `edge:${from.end}>${to.end}${suffix}`,
    kind,
    from: from.end,
    to: to.end,
    fromJob: jobOf(from.parts),
    toJob: jobOf(to.parts),
    dangling: !exists(from.parts, around) || !exists(to.parts, around),
    gated: kind === 'data' && isGated(from.parts, to.parts, around),
    ...(branch ? { branch } : {}),
    ...(path ? { path } : {}),
  };
}

function jobOf(end: EndParts | undefined): string | undefined {
  return end && 'job' in end ? end.job : undefined;
}

function exists(end: EndParts | undefined, around: Surroundings): boolean {
  switch (end?.kind) {
    case 'input':
      return around.hasInput(end.name);
    case 'output':
      return around.hasOutput(end.name);
    case 'job':
      return around.draft(end.job) !== undefined;
    case 'job-output': {
      const draft = around.draft(end.job);
      return draft !== undefined && (draft.openOutputs || findPort(draft.job.outputs, end.name) !== undefined);
    }
    case 'job-input': {
      const draft = around.draft(end.job);
      return draft !== undefined && (draft.openInputs || findPort(draft.job.inputs, end.name) !== undefined);
    }
    default:
      return false;
  }
}

/** A path behind a gate: the input is called `gate`, or the source is a gate's verdict. */
function isGated(from: EndParts | undefined, to: EndParts | undefined, around: Surroundings): boolean {
  if (to?.kind === 'job-input' && to.name === 'gate') return true;
  return from?.kind === 'job-output' && from.name === 'verdict' && (around.draft(from.job)?.job.isGate ?? false);
}
