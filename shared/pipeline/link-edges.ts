import { type EndParts, endOfJob, endOfJobInput, endOfJobOutput, endOfOutput, parseEnd } from './end.ts';
import type { Surroundings } from './link-job.ts';
import type { Binding, Edge } from './pipeline.ts';
import { sourceOf } from './read-bindings.ts';
import type { JobDraft } from './read-job.ts';

/** The edges that are written in one job, by kind. */
export interface JobEdges {
  readonly data: readonly Edge[];
  readonly setting: readonly Edge[];
  readonly control: readonly Edge[];
}

type EdgeParts = Omit<Edge, 'id' | 'fromJob' | 'toJob' | 'dangling' | 'gated'>;

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
  if (expression.kind === 'parent-output') return { kind: 'data', from: endOfJobOutput(draft.job.id, name), to: endOfOutput(expression.output) };
  const from = sourceOf(expression);
  return from === undefined ? undefined : { kind: 'data', from, to: endOfJobInput(job, name) };
}

function settingEdge(binding: Binding): EdgeParts | undefined {
  const { job, path, expression } = binding;
  if (expression.kind === 'parent-output') return { kind: 'setting', from: endOfJob(job), to: endOfOutput(expression.output), path };
  const from = sourceOf(expression);
  return from === undefined ? undefined : { kind: 'setting', from, to: endOfJob(job), path };
}

/** Blocks and bodies run from the node to the job; conditions and items run into the node. What a loop hands back to its own body is no edge. */
function controlEdge(binding: Binding, draft: JobDraft): EdgeParts | undefined {
  const { job, path, expression } = binding;
  const key = path[0];
  const own = endOfJob(job);
  if (key === 'mapping') return undefined;
  if (key === 'condition' || key === 'items') {
    const from = sourceOf(expression);
    const fromBody = 'job' in expression && expression.job === draft.job.control?.body;
    return from === undefined || fromBody ? undefined : { kind: 'control', from, to: own };
  }
  if (!('job' in expression)) return undefined;
  return { kind: 'control', from: own, to: endOfJob(expression.job), branch: key === 'true_block' ? 'true' : key === 'false_block' ? 'false' : 'body' };
}

function complete({ kind, from, to, path, branch }: EdgeParts, around: Surroundings): Edge {
  const source = parseEnd(from);
  const target = parseEnd(to);
  const suffix = path ? `@${path.join('.')}` : branch ? `@${branch}` : '';
  return {
    id: `edge:${from}>${to}${suffix}`,
    kind,
    from,
    to,
    fromJob: jobOf(source),
    toJob: jobOf(target),
    dangling: !exists(source, around) || !exists(target, around),
    gated: kind === 'data' && isGated(source, target, around),
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
      return draft !== undefined && (draft.openOutputs || draft.outputs.some(({ port }) => port.name === end.name));
    }
    case 'job-input': {
      const draft = around.draft(end.job);
      return draft !== undefined && (draft.openInputs || draft.inputs.some(({ port }) => port.name === end.name));
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
