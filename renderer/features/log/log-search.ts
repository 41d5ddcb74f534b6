import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostApi } from '#shared/contract/types.ts';
import type { LogAt } from './log-source.ts';

/** What a search has found so far. */
export interface SearchFacts {
  readonly query: string;
  /** Numbers of lines from 0, in order. */
  readonly hits: readonly number[];
  readonly isSearching: boolean;
  /** As many were found as are kept. */
  readonly isFull: boolean;
  /** Which of them is shown; undefined: none yet. */
  readonly current: number | undefined;
  /** Grows with every step to a line. */
  readonly steps: number;
}

const MOST = 10_000;
const NONE: SearchFacts = { query: '', hits: [], isSearching: false, isFull: false, current: undefined, steps: 0 };

type Host = Pick<HostApi['runs'], 'findInLog'>;

/** Looks for words in a log, piece by piece: what was found first is there at once, and a new question ends the one before. */
export class LogSearch {
  readonly store: StoreApi<SearchFacts> = createStore<SearchFacts>(() => NONE);
  readonly #host: Host;
  readonly #at: LogAt;
  #next = { line: 0, offset: 0 };
  #turn = 0;
  /** A step that was asked for before anything was found. */
  #waiting: { readonly by: 1 | -1; readonly near: number } | undefined;

  constructor(host: Host, at: LogAt) {
    this.#host = host;
    this.#at = at;
  }

  /** Looks for other words; none end the search. */
  async ask(query: string): Promise<void> {
    this.#next = { line: 0, offset: 0 };
    this.#waiting = undefined;
    this.store.setState((before) => ({ ...NONE, steps: before.steps, query, isSearching: query !== '' }));
    await this.#goOn(++this.#turn);
  }

  /** Looks at what the log has grown by. */
  async more(): Promise<void> {
    const { query, isSearching, isFull } = this.store.getState();
    if (query !== '' && !isSearching && !isFull) await this.#goOn(++this.#turn);
  }

  /** Goes to the next or previous line that was found, round and round; from `near` when none is shown yet, and as soon as one is found. */
  step(by: 1 | -1, near: number): void {
    const { hits, current, steps, isSearching } = this.store.getState();
    this.#waiting = hits.length === 0 && isSearching ? { by, near } : undefined;
    if (hits.length === 0) return;
    const next = current === undefined ? startAt(hits, near, by) : (current + by + hits.length) % hits.length;
    this.store.setState({ current: next, steps: steps + 1 });
  }

  async #goOn(turn: number): Promise<void> {
    for (;;) {
      const { query, hits } = this.store.getState();
      if (query === '') return;
      const answer = await this.#host.findInLog({ ...this.#at, query, from: this.#next, most: MOST - hits.length });
      if (turn !== this.#turn) return;
      if (!answer.ok) {
        this.store.setState({ isSearching: false });
        return;
      }
      const { lines, next, isAtEnd, isFull } = answer.value;
      this.#next = next;
      const last = hits[hits.length - 1] ?? -1;
      const added = lines.filter((line) => line > last);
      const isDone = isAtEnd || isFull;
      if (added.length > 0 || isDone) this.store.setState({ hits: added.length > 0 ? [...hits, ...added] : hits, isSearching: !isDone, isFull });
      // The step waits until all is known that lies around the place where it begins.
      if (isDone && this.#waiting) this.step(this.#waiting.by, this.#waiting.near);
      if (isDone) return;
    }
  }
}

function startAt(hits: readonly number[], near: number, by: 1 | -1): number {
  const behind = hits.findIndex((line) => line >= near);
  if (by === 1) return behind === -1 ? 0 : behind;
  return behind <= 0 ? hits.length - 1 : behind - 1;
}
