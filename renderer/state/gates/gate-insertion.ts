import type { ComponentInterface, Edge } from '#shared/pipeline/pipeline.ts';

/** What `insert-gate` is asked for. */
export interface GateRequest {
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
}

/** What a gate on an edge can mean, the nearest first: on its metrics, else before the job that reads it. */
export function gateRequestsOn(edge: Pick<Edge, 'from' | 'to' | 'fromJob' | 'toJob'>): readonly GateRequest[] {
  const requests: GateRequest[] = [];
  if (edge.fromJob !== undefined && edge.toJob !== undefined) requests.push({ from: edge.from, to: edge.to });
  if (edge.toJob !== undefined) requests.push({ before: edge.toJob });
  return requests;
}

/** True for a component that judges metrics by rules. */
export function isMetricsGate(declared: ComponentInterface | undefined): boolean {
  const inputs = declared?.inputs.map((port) => port.name) ?? [];
  return inputs.includes('metrics') && inputs.includes('rules') && declared?.outputs.some((port) => port.name === 'verdict') === true;
}
