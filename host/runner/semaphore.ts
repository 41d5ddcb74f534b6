import type { StopScope } from './stop-scope.ts';

/** Lets so many through at once, in the order in which they ask. */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  /** `work` may give its place to others before it ends, by calling what it is given. Undefined when `scope` is stopped before its turn: it waits no longer then. */
  async use<T>(work: (leave: () => void) => Promise<T>, scope: StopScope): Promise<T | undefined> {
    if (!(await this.#take(scope))) return undefined;
    let hasLeft = false;
    const leave = () => {
      if (!hasLeft) this.#giveBack();
      hasLeft = true;
    };
    try {
      return await work(leave);
    } finally {
      leave();
    }
  }

  async #take(scope: StopScope): Promise<boolean> {
    if (scope.isStopped) return false;
    if (this.#free > 0) {
      this.#free--;
      return true;
    }
    let go = (): void => undefined;
    const turn = new Promise<true>((settle) => {
      go = () => settle(true);
      this.#waiting.push(go);
    });
    if ((await scope.orStopped(turn)) && !scope.isStopped) return true;
    const at = this.#waiting.indexOf(go);
    if (at >= 0) this.#waiting.splice(at, 1);
    // Its turn came in this very moment.
    else this.#giveBack();
    return false;
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
