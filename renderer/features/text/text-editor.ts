import type { editor } from 'monaco-editor/editor/editor.api';
import type { AppState } from '#renderer/state/app-state.ts';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import { Emitter } from '#shared/base/emitter.ts';
import type { Session, SessionChange } from '#shared/document/session-types.ts';
import { endAt } from '#shared/language/ends.ts';
import { ChangeFlash } from './change-flash.ts';
import { EDITOR_OPTIONS } from './editor-options.ts';
import { GateMarks } from './gate-marks.ts';
import type { Monaco } from './load-monaco.ts';
import type { ModelBinding } from './model-binding.ts';
import { takeOverNativeScroll } from './native-scroll.ts';
import { ProblemMarks } from './problem-marks.ts';
import { ProposalZones } from './proposal-zones.ts';
import { RunMarks } from './run-marks.ts';
import { SelectionMarks } from './selection-marks.ts';
import type { TextService } from './text-service.ts';

/** Rest of the caret before what it stands in is selected: quick enough to feel at once, slow enough not to flicker while an arrow key is held. */
const SELECT_AFTER_MS = 90;

/** The editor of the text pane: shows one session at a time and ties it to selection, proposal and settings. */
export class TextEditor implements Disposable {
  readonly editor: editor.IStandaloneCodeEditor;
  /** A menu is wanted; px from the pane's corner. */
  readonly onDidAskForMenu = new Emitter<{ readonly x: number; readonly y: number }>();
  readonly #monaco: Monaco;
  readonly #state: AppState;
  readonly #service: TextService;
  readonly #store = new DisposableStore();
  readonly #shown: DisposableStoreOfModel;
  #binding: ModelBinding | undefined;
  #selectTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(monaco: Monaco, host: HTMLElement, state: AppState, service: TextService) {
    this.#monaco = monaco;
    this.#state = state;
    this.#service = service;
    this.#shown = new DisposableStoreOfModel();
    this.editor = this.#store.add(monaco.editor.create(host, { ...EDITOR_OPTIONS, model: null }));
    this.#store.add(takeOverNativeScroll(this.editor));
    this.#readSettings();
    const askForMenu = (event: MouseEvent) => this.#askForMenu(event);
    host.addEventListener('contextmenu', askForMenu);
    this.#store.add({ dispose: () => host.removeEventListener('contextmenu', askForMenu) });
    this.#store.add({ dispose: state.settings.store.subscribe(() => this.#readSettings()) });
    this.#store.add({ dispose: state.cursor.subscribe(() => this.#goTo()) });
    // A frame may be a sixtieth of a second away: asked for when the key comes, it is there when the key has been dealt with, and not one later.
    this.#store.add(this.editor.onKeyDown(() => void requestAnimationFrame(() => undefined)));
    this.#store.add(this.editor.onDidChangeCursorPosition(() => this.#caretMoved()));
    this.#store.add(this.editor.onDidFocusEditorText(() => this.#state.cursor.setState({ hasKeys: true })));
    this.#store.add(this.editor.onDidBlurEditorText(() => this.#state.cursor.setState({ hasKeys: false })));
    // Keys that pass through the text leave what is selected elsewhere; a click means its place, also where the caret stood before.
    this.#store.add(this.editor.onMouseUp(() => this.#caretMoved()));
    this.#store.add(
      this.editor.onMouseDown((event) => {
        if (event.target.type !== monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN || !event.target.position) return;
        this.editor.setPosition(event.target.position);
        this.editor.focus();
        void this.editor.getAction('editor.action.quickFix')?.run();
      }),
    );
  }

  /** What is on screen now. */
  get binding(): ModelBinding | undefined {
    return this.#binding;
  }

  /** Shows a session where it was left, or nothing. */
  show(session: Session | undefined, isReadOnly: boolean): void {
    const next = session === undefined ? undefined : this.#service.models.of(session);
    this.editor.updateOptions({ readOnly: isReadOnly, ariaLabel: session === undefined ? 'Text' : `${fileName(session.path)}, text` });
    if (next === this.#binding) return;
    this.#leave();
    this.#shown.clear();
    this.#binding = next;
    this.editor.setModel(next?.model ?? null);
    if (!next) return;
    const view = this.#service.views.get(next.session);
    if (view) this.editor.restoreViewState(view);
    const parts = { monaco: this.#monaco, editor: this.editor, binding: next, state: this.#state };
    const flash = this.#shown.add(new ChangeFlash(parts));
    this.#shown.add(new SelectionMarks(parts));
    this.#shown.add(new ProblemMarks(parts));
    this.#shown.add(new ProposalZones(parts));
    this.#shown.add(new GateMarks(parts));
    this.#shown.add(new RunMarks(parts));
    this.#shown.add(next.onDidChange.on((change) => this.#sessionChanged(change, flash)));
    this.#reportCaret();
    this.#goTo();
  }

  focus(): void {
    this.editor.focus();
  }

  get isReadOnly(): boolean {
    return this.editor.getOption(this.#monaco.editor.EditorOption.readOnly);
  }

  #askForMenu(event: MouseEvent): void {
    if (!this.#binding || !(event.target instanceof Element) || event.target.closest('.find-widget, .peekview-widget, .rename-box')) return;
    event.preventDefault();
    this.onDidAskForMenu.fire(this.#menuPoint(event));
  }

  /** Where a menu goes: to the pointer, and the caret with it unless it is in the selection; from the keyboard to the caret. */
  #menuPoint(event: MouseEvent): { readonly x: number; readonly y: number } {
    const box = this.editor.getContainerDomNode().getBoundingClientRect();
    const pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    const position = this.editor.getPosition();
    const isKeyboard = event.button !== 2;
    if (isKeyboard && position) {
      this.editor.revealPosition(position);
      const caret = this.editor.getScrolledVisiblePosition(position);
      return caret ? { x: caret.left, y: caret.top + caret.height } : pointer;
    }
    const at = this.editor.getTargetAtClientPoint(event.clientX, event.clientY)?.position;
    if (at && !this.editor.getSelection()?.containsPosition(at)) this.editor.setPosition(at);
    return pointer;
  }

  /** Remembers where the document is left. */
  #leave(): void {
    const view = this.editor.saveViewState();
    if (this.#binding && view) this.#service.views.set(this.#binding.session, view);
  }

  dispose(): void {
    this.#leave();
    if (this.#selectTimer !== undefined) clearTimeout(this.#selectTimer);
    this.#shown.clear();
    this.#store.dispose();
    this.#state.cursor.setState({ isShown: false, hasKeys: false });
  }

  #sessionChanged(change: SessionChange, flash: ChangeFlash): void {
    if (change.origin === 'typing' || change.edits.length === 0) return;
    flash.show(change.ranges);
    const first = change.ranges[0];
    if (!first || !this.#binding || (change.origin !== 'undo' && change.origin !== 'redo')) return;
    const range = this.#binding.rangeOf(first);
    if (this.editor.hasTextFocus()) this.editor.setPosition(range.getEndPosition());
    this.editor.revealRangeInCenterIfOutsideViewport(range, this.#monaco.editor.ScrollType.Immediate);
  }

  #readSettings(): void {
    const { settings } = this.#state;
    const size = settings.get('editor.fontSize');
    this.editor.updateOptions({
      fontSize: size,
      lineHeight: Math.round(size * (20 / 13)),
      wordWrap: settings.get('editor.wordWrap') ? 'on' : 'off',
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code').trim() || 'monospace',
    });
  }

  #caretMoved(): void {
    this.#reportCaret();
    if (!this.editor.hasTextFocus()) return;
    if (this.#selectTimer !== undefined) clearTimeout(this.#selectTimer);
    this.#selectTimer = setTimeout(() => this.#selectAtCaret(), SELECT_AFTER_MS);
  }

  #reportCaret(): void {
    const position = this.editor.getPosition();
    if (!position || !this.#binding) return;
    const { session } = this.#binding;
    const offset = this.#binding.offsetAt(position);
    this.#state.cursor.setState({ path: session.path, isShown: true, line: position.lineNumber, column: position.column, offset });
  }

  #selectAtCaret(): void {
    const position = this.editor.getPosition();
    if (!position || !this.#binding || !this.editor.hasTextFocus()) return;
    const { session } = this.#binding;
    const end = endAt(session.pipeline, session.text, this.#binding.offsetAt(position));
    this.#state.selection.select(end === undefined ? [] : [end], 'text', { path: session.path });
  }

  /** Goes where another pane asked to; the editor takes the focus, because the user asked for the place in the text. */
  #goTo(): void {
    const { goTo } = this.#state.cursor.getState();
    if (!goTo || !this.#binding || goTo.count <= this.#service.answered || goTo.path !== this.#binding.session.path) return;
    this.#service.answered = goTo.count;
    const range = this.#binding.rangeOf(goTo);
    this.editor.setSelection(range);
    this.editor.revealRangeInCenterIfOutsideViewport(range, this.#monaco.editor.ScrollType.Immediate);
    if (goTo.isShownOnly) return;
    this.editor.focus();
    this.#caretMoved();
  }
}

/** Parts that live as long as one model is shown. */
class DisposableStoreOfModel {
  #store = new DisposableStore();

  add<T extends Disposable>(item: T): T {
    return this.#store.add(item);
  }

  clear(): void {
    this.#store.dispose();
    this.#store = new DisposableStore();
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
