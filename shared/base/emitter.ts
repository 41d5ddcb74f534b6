import type { Disposable } from './disposable.ts';

/** A list of listeners for one kind of event. Listeners are called in the order in which they were added. */
export class Emitter<T> {
  readonly #listeners = new Set<(event: T) => void>();

  /** Calls `listener` for every event until the returned handle is disposed. */
  on(listener: (event: T) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Tells every listener. A listener that throws is a bug and stops the others from being told. */
  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** How many listeners there are: tests use it to find leaks. */
  get size(): number {
    return this.#listeners.size;
  }
}
