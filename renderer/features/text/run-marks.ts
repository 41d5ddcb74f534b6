import type { editor } from 'monaco-editor/editor/editor.api';
import { countingVerdict } from '#renderer/state/gates/counting-verdict.ts';
import { keyOfGate } from '#renderer/state/gates/verdicts.store.ts';
import { changedJobs } from '#renderer/state/runs/changed-jobs.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { type Disposable, DisposableStore } from '#shared/base/disposable.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { EditorParts } from './editor-parts.ts';
import { lineOfKey } from './gate-marks-view-model.ts';
import { runMarkOf } from './run-marks-view-model.ts';
import { YAML } from './yaml-language.ts';

/** Events come in fifties a second; the eye is told four times. */
const DRAW_EVERY_MS = 250;
/** While a key may come the marks wait: Monaco moves them itself. */
const REST_MS = 400;
const TICK_MS = 1_000;

/** The run in the text: the status of each job in the gutter, its time and what it measured behind its key. */
export class RunMarks implements Disposable {
  readonly #parts: EditorParts;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #store = new DisposableStore();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When it fires, ms since the epoch. */
  #due = 0;
  #drawn: { readonly jobs: ShownRun['jobs'] | undefined; readonly pipeline: Pipeline } | undefined;
  #compare: { readonly text: string; readonly changed: (pipeline: Pipeline) => ReadonlySet<string> } | undefined;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#marks = parts.editor.createDecorationsCollection();
    if (parts.binding.model.getLanguageId() !== YAML) return;
    const { runs, verdicts } = parts.state;
    this.#store.add({ dispose: runs.store.subscribe(() => this.#shown()?.jobs !== this.#drawn?.jobs && this.#soon(DRAW_EVERY_MS)) });
    this.#store.add({ dispose: verdicts.store.subscribe(() => this.#shown() && this.#soon(DRAW_EVERY_MS)) });
    this.#store.add(parts.binding.onDidChange.on(({ origin }) => this.#shown() && this.#soon(origin === 'typing' ? REST_MS : 0)));
    this.#draw();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#store.dispose();
    this.#marks.clear();
  }

  #shown(): ShownRun | undefined {
    return this.#parts.state.runs.shownOf(this.#parts.binding.session.path);
  }

  #soon(ms: number): void {
    // What comes sooner wins over what was to come later, typing over everything.
    const due = Date.now() + ms;
    if (this.#timer !== undefined && ms !== REST_MS && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#draw(), ms);
  }

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { session } = this.#parts.binding;
    const shown = this.#shown();
    if (!shown || !session.doc.readable) {
      if (this.#drawn) this.#marks.clear();
      this.#drawn = undefined;
      return;
    }
    const { pipeline, text } = session;
    const changed = this.#changedIn(shown, pipeline);
    const now = Date.now();
    this.#marks.set(pipeline.jobs.flatMap((job) => this.#decorations(job, text, shown, changed, now)));
    this.#drawn = { jobs: shown.jobs, pipeline };
    if (shown.isLive && [...shown.jobs.values()].some((job) => job.status === 'running' && job.of === undefined)) this.#soon(TICK_MS);
  }

  #changedIn(shown: ShownRun, pipeline: Pipeline): ReadonlySet<string> {
    if (shown.text === undefined) return new Set();
    if (this.#compare?.text !== shown.text) this.#compare = { text: shown.text, changed: changedJobs(shown.text) };
    return this.#compare.changed(pipeline);
  }

  #decorations(job: Job, text: string, shown: ShownRun, changed: ReadonlySet<string>, now: number): editor.IModelDeltaDecoration[] {
    const run = shown.jobs.get(job.id);
    if (!run) return [];
    const { binding, monaco, state } = this.#parts;
    // A gate that has judged says more: its own marks stand there.
    const known = state.verdicts.store.getState();
    const key = keyOfGate(shown.path, job.id);
    if (job.gateKind !== undefined && countingVerdict(job, known.judged[key], known.drafts[key])) return [];
    const mark = runMarkOf(run, changed.has(job.id), { isSimulated: shown.summary.simulated, isReplay: shown.source === 'replay' }, now);
    const { at, end } = lineOfKey(job, text);
    const decorations: editor.IModelDeltaDecoration[] = [
      {
        range: binding.rangeOf({ start: at, end: at }),
        options: { glyphMarginClassName: `sluice-run-glyph sluice-run-${mark.status}`, glyphMarginHoverMessage: { value: mark.hover }, zIndex: 1 },
      },
    ];
    if (mark.after !== undefined)
      decorations.push({
        range: binding.rangeOf({ start: end, end }),
        options: {
          showIfCollapsed: true,
          after: {
            content: `\u00a0\u00a0\u00a0${mark.after}`,
            inlineClassName: `sluice-after sluice-after-${mark.tone}`,
            cursorStops: monaco.editor.InjectedTextCursorStops.None,
          },
        },
      });
    return decorations;
  }
}
