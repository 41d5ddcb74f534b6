import type { editor } from 'monaco-editor/editor/editor.api';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import { compareProblems, type Problem } from '#shared/checks/problem.ts';
import { isOfJob, type NearJob } from '#shared/checks/run-checks.ts';
import { movedBy } from '#shared/checks/service/problem-changes.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { EditorParts } from './editor-parts.ts';
import { ERRORS, groupsOf, isDrawn, type MarkGroups, movedGroups, SURE_ERRORS } from './mark-groups.ts';
import { ProblemBulbs } from './problem-bulbs.ts';
import { YAML } from './yaml-language.ts';

/** A line that is being typed is often wrong for a moment: what its reader says is shown when it rests. */
const REST_MS = 250;
/** Markers that stayed in place while the text moved below them are told their new lines when nothing happens for so long. */
const REFRESH_MS = 600;
/** Edits that are taken in together. */
const MOST_MOVES = 40;

/** Problems as squiggles, the line that cannot be read tinted, and a bulb where there is a fix. */
export class ProblemMarks implements Disposable {
  readonly #parts: EditorParts;
  /** The line that cannot be read. */
  readonly #tint: editor.IEditorDecorationsCollection;
  readonly #bulbs: ProblemBulbs;
  /** Squiggles of jobs that say in advance what is wrong with them, in place of those of their markers, which Monaco draws a turn later. */
  readonly #near: editor.IEditorDecorationsCollection;
  /** Some errors are drawn in advance, or their markers' squiggles were taken away. */
  #isAhead = false;
  /** Markers were told that replace what was drawn in advance. */
  #isHandingOver = false;
  readonly #store = new DisposableStore();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refresh: ReturnType<typeof setTimeout> | undefined;
  #version = -1;
  #drawn: MarkGroups = new Map();
  /** Edits since, oldest first: Monaco has moved what was drawn by them. */
  #moves: (readonly TextEdit[])[] = [];

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#tint = parts.editor.createDecorationsCollection();
    this.#near = parts.editor.createDecorationsCollection();
    this.#bulbs = new ProblemBulbs(parts);
    if (parts.binding.model.getLanguageId() !== YAML) return;
    this.#store.add(
      parts.binding.onDidChange.on((change) => {
        if (change.edits.length > 0) this.#moves.push(change.edits);
        if (this.#moves.length > MOST_MOVES) this.#drawn = movedGroups(this.#drawn, this.#moves.splice(0));
        if (change.origin === 'typing') this.#later();
        else this.#draw();
      }),
    );
    const { problems } = parts.state;
    this.#store.add({ dispose: problems.store.subscribe((now) => now.version !== this.#version && this.#checked()) });
    this.#store.add(problems.onNear.on(({ path }) => path === parts.binding.session.path && this.#drawNear(problems.near(path))));
    // Their squiggles are there by now.
    this.#store.add(parts.monaco.editor.onDidChangeMarkers(() => this.#isHandingOver && this.#endNear()));
    this.#draw();
  }

  dispose(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    if (this.#refresh !== undefined) clearTimeout(this.#refresh);
    this.#store.dispose();
    this.#tint.clear();
    this.#near.clear();
    this.#bulbs.dispose();
  }

  /** What the text itself says may change with this key; what the checks say comes by itself. */
  #later(): void {
    const { problems } = this.#parts.binding.session.doc;
    if (problems.length === 0 && !this.#hasOwn) return;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), problems.length === 0 ? 0 : REST_MS);
  }

  #hasOwn = false;

  #checked(): void {
    this.#version = this.#parts.state.problems.store.getState().version;
    // While the text cannot be read there is nothing but its own problems, and these wait until the line rests.
    if (!this.#parts.binding.session.doc.readable && this.#timer !== undefined) return;
    this.#draw();
  }

  /** Draws what has changed: with a thousand marks a new one costs as little as the first. `isWhole`: everything, with the lines that markers have now. */
  #draw(isWhole = false): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const { binding, state } = this.#parts;
    const { doc, path } = binding.session;
    const problems = state.problems.of(path);
    this.#hasOwn = doc.problems.length > 0;
    const before = movedGroups(this.#drawn, this.#moves.splice(0));
    const now = groupsOf(problems);
    if (this.#isAhead) this.#drawGroup(ERRORS, now.get(ERRORS) ?? []);
    for (const group of new Set([...now.keys(), ...before.keys()])) {
      const marked = now.get(group) ?? [];
      if (isWhole || !isDrawn(before.get(group) ?? [], marked)) this.#drawGroup(group, marked);
    }
    this.#drawn = now;
    if (this.#isAhead) {
      const jobs = state.problems.near(path);
      if (jobs.length > 0) this.#drawNear(jobs);
      else if (before.has(ERRORS) || now.has(ERRORS)) this.#isHandingOver = true;
      else this.#endNear();
    }
    const worst = doc.readable ? undefined : problems.find((problem) => problem.severity === 'error');
    if (worst) {
      const range = binding.rangeOf({ start: worst.start, end: worst.start });
      this.#tint.set([{ range, options: { isWholeLine: true, className: 'sluice-unreadable', zIndex: 3 } }]);
    } else if (this.#tint.length > 0) this.#tint.clear();
    this.#bulbs.draw();
    if (!isWhole) this.#refreshLater();
  }

  /** Errors of a few jobs, in the frame of the key that made or mended them. The list with them, and with everything else, is on its way. */
  #drawNear(jobs: readonly NearJob[]): void {
    const { binding, editor: shown } = this.#parts;
    const { model } = binding;
    const drawn = movedBy(this.#drawn.get(ERRORS) ?? [], this.#moves);
    const own = drawn.filter((problem) => jobs.some(({ job }) => isOfJob(problem, job)));
    const errors = jobs.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error')).sort(compareProblems);
    if (!this.#isAhead && isDrawn(own.toSorted(compareProblems), errors)) return;
    // More than are marked for certain: the list says which ones are.
    if (drawn.length - own.length + errors.length > SURE_ERRORS) return;
    const { text } = binding.mapping;
    const gone = own.flatMap((problem) => {
      const range = binding.rangeOf(firstLine(problem, text));
      return model.getDecorationsInRange(range).filter((each) => each.options.className === SQUIGGLE && each.range.equalsRange(range));
    });
    this.#near.clear();
    shown.removeDecorations(gone.map(({ id }) => id));
    this.#near.set(errors.map((problem) => ({ range: binding.rangeOf(firstLine(problem, text)), options: { className: SQUIGGLE, zIndex: 30 } })));
    this.#isAhead = true;
    this.#isHandingOver = false;
  }

  #endNear(): void {
    this.#near.clear();
    this.#isAhead = false;
    this.#isHandingOver = false;
  }

  #drawGroup(group: string, problems: readonly Problem[]): void {
    const { monaco, binding } = this.#parts;
    const { text } = binding.mapping;
    const levels = monaco.MarkerSeverity;
    monaco.editor.setModelMarkers(
      binding.model,
      group,
      problems.map((problem) => {
        const { startLineNumber, startColumn, endLineNumber, endColumn } = binding.rangeOf(firstLine(problem, text));
        const severity = problem.severity === 'error' ? levels.Error : problem.severity === 'warning' ? levels.Warning : levels.Info;
        return { startLineNumber, startColumn, endLineNumber, endColumn, message: problem.message, severity, code: problem.code };
      }),
    );
  }

  /** Marks move with the text by themselves, but a marker's own lines, which "next problem" goes by, stay. */
  #refreshLater(): void {
    if (this.#refresh !== undefined) clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => {
      this.#refresh = undefined;
      if (this.#parts.binding.session.doc.readable) this.#draw(true);
    }, REFRESH_MS);
  }
}

/** Monaco's own, so that an error looks the same whoever draws it. */
const SQUIGGLE = 'squiggly-error';

/** What is underlined: at least a character, and no more than the line where it begins. */
function firstLine({ start, end }: { readonly start: number; readonly end: number }, text: string): { start: number; end: number } {
  if (end <= start) return { start: Math.max(0, start - 1), end: start };
  const lineEnd = text.slice(start, end).search(/[\r\n]/);
  return { start, end: lineEnd <= 0 ? end : start + lineEnd };
}
