import type { Disposable } from '#shared/base/disposable.ts';

/** Calls `run` once in the next frame however often it was asked for. */
export class NextFrame implements Disposable {
  #handle: number | undefined;
  readonly #run: () => void;

  constructor(run: () => void) {
    this.#run = run;
  }

  request(): void {
    this.#handle ??= requestAnimationFrame(() => {
      this.#handle = undefined;
      this.#run();
    });
  }

  dispose(): void {
    if (this.#handle !== undefined) cancelAnimationFrame(this.#handle);
    this.#handle = undefined;
  }
}
