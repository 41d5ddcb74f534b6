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
