import type { AppState } from '#renderer/state/app-state.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';
import { DEFAULT_VIEW } from '#renderer/state/window/frame.store.ts';
import { endAt } from '#shared/language/ends.ts';
import type { TextEditor } from './text-editor.ts';

/** What the commands of the text do, by id: most are actions of Monaco's. */
export function textCommandHandlers(editor: TextEditor, state: AppState): Readonly<Record<string, CommandHandler>> {
  const action = (id: string): CommandHandler => ({
    run: () => {
      editor.focus();
      editor.editor.trigger('command', id, undefined);
    },
    isEnabled: () => editor.binding !== undefined,
  });
  return {
    'text.complete': action('editor.action.triggerSuggest'),
    'text.quickFix': action('editor.action.quickFix'),
    'text.find': action('actions.find'),
    'text.replace': action('editor.action.startFindReplaceAction'),
    'text.goToDefinition': action('editor.action.revealDefinition'),
    'text.findReferences': action('editor.action.goToReferences'),
    'text.rename': action('editor.action.rename'),
    'text.fold': action('editor.fold'),
    'text.unfold': action('editor.unfold'),
    'text.toggleComment': action('editor.action.commentLine'),
    'text.goToLine': action('editor.action.gotoLine'),
    'text.revealInGraph': { run: () => revealInGraph(editor, state), isEnabled: () => editor.binding !== undefined },
  };
}

/** The graph takes the keys as soon as it is on screen. */
function focusGraph(): void {
  requestAnimationFrame(() => {
    const target = document.querySelector('[data-pane="canvas"] [role="application"], [data-pane="canvas"] [tabindex="0"]');
    if (target instanceof HTMLElement) target.focus();
  });
}

/** Selects what the caret is in and has the graph show it. */
function revealInGraph(editor: TextEditor, state: AppState): void {
  const { binding } = editor;
  const position = editor.editor.getPosition();
  if (!binding || !position) return;
  const { session } = binding;
  const end = endAt(session.pipeline, session.text, binding.offsetAt(position));
  if (end === undefined) {
    state.announcer.announce('No job stands here.', 'note');
    return;
  }
  state.selection.select([end], 'command', { reveal: true, path: session.path });
  const { mode } = state.frame.getState().views[session.path] ?? DEFAULT_VIEW;
  if (mode === 'text') state.commands.run('view.both');
  focusGraph();
}
