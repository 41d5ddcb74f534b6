import type { editor } from 'monaco-editor/editor/editor.api';
import { NextFrame } from '#renderer/state/next-frame.ts';
import { jobOfEnd, type Selection } from '#renderer/state/window/selection.store.ts';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import { rangeOfEnd } from '#shared/language/ends.ts';
import type { EditorParts } from './editor-parts.ts';

/** Lines of what is selected, with a bar at their side and in the strip; brought into view when another pane asks for it. */
export class SelectionMarks implements Disposable {
  readonly #parts: EditorParts;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #store = new DisposableStore();
  readonly #frame: NextFrame;
  #revealed = 0;
  #shown: Selection | undefined;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#marks = parts.editor.createDecorationsCollection();
    this.#frame = this.#store.add(new NextFrame(() => this.#draw()));
    const { selection } = parts.state;
    this.#store.add({ dispose: selection.store.subscribe(() => this.#changed()) });
    this.#store.add(parts.binding.onDidChange.on(() => this.#frame.request()));
    this.#draw();
  }

  dispose(): void {
    this.#store.dispose();
    this.#marks.clear();
  }

  #changed(): void {
    const { binding, state } = this.#parts;
    const selection = state.selection.of(binding.session.path);
    if (selection !== this.#shown) this.#frame.request();
  }

  #draw(): void {
    const { monaco, binding, state } = this.#parts;
    const { session } = binding;
    const selection = state.selection.of(session.path);
    this.#shown = selection;
    const isOwn = selection.source === 'text';
    const decorations: editor.IModelDeltaDecoration[] = [];
    const drawn = new Set<string>();
    for (const end of selection.ends) {
      const job = jobOfEnd(end);
      const whole = job === undefined ? end : `parent.jobs.${job}`;
      const range = rangeOfEnd(session.pipeline, session.text, whole);
      if (range && !drawn.has(whole)) {
        drawn.add(whole);
        decorations.push({
          range: binding.rangeOf(range),
          options: {
            isWholeLine: true,
            className: 'sluice-selected',
            marginClassName: 'sluice-selected sluice-selected-bar',
            lineNumberClassName: 'sluice-selected-number',
            zIndex: 1,
            overviewRuler: { color: { id: 'editorOverviewRuler.findMatchForeground' }, position: monaco.editor.OverviewRulerLane.Left },
          },
        });
      }
      const part = whole === end ? undefined : rangeOfEnd(session.pipeline, session.text, end);
      if (part && range && !isOwn && part.start > range.start)
        decorations.push({ range: binding.rangeOf(part), options: { isWholeLine: true, className: 'sluice-selected-part', zIndex: 2 } });
    }
    this.#marks.set(decorations);
    if (selection.reveal !== this.#revealed) {
      this.#revealed = selection.reveal;
      if (!isOwn) this.#reveal(selection);
    }
  }

  /** Into view, without taking the focus. */
  #reveal(selection: Selection): void {
    const { monaco, editor: view, binding } = this.#parts;
    const { session } = binding;
    const range = selection.primary === undefined ? undefined : rangeOfEnd(session.pipeline, session.text, selection.primary);
    if (range) view.revealRangeInCenterIfOutsideViewport(binding.rangeOf(range), monaco.editor.ScrollType.Immediate);
  }
}
