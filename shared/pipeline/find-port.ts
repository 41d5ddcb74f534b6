import type { Port } from './pipeline.ts';

const MANY = 16;
const byName = new WeakMap<readonly Port[], ReadonlyMap<string, Port>>();

/** The port of that name among those of a job. A job that gathers what a thousand others write has as many inputs, and each is asked for. */
export function findPort(ports: readonly Port[], name: string): Port | undefined {
  if (ports.length < MANY) return ports.find((port) => port.name === name);
  let known = byName.get(ports);
  if (!known) {
    known = new Map(ports.map((port) => [port.name, port]));
    byName.set(ports, known);
  }
  return known.get(name);
}
