import type { editor } from 'monaco-editor/editor/editor.api';
import type { AppState } from '#renderer/state/app-state.ts';
import type { Monaco } from './load-monaco.ts';
import type { ModelBinding } from './model-binding.ts';

/** What a part of the shown editor works with. */
export interface EditorParts {
  readonly monaco: Monaco;
  readonly editor: editor.IStandaloneCodeEditor;
  readonly binding: ModelBinding;
  readonly state: AppState;
}

/** Calls `run` once in the next frame however often it was asked for. */
export class NextFrame {
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
