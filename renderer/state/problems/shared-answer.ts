/** Bytes that the longest answer may take; a longer one is not put down here. */
const SIZE = 64 * 1024;
const HEAD = 8;

/**
 * The last short answer of a worker, in memory that it shares with the window: there for who looks, without a turn of the event loop. Nobody waits for anybody,
 * so it may be torn while it is looked at, which the looker notices. The same answer comes as a message too.
 */
export class SharedAnswer {
  readonly memory: SharedArrayBuffer;
  /** How many answers were begun or ended, odd while one is written; and the bytes of the last. */
  readonly #head: Int32Array;
  readonly #body: Uint8Array;
  #seen = 0;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#head = new Int32Array(memory, 0, 2);
    this.#body = new Uint8Array(memory, HEAD);
  }

  /** Undefined where a page does not share memory with its workers. */
  static create(): SharedAnswer | undefined {
    return globalThis.crossOriginIsolated ? new SharedAnswer(new SharedArrayBuffer(SIZE)) : undefined;
  }

  /** Puts an answer down, as JSON. */
  put(answer: unknown): void {
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    if (bytes.length > this.#body.length) return;
    Atomics.add(this.#head, 0, 1);
    this.#body.set(bytes);
    Atomics.store(this.#head, 1, bytes.length);
    Atomics.add(this.#head, 0, 1);
  }

  /** The last answer when it was not taken before; undefined when there is none. */
  take(): unknown {
    const count = Atomics.load(this.#head, 0);
    if (count === this.#seen || count % 2 === 1) return undefined;
    // A decoder takes no shared memory.
    const bytes = this.#body.slice(0, Atomics.load(this.#head, 1));
    if (Atomics.load(this.#head, 0) !== count) return undefined;
    this.#seen = count;
    return JSON.parse(new TextDecoder().decode(bytes));
  }
}
