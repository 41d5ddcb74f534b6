import type { TaskId } from '#shared/runs/run-plan.ts';
import type { Timeline } from '#shared/runs/timeline.ts';

/** When what has not started would run, if it took as long as last time. */
export interface Expected {
  readonly spans: ReadonlyMap<TaskId, { readonly startMs: number; readonly endMs: number }>;
  readonly endMs: number;
}

/** How long the tasks of a run took, by id. What was reused counts as long as it took when it ran. */
export function durationsOf(timeline: Timeline): ReadonlyMap<TaskId, number> {
  const found = new Map<TaskId, number>();
  for (const row of timeline.rows) {
    if (row.isReused && row.tookMs !== undefined) found.set(row.id, row.tookMs);
    else if (row.tries.length > 0 && row.status === 'passed') found.set(row.id, row.endMs - row.startMs);
  }
  return found;
}

/** Puts what is still to come behind what it waits for. Undefined when nothing is known of a task that is to come. */
export function expectRest(timeline: Timeline, waitsFor: (id: TaskId) => readonly TaskId[], last: ReadonlyMap<TaskId, number>): Expected | undefined {
  const now = timeline.totalMs;
  const ends = new Map<TaskId, number>();
  const spans = new Map<TaskId, { readonly startMs: number; readonly endMs: number }>();
  let isKnown = false;
  // The plan names a task behind those that it waits for.
  for (const row of timeline.rows) {
    const took = last.get(row.id);
    if (row.status === 'running') {
      ends.set(row.id, Math.max(now, row.startMs + (took ?? 0)));
      isKnown ||= took !== undefined;
    } else if (row.status === 'waiting') {
      const startMs = Math.max(now, ...waitsFor(row.id).map((id) => ends.get(id) ?? 0));
      ends.set(row.id, startMs + (took ?? 0));
      if (took === undefined) continue;
      isKnown = true;
      spans.set(row.id, { startMs, endMs: startMs + took });
    } else ends.set(row.id, row.endMs);
  }
  return isKnown ? { spans, endMs: Math.max(now, ...ends.values()) } : undefined;
}
