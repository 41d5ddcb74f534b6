import type { Disposable } from '#shared/base/disposable.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { type OpenTracking, openTracking, type TrackingOptions } from './open-tracking.ts';

/** MLflow for the projects of a host: opened once each, and ended with the host. */
export class TrackingService implements Disposable {
  readonly #options: Pick<TrackingOptions, 'appRoot' | 'env'>;
  readonly #open = new Map<string, Promise<Result<OpenTracking, string>>>();

  constructor(options: Pick<TrackingOptions, 'appRoot' | 'env'>) {
    this.#options = options;
  }

  /** The address of MLflow with what the runs of a project logged; it is started when it is asked for first, which takes some seconds. The failure is a sentence. */
  async open(root: string, onProgress?: TrackingOptions['onProgress']): Promise<Result<{ readonly url: string }, string>> {
    let opening = this.#open.get(root);
    if (!opening) {
      opening = openTracking(root, { ...this.#options, ...(onProgress === undefined ? {} : { onProgress }) });
      this.#open.set(root, opening);
    }
    const opened = await opening;
    if (opened.ok) return ok({ url: opened.value.url });
    // Asked again it is tried again: the network may be back.
    if (this.#open.get(root) === opening) this.#open.delete(root);
    return opened;
  }

  dispose(): void {
    for (const opening of this.#open.values()) void opening.then((opened) => (opened.ok ? opened.value.close() : undefined));
    this.#open.clear();
  }
}
