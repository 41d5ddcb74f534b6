import { isLiteralType, isModelType } from '#shared/azureml/port-types.ts';
import { assertNever } from '#shared/base/assert-never.ts';
import type { End, Job, Pipeline, PipelineEnd, Port } from '#shared/pipeline/pipeline.ts';
import type { PortShape, ShapePort, Silhouette } from './graph-shape.ts';
import { MEASURES } from './measures.ts';

/** How a job is drawn: the silhouette says the kind (design.md §4). */
export function silhouetteOf(job: Job): Silhouette {
  if (job.isGate) return 'gate';
  switch (job.kind) {
    case 'command':
    case 'automl':
    case 'spark':
    case 'data-transfer':
    case 'import':
      return 'card';
    case 'sweep':
    case 'parallel':
    case 'pipeline':
    case 'unknown':
      return job.kind;
    case 'if-else':
      return 'capsule';
    case 'parallel-for':
    case 'do-while':
      return 'frame';
    default:
      return assertNever(job.kind, 'job kind');
  }
}

/** True when an input or output of the pipeline carries a plain value. */
export function isLiteral(end: PipelineEnd): boolean {
  return end.type === undefined ? end.literal !== undefined : isLiteralType(end.type);
}

/** The ends that carry plain values: by their type, or by what they are bound to while their own type is not known. */
export function valueEnds(pipeline: Pipeline): ReadonlySet<End> {
  const values = new Set<End>();
  for (const end of pipeline.inputs) if (isLiteral(end)) values.add(`parent.inputs.${end.name}`);
  for (const end of pipeline.outputs) if (isLiteral(end)) values.add(`parent.outputs.${end.name}`);
  for (const job of pipeline.jobs) {
    for (const port of job.outputs) if (port.type !== undefined && isLiteralType(port.type)) values.add(port.end);
  }
  for (const job of pipeline.jobs) {
    for (const port of job.inputs) {
      const isValue = port.type === undefined ? port.literal !== undefined || (port.bound !== undefined && values.has(port.bound)) : isLiteralType(port.type);
      if (isValue) values.add(port.end);
    }
  }
  return values;
}

/** True of an input for a gate that waits for nothing: most components have one, so it is drawn once it is connected. */
export function isIdleGate(port: Port): boolean {
  return port.side === 'input' && port.name === 'gate' && port.optional && port.bound === undefined && port.entry === undefined;
}

/** The ports that a job shows on one side: every bound input, every data or model input, every output; of more than six the sixth is "+n". */
export function portsOf(job: Job, side: 'input' | 'output', gated: ReadonlySet<End>, values: ReadonlySet<End>): readonly ShapePort[] {
  const shown = side === 'output' ? job.outputs : job.inputs.filter((port) => port.bound !== undefined || !(values.has(port.end) || isIdleGate(port)));
  const ports = shown.map((port): ShapePort => ({ name: port.name, end: port.end, shape: shapeOfPort(job, port, gated, values), type: port.type }));
  if (ports.length <= MEASURES.maxPorts) return ports;
  const kept = ports.slice(0, MEASURES.maxPorts - 1);
  return [...kept, { name: `+${ports.length - kept.length}`, end: `more.${side}s`, shape: 'circle', type: undefined }];
}

/** True when two sides show the same ports. */
export function isSamePorts(a: readonly ShapePort[], b: readonly ShapePort[]): boolean {
  return (
    a.length === b.length &&
    a.every((port, index) => {
      const other = b[index];
      return other !== undefined && port.end === other.end && port.name === other.name && port.shape === other.shape && port.type === other.type;
    })
  );
}

function shapeOfPort(job: Job, port: Port, gated: ReadonlySet<End>, values: ReadonlySet<End>): PortShape {
  const isVerdict = port.side === 'output' && port.name === 'verdict' && (job.isGate || job.role === 'gate' || job.role === 'approve' || job.role === 'test');
  if (isVerdict || gated.has(port.end)) return 'bar';
  if (values.has(port.end)) return 'square';
  return port.type !== undefined && isModelType(port.type) ? 'diamond' : 'circle';
}
