import type { Disposable } from '#shared/base/disposable.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { Monaco } from './load-monaco.ts';
import { type History, ModelBinding, pathOf, uriOf } from './model-binding.ts';
import { TextMapping } from './text-mapping.ts';
import { languageOf } from './yaml-language.ts';

/** The text of a file that is not open, to be looked at only. */
interface Preview extends Disposable {
  readonly text: string;
  rangeOf(range: { readonly start: number; readonly end: number }): InstanceType<Monaco['Range']>;
}

/** One model for each open document, for as long as its session lives. */
export class TextModels {
  readonly #monaco: Monaco;
  readonly #history: History;
  readonly #byPath = new Map<string, ModelBinding>();
  readonly #previews = new Map<string, Preview>();

  constructor(monaco: Monaco, history: History) {
    this.#monaco = monaco;
    this.#history = history;
  }

  /** The model of a session, made when it is first asked for. */
  of(session: Session): ModelBinding {
    const known = this.#byPath.get(session.path);
    if (known?.session === session) return known;
    known?.dispose();
    this.#dropPreview(session.path);
    const binding = new ModelBinding(this.#monaco, session, this.#history);
    this.#byPath.set(session.path, binding);
    return binding;
  }

  /** A model of a file that is not open: lists of places show its lines. */
  preview(path: string, text: string): Preview {
    const known = this.#previews.get(path);
    if (known?.text === text) return known;
    this.#dropPreview(path);
    const monaco = this.#monaco;
    const mapping = new TextMapping(text);
    const model = monaco.editor.createModel(mapping.editorText, languageOf(path), uriOf(monaco, path));
    const preview: Preview = {
      text,
      rangeOf: (range) => {
        const from = mapping.positionAt(range.start);
        const to = mapping.positionAt(range.end);
        return new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
      },
      dispose: () => model.dispose(),
    };
    this.#previews.set(path, preview);
    return preview;
  }

  #dropPreview(path: string): void {
    this.#previews.get(path)?.dispose();
    this.#previews.delete(path);
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
}
