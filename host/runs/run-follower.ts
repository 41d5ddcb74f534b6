import { listRunIds, readRunEvents } from '#host/files/runs/run-folder.ts';
import { EventTail } from '#host/files/runs/tail-events.ts';
import type { Disposable } from '#shared/base/disposable.ts';
import type { EventBatch } from './event-batches.ts';

const LOOK_EVERY_MS = 500;
/** Who runs more than this at the same time in one folder sees the rest when they end. */
const NEWEST = 4;

interface Followed {
  readonly tail: EventTail;
  count: number;
}

/** Looks for what runs of other processes (the command in a terminal) add to their events. */
export class RunFollower implements Disposable {
  readonly #tell: (batch: EventBatch) => void;
  readonly #isOurs: (run: string) => boolean;
  readonly #roots = new Map<string, Map<string, Followed | 'done'>>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: { readonly tell: (batch: EventBatch) => void; readonly isOurs: (run: string) => boolean }) {
    this.#tell = parts.tell;
    this.#isOurs = parts.isOurs;
  }

  /** Runs that are over when a folder is first looked at are not told of: they are read when somebody asks. */
  follow(root: string): void {
    if (this.#roots.has(root)) return;
    const known = new Map<string, Followed | 'done'>();
    for (const run of listRunIds(root).slice(0, NEWEST)) {
      const events = readRunEvents(root, run);
      if (events.some((event) => event.type === 'run-finished')) known.set(run, 'done');
    }
    this.#roots.set(root, known);
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  leave(root: string): void {
    this.#roots.delete(root);
    if (this.#roots.size === 0) this.dispose();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    for (const [root, known] of this.#roots) {
      for (const run of listRunIds(root).slice(0, NEWEST)) {
        if (this.#isOurs(run)) known.set(run, 'done');
        let followed = known.get(run);
        if (followed === 'done') continue;
        if (!followed) {
          followed = { tail: new EventTail(root, run), count: 0 };
          known.set(run, followed);
        }
        const events = followed.tail.next();
        if (events.length === 0) continue;
        this.#tell({ root, run, from: followed.count, events });
        followed.count += events.length;
        if (events.some((event) => event.type === 'run-finished')) known.set(run, 'done');
      }
    }
  }
}
