import type { Edge, Job, Pipeline, PipelineEnd, Port } from '#shared/pipeline/pipeline.ts';
import { textState } from '#shared/pipeline/text-state.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { pathAt } from '#shared/yaml/path-at.ts';

/** Something with a place in the text. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/** What `sluice graph --json` prints for a file: public keys, see the contract of the command. Keys without a value are left out when printed. */
export function describeGraph(file: string, doc: YamlDocument, pipeline: Pipeline): object {
  const range = (place: Placed | undefined) => (place ? { start: position(doc, place.start), end: position(doc, place.end) } : undefined);

  const describeEnd = (end: PipelineEnd) => ({
    name: end.name,
    type: end.type,
    optional: end.optional || undefined,
    literal: end.literal,
    path: end.path,
    mode: end.mode,
    range: range(end.entry),
  });

  const describePort = (port: Port) => ({
    name: port.name,
    type: port.type,
    ...(port.side === 'input' ? { optional: port.optional, from: port.bound, literal: port.literal } : { to: port.bound }),
    path: port.path,
    mode: port.mode,
    missing: port.missing || undefined,
    certain: port.certain,
    range: range(port.entry),
  });

  const describeJob = (job: Job) => ({
    id: job.id,
    kind: job.kind,
    role: job.role,
    gate: job.isGate || undefined,
    component: job.component?.ref,
    resolved: job.resolved,
    reason: job.component?.reason,
    note: job.note,
    range: range(job.entry),
    inputs: job.inputs.map(describePort),
    outputs: job.outputs.map(describePort),
  });

  return {
    file,
    document: pipeline.document,
    state: textState(pipeline),
    name: pipeline.name,
    component: pipeline.component?.ref,
    inputs: pipeline.inputs.map(describeEnd),
    outputs: pipeline.outputs.map(describeEnd),
    jobs: pipeline.jobs.map(describeJob),
    edges: pipeline.edges.map(describeEdge),
    commentedOut: pipeline.commentedOut.map((job) => ({ name: job.name, range: range(job) })),
    problems: pipeline.problems.map((problem) => ({
      code: problem.code,
      severity: problem.severity,
      message: problem.message,
      range: range(problem),
      path: pathAt(doc, problem.start)?.path ?? [],
      fixes: problem.fix ? [{ id: problem.code, title: problem.fix.title }] : [],
    })),
  };
}

function describeEdge(edge: Edge): object {
  return {
    kind: edge.kind,
    from: edge.from,
    to: edge.to,
    branch: edge.branch,
    path: edge.path,
    dangling: edge.dangling || undefined,
    gated: edge.gated || undefined,
  };
}

function position(doc: YamlDocument, offset: number): { line: number; column: number; offset: number } {
  return { ...doc.positionAt(offset), offset };
}
