import type { editor } from 'monaco-editor/editor/editor.api';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import type { Problem } from '#shared/checks/problem.ts';
import type { EditorParts } from './editor-parts.ts';
import { YAML } from './yaml-language.ts';

const OWNER = 'sluice';
/** A line that is being typed is often wrong for a moment: say so when it rests. */
const REST_MS = 250;
/** More are not marked: the list has them all, and thousands of marks are felt when scrolling. */
const MOST_MARKS = 1000;

/** Problems as squiggles, the line that cannot be read tinted, and a bulb where there is a fix. */
export class ProblemMarks implements Disposable {
  readonly #parts: EditorParts;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #store = new DisposableStore();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version = -1;
  #drawn: readonly Problem[] = [];

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
    const { problems } = parts.state;
    this.#store.add({ dispose: problems.store.subscribe((now) => now.version !== this.#version && this.#checked()) });
    this.#draw();
  }

  dispose(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#store.dispose();
    this.#marks.clear();
  }

  /** What the text itself says may change with this key; what the checks say comes by itself. */
  #later(): void {
    const { problems } = this.#parts.binding.session.doc;
    const hadOwn = this.#drawn.some((problem) => problem.severity === 'error') && problems.length === 0;
    if (problems.length === 0 && !hadOwn) return;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), problems.length === 0 ? 0 : REST_MS);
  }

  #checked(): void {
    this.#version = this.#parts.state.problems.store.getState().version;
    // While the text cannot be read there is nothing but its own problems, and these wait until the line rests.
    if (!this.#parts.binding.session.doc.readable && this.#timer !== undefined) return;
    const now = this.#parts.state.problems.of(this.#parts.binding.session.path);
    if (now !== this.#drawn) this.#draw();
  }

  #draw(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const { monaco, binding, state } = this.#parts;
    const { doc, path } = binding.session;
    const problems = state.problems.of(path);
    this.#drawn = problems;
    const marked = problems.length > MOST_MARKS ? problems.slice(0, MOST_MARKS) : problems;
    monaco.editor.setModelMarkers(
      binding.model,
      OWNER,
      marked.map((problem) => {
        const { startLineNumber, startColumn, endLineNumber, endColumn } = binding.rangeOf(firstLine(problem, doc.text));
        const levels = monaco.MarkerSeverity;
        const severity = problem.severity === 'error' ? levels.Error : problem.severity === 'warning' ? levels.Warning : levels.Info;
        return { startLineNumber, startColumn, endLineNumber, endColumn, message: problem.message, severity, code: problem.code };
      }),
    );
    const decorations: editor.IModelDeltaDecoration[] = [];
    const worst = doc.readable ? undefined : problems.find((problem) => problem.severity === 'error');
    if (worst)
      decorations.push({
        range: binding.rangeOf({ start: worst.start, end: worst.start }),
        options: { isWholeLine: true, className: 'sluice-unreadable', zIndex: 3 },
      });
    for (const problem of marked) {
      const fix = problem.fixes[0];
      if (!fix) continue;
      const range = binding.rangeOf({ start: problem.start, end: problem.start });
      decorations.push({ range, options: { glyphMarginClassName: 'sluice-bulb', glyphMarginHoverMessage: { value: fix.title } } });
    }
    this.#marks.set(decorations);
  }
}

/** What is underlined: at least a character, and no more than the line where it begins. */
function firstLine({ start, end }: { readonly start: number; readonly end: number }, text: string): { start: number; end: number } {
  if (end <= start) return { start: Math.max(0, start - 1), end: start };
  const lineEnd = text.slice(start, end).search(/[\r\n]/);
  return { start, end: lineEnd <= 0 ? end : start + lineEnd };
}
