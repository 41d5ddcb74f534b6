import type { editor } from 'monaco-editor/editor/editor.api';
import type { Disposable } from '#shared/base/disposable.ts';
import type { EditorParts } from './editor-parts.ts';

const FLASH_MS = 600;
const BAR_MS = 2000;

/** Shows for a moment which lines changed without typing. Without motion: a bar at their side instead of a flash. */
export class ChangeFlash implements Disposable {
  readonly #parts: EditorParts;
  readonly #marks: editor.IEditorDecorationsCollection;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#marks = parts.editor.createDecorationsCollection();
  }

  /** Marks the lines of these ranges of the session's text. */
  show(ranges: readonly { readonly start: number; readonly end: number }[]): void {
    const { binding, state } = this.#parts;
    const { motion } = state.theme.getState();
    const options: editor.IModelDecorationOptions = motion
      ? { isWholeLine: true, className: 'sluice-flash', marginClassName: 'sluice-flash' }
      : { isWholeLine: true, marginClassName: 'sluice-changed-bar' };
    this.#marks.set(ranges.map((range) => ({ range: binding.rangeOf(trimmed(binding.session.text, range)), options })));
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#marks.clear(), motion ? FLASH_MS : BAR_MS);
  }

  dispose(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#marks.clear();
  }
}

/** Without line ends at both sides, so that a line put in marks itself and not its neighbours. */
function trimmed(text: string, range: { readonly start: number; readonly end: number }): { start: number; end: number } {
  let { start, end } = range;
  while (start < end && (text[start] === '\n' || text[start] === '\r')) start++;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return { start, end };
}
