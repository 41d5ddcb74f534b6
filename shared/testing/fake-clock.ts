/** A clock that moves only when told to. */
export class FakeClock {
  #now: number;

  constructor(start = 1_700_000_000_000) {
    this.#now = start;
  }

  /** Milliseconds since the epoch; bound, so that it can be handed over. */
  readonly now = (): number => this.#now;

  /** Lets time pass. */
  advance(ms: number): void {
    this.#now += ms;
  }
}
