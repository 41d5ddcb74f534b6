import type { RunEvent } from '#shared/runs/run-event.ts';

/** What happened in a run, in order. `from` is the place of the first event in all of them. */
export interface EventBatch {
  readonly root: string;
  readonly run: string;
  readonly from: number;
  readonly events: readonly RunEvent[];
}

/** Often enough for the eye, seldom enough for a thousand jobs. */
const TELL_EVERY_MS = 50;

/** Gathers the events of a run, and tells of them in batches. The first is told at once. */
export class EventBatches {
  readonly events: RunEvent[] = [];
  readonly #root: string;
  readonly #run: string;
  readonly #tell: (batch: EventBatch) => void;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: string, run: string, tell: (batch: EventBatch) => void) {
    this.#root = root;
    this.#run = run;
    this.#tell = tell;
  }

  add(events: readonly RunEvent[]): void {
    if (events.length === 0) return;
    for (const event of events) this.events.push(event);
    const isEnd = events.some((event) => event.type === 'run-finished');
    if (this.#told === 0 || isEnd) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), TELL_EVERY_MS);
  }

  /** Tells what has not been told. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#told === this.events.length) return;
    const from = this.#told;
    this.#told = this.events.length;
    this.#tell({ root: this.#root, run: this.#run, from, events: this.events.slice(from) });
  }
}
