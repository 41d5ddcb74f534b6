import type { RunEvent } from '../run-event.ts';

/** An event of a replay, and how long to wait before it is shown. */
export interface ReplayStep {
  /** In ms of the viewer's time. */
  readonly delayMs: number;
  /** Since the run began, in ms of the run's own time. */
  readonly atMs: number;
  readonly event: RunEvent;
}

/**
 * A recorded run once more, as fast as one likes: `speed` 60 shows a minute in a second. A pause is at most `longestMs` of the viewer's time: an approval
 * may have taken a day.
 */
export function* replay(events: readonly RunEvent[], speed: number, longestMs = Number.POSITIVE_INFINITY): Generator<ReplayStep> {
  const zero = Date.parse(events[0]?.at ?? '');
  let before = 0;
  for (const event of events) {
    const at = Date.parse(event.at) - zero;
    // A clock that was put back does not stop the show.
    const atMs = Number.isFinite(at) ? Math.max(before, at) : before;
    yield { delayMs: speed > 0 ? Math.min(longestMs, (atMs - before) / speed) : 0, atMs, event };
    before = atMs;
  }
}
