import type { Disposable } from '#shared/base/disposable.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { Monaco } from './load-monaco.ts';
import { type History, ModelBinding, pathOf } from './model-binding.ts';

/** One model for each open document, for as long as its session lives. */
export class TextModels implements Disposable {
  readonly #monaco: Monaco;
  readonly #historyOf: (session: Session) => History;
  readonly #byPath = new Map<string, ModelBinding>();

  constructor(monaco: Monaco, historyOf: (session: Session) => History) {
    this.#monaco = monaco;
    this.#historyOf = historyOf;
  }

  /** The model of a session, made when it is first asked for. */
  of(session: Session): ModelBinding {
    const known = this.#byPath.get(session.path);
    if (known?.session === session) return known;
    known?.dispose();
    const binding = new ModelBinding(this.#monaco, session, this.#historyOf(session));
    this.#byPath.set(session.path, binding);
    return binding;
  }

  /** The binding behind a model of Monaco's. */
  find(uri: { readonly scheme: string; readonly path: string }): ModelBinding | undefined {
    const path = pathOf(uri);
    return path === undefined ? undefined : this.#byPath.get(path);
  }

  /** Lets go of the models whose session is closed or another one now. */
  keepOnly(isOpen: (session: Session) => boolean): void {
    for (const [path, binding] of this.#byPath) {
      if (isOpen(binding.session)) continue;
      binding.dispose();
      this.#byPath.delete(path);
    }
  }

  dispose(): void {
    for (const binding of this.#byPath.values()) binding.dispose();
    this.#byPath.clear();
  }
}
