import type { editor } from 'monaco-editor/editor/editor.api';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import type { YamlProblem } from '#shared/yaml/tree.ts';
import type { EditorParts } from './editor-parts.ts';
import { YAML } from './yaml-language.ts';

const OWNER = 'sluice';
/** A line that is being typed is often wrong for a moment: say so when it rests. */
const REST_MS = 250;

/** Problems of the text as squiggles, the line that cannot be read tinted, and a bulb where there is a fix. */
export class ProblemMarks implements Disposable {
  readonly #parts: EditorParts;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #store = new DisposableStore();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn: readonly YamlProblem[] = [];

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#marks = parts.editor.createDecorationsCollection();
    if (parts.binding.model.getLanguageId() !== YAML) return;
    this.#store.add(
      parts.binding.onDidChange.on((change) => {
        if (change.origin === 'typing') this.#later();
        else this.#draw();
      }),
    );
    this.#draw();
  }

  dispose(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#store.dispose();
    this.#marks.clear();
  }

  #later(): void {
    const { problems } = this.#parts.binding.session.doc;
    if (problems.length === 0 && this.#drawn.length === 0) return;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), problems.length === 0 ? 0 : REST_MS);
  }

  #draw(): void {
    const { monaco, binding } = this.#parts;
    const { doc } = binding.session;
    this.#drawn = doc.problems;
    monaco.editor.setModelMarkers(
      binding.model,
      OWNER,
      doc.problems.map((problem) => {
        const { startLineNumber, startColumn, endLineNumber, endColumn } = binding.rangeOf(atLeastOne(problem));
        const severity = problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning;
        return { startLineNumber, startColumn, endLineNumber, endColumn, message: problem.message, severity, code: problem.code };
      }),
    );
    const decorations: editor.IModelDeltaDecoration[] = [];
    const worst = doc.readable ? undefined : doc.problems.find((problem) => problem.severity === 'error');
    if (worst)
      decorations.push({
        range: binding.rangeOf({ start: worst.start, end: worst.start }),
        options: { isWholeLine: true, className: 'sluice-unreadable', zIndex: 3 },
      });
    for (const problem of doc.problems) {
      if (!problem.fix) continue;
      const range = binding.rangeOf({ start: problem.start, end: problem.start });
      decorations.push({ range, options: { glyphMarginClassName: 'sluice-bulb', glyphMarginHoverMessage: { value: problem.fix.title } } });
    }
    this.#marks.set(decorations);
  }
}

/** An empty place gets a character to draw the squiggle under. */
function atLeastOne({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return end > start ? { start, end } : { start: Math.max(0, start - 1), end: start };
}
