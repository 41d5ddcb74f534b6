import type { RunEvent } from './run-event.ts';

/** How long a job itself ran, in ms: what it waited for its environment is not its own. */
export function ownTime(startedAt: string | undefined, { at, durationMs }: Pick<Extract<RunEvent, { type: 'job-finished' }>, 'at' | 'durationMs'>): number {
  const own = startedAt === undefined ? Number.NaN : Date.parse(at) - Date.parse(startedAt);
  return Number.isFinite(own) && own >= 0 ? Math.min(own, durationMs) : durationMs;
}
