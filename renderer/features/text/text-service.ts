import type { editor } from 'monaco-editor/editor/editor.api';
import type { AppState } from '#renderer/state/app-state.ts';
import type { Session } from '#shared/document/session-types.ts';
import { registerProviders } from './language-providers.ts';
import type { Monaco } from './load-monaco.ts';
import { TextModels } from './text-models.ts';

/** What outlives an editor: panes come and go with the view, models and places in them stay. */
export interface TextService {
  readonly models: TextModels;
  /** Where each document was left. */
  readonly views: WeakMap<Session, editor.ICodeEditorViewState>;
  /** Requests to go somewhere that have been answered, by their count. */
  answered: number;
}

const services = new WeakMap<AppState, TextService>();

/** The one service of a window, made when the first editor needs it. */
export function textServiceOf(state: AppState, monaco: Monaco): TextService {
  const known = services.get(state);
  if (known) return known;
  const { workspace, commands } = state;
  // As the commands do it, so that it is announced alike from everywhere.
  const history = {
    undo: () => void (commands.run('edit.undo') || workspace.session()?.undo()),
    redo: () => void (commands.run('edit.redo') || workspace.session()?.redo()),
  };
  const models = new TextModels(monaco, history);
  registerProviders(monaco, models, state);
  workspace.store.subscribe(() => models.keepOnly((session) => workspace.session(session.path) === session));
  const service: TextService = { models, views: new WeakMap(), answered: 0 };
  services.set(state, service);
  return service;
}
