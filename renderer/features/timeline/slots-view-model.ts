import type { TimelineRow } from '#shared/runs/timeline.ts';

/** Puts the parts of a job into as many slots as ran at once: each into the first that was free when it started. */
export function inSlots(parts: readonly TimelineRow[]): readonly (readonly TimelineRow[])[] {
  const slots: TimelineRow[][] = [];
  const sorted = parts.filter((part) => part.tries.length > 0 || part.isReused).sort((a, b) => a.startMs - b.startMs);
  for (const part of sorted) {
    const free = slots.find((slot) => (slot[slot.length - 1]?.endMs ?? 0) <= part.startMs);
    if (free) free.push(part);
    else slots.push([part]);
  }
  return slots;
}
