import type { Disposable } from '#shared/base/disposable.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { type OpenTracking, openTracking, type TrackingOptions } from './open-tracking.ts';
import { trackingTarget } from './tracking-target.ts';

/** MLflow for the projects of a host: opened once each, and ended with the host. */
export class TrackingService implements Disposable {
  readonly #options: Pick<TrackingOptions, 'appRoot' | 'env'>;
  readonly #open = new Map<string, Promise<Result<OpenTracking, string>>>();

  constructor(options: Pick<TrackingOptions, 'appRoot' | 'env'>) {
    this.#options = options;
  }

  /**
   * The address of MLflow with what the runs of a project logged, or of the page of one run; it is started when it is asked for first, which takes some
   * seconds. The failure is a sentence.
   */
  async open(root: string, run?: string): Promise<Result<{ readonly url: string }, string>> {
    const opened = await this.#opening(root);
    if (!opened.ok) return opened;
    return ok({ url: await opened.value.pageOf(run) });
  }

  /** Sends what the runs of a project keep to the server that MLFLOW_TRACKING_URI names, from now on. Without one nothing is started. */
  follow(root: string): void {
    if (trackingTarget(this.#options.env, root).kind === 'server') void this.#opening(root);
  }

  async #opening(root: string): Promise<Result<OpenTracking, string>> {
    let opening = this.#open.get(root);
    if (!opening) {
      opening = openTracking(root, this.#options);
      this.#open.set(root, opening);
    }
    const opened = await opening;
    // Asked again it is tried again: the network may be back.
    if (!opened.ok && this.#open.get(root) === opening) this.#open.delete(root);
    return opened;
  }

  dispose(): void {
    for (const opening of this.#open.values()) void opening.then((opened) => (opened.ok ? opened.value.close() : undefined));
    this.#open.clear();
  }
}
