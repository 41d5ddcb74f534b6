import type { editor } from 'monaco-editor/editor/editor.api';
import { NextFrame } from '#renderer/state/next-frame.ts';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import type { EditorParts } from './editor-parts.ts';

/** Lines above and below what is in view that have their bulbs too. */
const BEYOND = 100;

/** A bulb beside each line with a fix. Monaco looks at everything in its margin with every key, so lines far out of view get theirs when they come near. */
export class ProblemBulbs implements Disposable {
  readonly #parts: EditorParts;
  readonly #bulbs: editor.IEditorDecorationsCollection;
  readonly #store = new DisposableStore();
  #from = 1;
  #to = 0;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#bulbs = parts.editor.createDecorationsCollection();
    const frame = this.#store.add(new NextFrame(() => this.#isOutside() && this.draw()));
    this.#store.add(parts.editor.onDidScrollChange(({ scrollTopChanged }) => scrollTopChanged && frame.request()));
    this.#store.add(parts.editor.onDidLayoutChange(() => frame.request()));
  }

  dispose(): void {
    this.#store.dispose();
    this.#bulbs.clear();
  }

  /** Draws them for the problems that there are now. */
  draw(): void {
    const { binding, state } = this.#parts;
    const [first, last] = this.#inView();
    this.#from = Math.max(1, first - BEYOND);
    this.#to = last + BEYOND;
    const start = binding.offsetAt({ lineNumber: this.#from, column: 1 });
    const end = binding.offsetAt({ lineNumber: this.#to + 1, column: 1 });
    this.#bulbs.set(
      state.problems.of(binding.session.path).flatMap((problem): editor.IModelDeltaDecoration[] => {
        const [fix] = problem.fixes;
        if (!fix || problem.start < start || problem.start > end) return [];
        const range = binding.rangeOf({ start: problem.start, end: problem.start });
        return [{ range, options: { glyphMarginClassName: 'sluice-bulb', glyphMarginHoverMessage: { value: fix.title } } }];
      }),
    );
  }

  #isOutside(): boolean {
    const [first, last] = this.#inView();
    return first < this.#from || last > this.#to;
  }

  #inView(): readonly [first: number, last: number] {
    const ranges = this.#parts.editor.getVisibleRanges();
    return [ranges[0]?.startLineNumber ?? 1, ranges.at(-1)?.endLineNumber ?? 1];
  }
}
