/** Lets so many through at once, in the order in which they ask. */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  /** `work` may give its place to others before it ends, by calling what it is given. */
  async use<T>(work: (leave: () => void) => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((go) => this.#waiting.push(go));
    let hasLeft = false;
    const leave = () => {
      if (hasLeft) return;
      hasLeft = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
    try {
      return await work(leave);
    } finally {
      leave();
    }
  }
}
