import type { editor } from 'monaco-editor/editor/editor.api';
import { NextFrame } from '#renderer/state/next-frame.ts';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import type { EditorParts } from './editor-parts.ts';
import { badRulesOf, type GateMark, gateMarksOf } from './gate-marks-view-model.ts';
import { YAML } from './yaml-language.ts';

const OWNER = 'sluice-gates';
/** A rule that is being typed is wrong for a moment: say so when it rests. */
const REST_MS = 250;

/** Verdicts in the text: the gate's glyph at its job, check or cross and the value at each rule, a band on the rule that said no. Bad rules get a squiggle. */
export class GateMarks implements Disposable {
  readonly #parts: EditorParts;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #store = new DisposableStore();
  readonly #frame: NextFrame;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasMarkers = false;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#marks = parts.editor.createDecorationsCollection();
    this.#frame = this.#store.add(new NextFrame(() => this.#draw()));
    if (parts.binding.model.getLanguageId() !== YAML) return;
    const { verdicts } = parts.state;
    this.#store.add({ dispose: verdicts.store.subscribe(() => this.#frame.request()) });
    this.#store.add(
      parts.binding.onDidChange.on((change) => {
        if (this.#isKnown()) this.#frame.request();
        if (change.origin === 'typing') this.#later();
        else this.#check();
      }),
    );
    this.#draw();
    this.#check();
  }

  dispose(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#store.dispose();
    this.#marks.clear();
  }

  #isKnown(): boolean {
    const { path } = this.#parts.binding.session;
    return Object.keys(this.#parts.state.verdicts.store.getState().judged).some((key) => key.startsWith(`${path}\n`));
  }

  #draw(): void {
    const { binding, state } = this.#parts;
    const { session } = binding;
    if (!session.doc.readable || !this.#isKnown()) {
      this.#marks.clear();
      return;
    }
    this.#marks.set(gateMarksOf(session.pipeline, session.text, session.path, state.verdicts.store.getState()).flatMap((mark) => this.#decorations(mark)));
  }

  #decorations(mark: GateMark): editor.IModelDeltaDecoration[] {
    const { binding, monaco } = this.#parts;
    const decorations: editor.IModelDeltaDecoration[] = [
      {
        range: binding.rangeOf({ start: mark.at, end: mark.at }),
        options: {
          glyphMarginClassName: `sluice-gate-glyph sluice-gate-${mark.glyph}`,
          glyphMarginHoverMessage: { value: mark.hover },
          ...(mark.isBand
            ? {
                isWholeLine: true,
                className: 'sluice-held-line',
                zIndex: 5,
                overviewRuler: { color: { id: 'editorOverviewRuler.warningForeground' }, position: monaco.editor.OverviewRulerLane.Right },
              }
            : {}),
        },
      },
    ];
    if (mark.after)
      decorations.push({
        range: binding.rangeOf({ start: mark.end, end: mark.end }),
        options: {
          showIfCollapsed: true,
          after: {
            content: `\u00a0\u00a0\u00a0${mark.after.text}`,
            inlineClassName: `sluice-after sluice-after-${mark.after.tone}`,
            cursorStops: monaco.editor.InjectedTextCursorStops.None,
          },
        },
      });
    return decorations;
  }

  #later(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), REST_MS);
  }

  /** Squiggles below rules that cannot be read. */
  #check(): void {
    const { binding, monaco } = this.#parts;
    const { session } = binding;
    const bad = session.doc.readable ? badRulesOf(session.pipeline, session.text) : [];
    if (bad.length === 0 && !this.#hasMarkers) return;
    this.#hasMarkers = bad.length > 0;
    monaco.editor.setModelMarkers(
      binding.model,
      OWNER,
      bad.map((mark) => {
        const { startLineNumber, startColumn, endLineNumber, endColumn } = binding.rangeOf({ start: mark.start, end: Math.max(mark.end, mark.start + 1) });
        return { startLineNumber, startColumn, endLineNumber, endColumn, message: mark.message, severity: monaco.MarkerSeverity.Error, code: 'gate-rule' };
      }),
    );
  }
}
