import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogLine } from '#shared/contract/run-logs.contract.ts';
import type { HostApi } from '#shared/contract/types.ts';

/** Names a log. */
export interface LogAt {
  readonly project: string;
  readonly run: string;
  readonly job: string;
}

/** What is known of a log. */
export interface LogFacts {
  readonly total: number;
  /** False while a long log is still being counted. */
  readonly isCounted: boolean;
  /** Undefined while nothing was asked yet; a sentence when there is no log. */
  readonly missing: string | undefined;
  readonly isRead: boolean;
  /** Grows with everything that was read: what is drawn is drawn again. */
  readonly revision: number;
}

const PAGE = 200;
/** Lines that are kept: some hundred screens. */
const KEPT = 20_000;
/** The lines at the end that may have changed since they were read. */
const TAIL = 120;

type Host = Pick<HostApi['runs'], 'logLines'>;

/** The lines of one log as far as they were looked at: read page by page, forgotten again, and never all of them. */
export class LogSource {
  readonly store: StoreApi<LogFacts> = createStore<LogFacts>(() => ({ total: 0, isCounted: false, missing: undefined, isRead: false, revision: 0 }));
  readonly #host: Host;
  readonly #at: LogAt;
  readonly #lines = new Map<number, LogLine>();
  readonly #asked = new Set<number>();
  #generation: number | undefined;
  #polling: Promise<void> | undefined;

  constructor(host: Host, at: LogAt) {
    this.#host = host;
    this.#at = at;
  }

  line(number: number): LogLine | undefined {
    return this.#lines.get(number);
  }

  /** Sees what has been added; the last lines come with it. Asked again while it is under way, it waits for that answer. */
  poll(): Promise<void> {
    this.#polling ??= this.#read(undefined, TAIL).finally(() => {
      this.#polling = undefined;
    });
    return this.#polling;
  }

  /** Reads what of these lines is not there yet. */
  want(first: number, last: number): void {
    const { total } = this.store.getState();
    for (let page = Math.floor(first / PAGE); page * PAGE < Math.min(last, total); page++) {
      if (this.#asked.has(page) || this.#hasAll(page * PAGE, Math.min((page + 1) * PAGE, total))) continue;
      this.#asked.add(page);
      void this.#read(page * PAGE, PAGE).finally(() => this.#asked.delete(page));
    }
  }

  async #read(start: number | undefined, count: number): Promise<void> {
    const answer = await this.#host.logLines({ ...this.#at, count, ...(start === undefined ? {} : { start }) });
    const before = this.store.getState();
    if (!answer.ok) {
      this.#lines.clear();
      if (before.missing === answer.failure.message && before.isRead) return;
      this.store.setState({ total: 0, isCounted: true, missing: answer.failure.message, isRead: true, revision: before.revision + 1 });
      return;
    }
    const { lines, total, isCounted, generation } = answer.value;
    if (this.#generation !== undefined && generation !== this.#generation) this.#lines.clear();
    this.#generation = generation;
    const isSame = this.#keep(answer.value.start, lines);
    if (isSame && total === before.total && isCounted === before.isCounted && before.isRead && before.missing === undefined) return;
    this.store.setState({ total, isCounted, missing: undefined, isRead: true, revision: before.revision + 1 });
  }

  /** True when nothing of it is new. */
  #keep(start: number, lines: readonly LogLine[]): boolean {
    let isSame = true;
    for (const [at, line] of lines.entries()) {
      const known = this.#lines.get(start + at);
      if (known !== undefined && known.text === line.text && known.cutBytes === line.cutBytes) continue;
      isSame = false;
      this.#lines.set(start + at, line);
    }
    // What was read first goes first.
    for (const number of this.#lines.keys()) {
      if (this.#lines.size <= KEPT) break;
      this.#lines.delete(number);
    }
    return isSame;
  }

  #hasAll(first: number, last: number): boolean {
    for (let number = first; number < last; number++) if (!this.#lines.has(number)) return false;
    return true;
  }
}
