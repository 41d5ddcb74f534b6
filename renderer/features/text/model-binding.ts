import type { editor } from 'monaco-editor/editor/editor.api';
import type { Disposable } from '#shared/base/disposable.ts';
import { DisposableStore } from '#shared/base/disposable.ts';
import { Emitter } from '#shared/base/emitter.ts';
import type { Session, SessionChange } from '#shared/document/session-types.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import type { Monaco } from './load-monaco.ts';
import { type EditorPosition, TextMapping } from './text-mapping.ts';
import { languageOf } from './yaml-language.ts';

/** What undo and redo in the editor do: they go to the one history. */
export interface History {
  undo(): void;
  redo(): void;
}

/**
 * A session's text in an editor model. Typing goes to the session at once; what others change comes back without touching Monaco's own undo
 * stack, which nobody reads: undo and redo of the model are the session's.
 */
export class ModelBinding implements Disposable {
  readonly model: editor.ITextModel;
  /** After the model holds the session's text again. */
  readonly onDidChange = new Emitter<SessionChange>();
  readonly #store = new DisposableStore();
  #mapping: TextMapping;
  #isTyping = false;
  #isApplying = false;

  constructor(
    readonly monaco: Monaco,
    readonly session: Session,
    history: History,
  ) {
    this.#mapping = new TextMapping(session.text);
    this.model = monaco.editor.createModel(this.#mapping.editorText, languageOf(session.path), uriOf(monaco, session.path));
    this.model.setEOL(monaco.editor.EndOfLineSequence.LF);
    this.model.updateOptions({ tabSize: 2, insertSpaces: true, bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    this.model.detectIndentation(true, 2);
    // Keys, menus, `editor.trigger` and the browser's own undo all end in these two methods.
    Object.assign(this.model, { undo: () => history.undo(), redo: () => history.redo(), canUndo: () => session.canUndo, canRedo: () => session.canRedo });
    this.#store.add(this.model);
    this.#store.add(this.model.onDidChangeContent((event) => this.#typed(event)));
    this.#store.add(session.onDidChange((change) => this.#changed(change)));
  }

  /** Lines and columns of the session's offsets. */
  get mapping(): TextMapping {
    return this.#mapping;
  }

  offsetAt(position: EditorPosition): number {
    return this.#mapping.offsetAt(position);
  }

  /** The range of the model for offsets of the session's text. */
  rangeOf(range: { readonly start: number; readonly end: number }): InstanceType<Monaco['Range']> {
    const from = this.#mapping.positionAt(range.start);
    const to = this.#mapping.positionAt(range.end);
    return new this.monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #typed(event: editor.IModelContentChangedEvent): void {
    if (this.#isApplying) return;
    const { session } = this;
    const edits = this.#mapping.toSessionEdits(
      event.changes.map(({ range, text }) => ({ ...plain(range), text })),
      () => session.doc.lineEnd,
    );
    this.#mapping.update(edits, applyEdits(this.#mapping.text, edits));
    this.#isTyping = true;
    try {
      session.type(edits);
    } finally {
      this.#isTyping = false;
    }
    this.#check();
  }

  #changed(change: SessionChange): void {
    if (!this.#isTyping && change.edits.length > 0) {
      const changes = this.#mapping.toEditorChanges(change.edits);
      this.#mapping.update(change.edits, applyEdits(this.#mapping.text, change.edits));
      this.#apply(() => this.model.applyEdits(changes.map((each) => ({ range: each, text: each.text, forceMoveMarkers: true }))));
      this.#check();
    }
    this.onDidChange.fire(change);
  }

  /** Two copies of a text must never drift apart. Should they, the session's is the truth. */
  #check(): void {
    const { session, model } = this;
    if (this.#mapping.text.length === session.doc.length && model.getValueLength() === this.#mapping.editorLength) return;
    this.#mapping = new TextMapping(session.text);
    this.#apply(() => model.setValue(this.#mapping.editorText));
  }

  #apply(change: () => void): void {
    this.#isApplying = true;
    try {
      change();
    } finally {
      this.#isApplying = false;
    }
  }
}

/** The address of a file's model. */
export function uriOf(monaco: Monaco, path: string): InstanceType<Monaco['Uri']> {
  return monaco.Uri.from({ scheme: 'sluice', path: `/${path}` });
}

/** The file of a model's address. */
export function pathOf(uri: { readonly scheme: string; readonly path: string }): string | undefined {
  return uri.scheme === 'sluice' ? uri.path.slice(1) : undefined;
}

function plain(range: { startLineNumber: number; startColumn: number; endLineNumber: number; endColumn: number }) {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = range;
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}
