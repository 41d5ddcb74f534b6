import type { Disposable } from '#shared/base/disposable.ts';
import { Emitter } from '#shared/base/emitter.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { refusal } from '#shared/edits/common/guards.ts';
import type { EditContext, EditDefinition, FileChange, ProjectTexts, Refusal } from '#shared/edits/edit.ts';
import { parseArgs, planEdit, refuseBroken, runEdit } from '#shared/edits/run-edit.ts';
import { composeEdits, tidyEdits, writtenRanges } from '#shared/edits/splice/compose.ts';
import { EMPTY_LAYOUT, type LayoutFile } from '#shared/layout/layout-file.ts';
import type { ComponentFiles, Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { diffAsEdit, invertEdits, sortEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import { endExists, endsAt } from './ends-at.ts';
import { continuesRun, HistoryEntry, type HistoryPart } from './history.ts';
import { followNodes, sameLayout } from './layout-follow.ts';
import type { ChangeOrigin, Session, SessionChange } from './session-types.ts';

/** What a session asks of the project around it. */
export interface SessionHost {
  readonly components: ComponentFiles;
  readonly project: ProjectTexts;
  /** Milliseconds; decides only when a typing run ends. */
  now(): number;
  /** The session of a file that an edit or an undo reaches; opened when its text is known. */
  reach(path: string, change: FileChange | undefined): DocumentSession | undefined;
  /** Whether `reach` would find it; opens nothing. */
  canReach(path: string, change: FileChange): boolean;
  /** The step that everything is gathered in while a group runs. */
  readonly group: GroupState;
  /** The text of a session has changed. */
  changed(session: DocumentSession): void;
}

/** A running group; shared by all sessions of a project. */
export interface GroupState {
  entry: HistoryEntry | undefined;
}

/** Up to this length a preview is read again before it is handed out. */
const VERIFIED_PREVIEW = 100_000;

/** One open document and its part of the one history. */
export class DocumentSession implements Session {
  readonly path: string;
  readonly doc: YamlDocument;
  readonly #host: SessionHost;
  readonly #changes = new Emitter<SessionChange>();
  #layout: LayoutFile;
  #undo: HistoryEntry[] = [];
  #redo: HistoryEntry[] = [];
  #pipeline: Pipeline | undefined;
  #readAt = -1;
  #componentsAt = -1;
  #lastGood: Pipeline | undefined;
  #unreadableSince: number | undefined;
  #savedText: string | undefined;
  #savedLayout: LayoutFile;
  #locked: Refusal | undefined;
  #dirty: { readonly revision: number; readonly layout: LayoutFile; readonly isDirty: boolean } | undefined;

  /** `isNew`: the file does not exist on disk yet. */
  constructor(host: SessionHost, options: { readonly path: string; readonly text: string; readonly layout?: LayoutFile; readonly isNew?: boolean }) {
    this.#host = host;
    this.path = options.path;
    this.doc = readYaml(options.text);
    this.#layout = options.layout ?? EMPTY_LAYOUT;
    this.#savedLayout = this.#layout;
    this.#savedText = options.isNew ? undefined : options.text;
    if (!this.doc.readable) this.#unreadableSince = host.now();
  }

  get text(): string {
    return this.doc.text;
  }

  get revision(): number {
    return this.doc.revision;
  }

  get layout(): LayoutFile {
    return this.#layout;
  }

  get pipeline(): Pipeline {
    const { components } = this.#host;
    if (this.#pipeline && this.#readAt === this.doc.revision && this.#componentsAt === components.version) return this.#pipeline;
    const previous = this.doc.readable ? this.#lastGood : this.#pipeline === this.#lastGood ? undefined : this.#pipeline;
    this.#pipeline = readPipeline(this.doc, { path: this.path, components }, previous);
    this.#readAt = this.doc.revision;
    this.#componentsAt = components.version;
    if (this.doc.readable) this.#lastGood = this.#pipeline;
    return this.#pipeline;
  }

  get lastGood(): { readonly pipeline: Pipeline; readonly since: number | undefined } {
    const now = this.pipeline;
    if (this.doc.readable || !this.#lastGood) return { pipeline: now, since: this.#unreadableSince };
    return { pipeline: this.#lastGood, since: this.#unreadableSince };
  }

  get isDirty(): boolean {
    const known = this.#dirty;
    if (known && known.revision === this.doc.revision && known.layout === this.#layout) return known.isDirty;
    const isDirty = this.#savedText !== this.doc.text || !sameLayout(this.#savedLayout, this.#layout);
    this.#dirty = { revision: this.doc.revision, layout: this.#layout, isDirty };
    return isDirty;
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  get undoLabel(): string | undefined {
    return this.#undo.at(-1)?.label;
  }

  get redoLabel(): string | undefined {
    return this.#redo.at(-1)?.label;
  }

  /** From now on edits refuse with this sentence, because the file may not be written; undefined lets them in again. */
  lock(reason: string | undefined): void {
    this.#locked = reason === undefined ? undefined : refusal('read-only', reason);
  }

  /** True when the file is not on disk yet. */
  get isNew(): boolean {
    return this.#savedText === undefined;
  }

  type(edits: readonly TextEdit[]): void {
    const sorted = this.#effective(edits);
    if (sorted.length === 0) return;
    const now = this.#host.now();
    const last = this.#undo.at(-1);
    const joins = this.#host.group.entry === undefined && this.#redo.length === 0 && continuesRun(last, sorted, now);
    const inverse = this.#write(sorted);
    const entry = joins && last ? last : new HistoryEntry('typing', 'Typing');
    entry.carets = writtenRanges(sorted).map((range) => range.end);
    entry.lastAt = now;
    if (joins && last) this.#gather(last, inverse, undefined);
    else this.#push(entry, inverse, undefined);
    this.#tell('typing', sorted, false, entry.label, []);
  }

  applyRaw(label: string, edits: readonly TextEdit[]): boolean {
    const sorted = this.#effective(edits);
    if (sorted.length === 0) return false;
    this.#push(new HistoryEntry('edit', label), this.#write(sorted), undefined);
    this.#tell('edit', sorted, false, label, []);
    return true;
  }

  apply<Args>(edit: EditDefinition<Args>, args: Args): Result<{ readonly files: readonly FileChange[]; readonly notes?: readonly string[] }, Refusal> {
    if (this.#locked) return fail(this.#locked);
    const context = this.#context();
    const planned = planEdit(edit, context, args);
    if (!planned.ok) return planned;
    const result = planned.value;
    const files = result.files ?? [];
    const label = edit.label(args);
    const layout = followNodes(this.#layout, result.nodes);
    const layoutChanged = layout !== this.#layout;
    if (result.edits.length === 0 && files.length === 0 && !layoutChanged) return ok({ files: [] });
    const outOfReach = files.find((change) => !this.#host.canReach(change.path, change));
    if (outOfReach) return fail(refusal('no-such-file', `'${label}' would also change ${outOfReach.path}, which cannot be read. Nothing was written.`));
    const inverse = this.#write(result.edits);
    const broken = result.edits.length === 0 ? undefined : refuseBroken(edit, context, result, this.doc);
    if (broken) {
      this.#write(inverse);
      return fail(broken);
    }
    const reached: { session: DocumentSession; edits: readonly TextEdit[] }[] = [];
    const entry = new HistoryEntry('edit', label);
    this.#push(entry, inverse, layoutChanged ? this.#layout : undefined);
    this.#layout = layout;
    for (const change of files) {
      const session = this.#host.reach(change.path, change);
      if (!session) throw new Error(`No session of ${change.path}, which could be reached`);
      const edits = change.kind === 'create' ? createEdits(session.text, change.text) : change.edits;
      session.#push(entry, session.#write(edits), undefined);
      reached.push({ session, edits });
    }
    this.#tell('edit', result.edits, layoutChanged, label, result.select ?? []);
    for (const { session, edits } of reached) session.#tell('edit', edits, false, label, []);
    return ok({ files, notes: result.notes ?? [] });
  }

  refuse<Args>(edit: EditDefinition<Args>, args: Args): Refusal | undefined {
    if (this.#locked) return this.#locked;
    const parsed = parseArgs(edit, args);
    return parsed.ok ? edit.refuse(this.#context(), parsed.value) : parsed.failure;
  }

  preview<Args>(edit: EditDefinition<Args>, args: Args): Result<{ readonly edits: readonly TextEdit[]; readonly files: readonly FileChange[] }, Refusal> {
    if (this.#locked) return fail(this.#locked);
    // Reading a large text again for every port under the pointer would be felt; applying it verifies in any case.
    const planned = (this.text.length > VERIFIED_PREVIEW ? planEdit : runEdit)(edit, this.#context(), args);
    return planned.ok ? ok({ edits: planned.value.edits, files: planned.value.files ?? [] }) : planned;
  }

  group<T>(label: string, run: () => Result<T, Refusal>): Result<T, Refusal> {
    const { group } = this.#host;
    if (group.entry) return run();
    const entry = new HistoryEntry('edit', label);
    group.entry = entry;
    let result: Result<T, Refusal>;
    try {
      result = run();
    } finally {
      group.entry = undefined;
    }
    if (!result.ok && entry.parts.size > 0) this.#rollBack(entry);
    return result;
  }

  setLayout(label: string, layout: LayoutFile): void {
    if (sameLayout(layout, this.#layout)) return;
    const before = this.#layout;
    this.#layout = layout;
    this.#push(new HistoryEntry('layout', label), [], before);
    this.#tell('layout', [], true, label, []);
  }

  reload(text: string): void {
    const edit = diffAsEdit(this.text, text);
    if (!edit) return;
    const label = 'Reload from disk';
    this.#push(new HistoryEntry('reload', label), this.#write([edit]), undefined);
    this.#tell('reload', [edit], false, label, []);
  }

  undo(): Result<void, Refusal> {
    return this.#step('undo');
  }

  redo(): Result<void, Refusal> {
    return this.#step('redo');
  }

  onDidChange(listener: (change: SessionChange) => void): Disposable {
    return this.#changes.on(listener);
  }

  /** `text` (default: the present one) and the layout stand on disk now. Typing goes on as a new step, so that undo can come back here. */
  markSaved(text = this.text): void {
    this.#savedText = text;
    this.#savedLayout = this.#layout;
    this.#dirty = undefined;
    const last = this.#undo.at(-1);
    if (last) last.isSealed = true;
  }

  /** Nothing stands on disk any more. */
  markRemoved(): void {
    this.#savedText = undefined;
    this.#dirty = undefined;
  }

  /** Component files that the pipeline reads have changed: listeners look again. */
  refresh(): void {
    this.#tell('reload', [], false, undefined, []);
  }

  /** Sorted; none when they would leave the text as it is: a step of undo in which nothing happens. */
  #effective(edits: readonly TextEdit[]): readonly TextEdit[] {
    const sorted = sortEdits(edits).filter((edit) => edit.start !== edit.end || edit.newText !== '');
    return sorted.every((edit) => this.text.slice(edit.start, edit.end) === edit.newText) ? [] : sorted;
  }

  #context(): EditContext {
    const { components, project } = this.#host;
    return { path: this.path, doc: this.doc, pipeline: this.pipeline, components, project };
  }

  /** Writes edits and gives back their inverse. */
  #write(edits: readonly TextEdit[]): TextEdit[] {
    if (edits.length === 0) return [];
    // The last readable graph is taken before the text moves on: the canvas shows it for as long as the text cannot be read.
    if (this.doc.readable && !this.#lastGood) void this.pipeline;
    const inverse = invertEdits(this.text, edits);
    this.doc.update(edits);
    if (this.doc.readable) this.#unreadableSince = undefined;
    else this.#unreadableSince ??= this.#host.now();
    this.#host.changed(this);
    return inverse;
  }

  /** Puts a step on the stack, or into the running group. */
  #push(entry: HistoryEntry, inverse: readonly TextEdit[], layout: LayoutFile | undefined): void {
    const target = this.#host.group.entry ?? entry;
    this.#forgetRedo();
    if (target.parts.has(this.path)) this.#gather(target, inverse, layout);
    else {
      target.parts.set(this.path, { edits: inverse, layout });
      this.#undo.push(target);
    }
  }

  /** Joins a later change of this file to a step. */
  #gather(entry: HistoryEntry, inverse: readonly TextEdit[], layout: LayoutFile | undefined): void {
    const before = entry.parts.get(this.path);
    if (!before) return;
    entry.parts.set(this.path, { edits: composeEdits(this.text, inverse, before.edits), layout: before.layout ?? layout });
  }

  #forgetRedo(): void {
    for (const entry of this.#redo.splice(0)) {
      for (const path of entry.parts.keys()) {
        const other = path === this.path ? undefined : this.#host.reach(path, undefined);
        if (other) other.#redo.splice(0, other.#redo.indexOf(entry) + 1);
      }
    }
  }

  #step(direction: 'undo' | 'redo'): Result<void, Refusal> {
    const entry = (direction === 'undo' ? this.#undo : this.#redo).at(-1);
    if (!entry) return fail(refusal('nothing-to-do', `There is nothing to ${direction}.`));
    const touched: { readonly session: DocumentSession; readonly part: HistoryPart }[] = [];
    for (const [path, part] of entry.parts) {
      const session = path === this.path ? this : this.#host.reach(path, undefined);
      if (!session)
        return fail(refusal('no-such-file', `'${entry.label}' also changed ${path}, which is not open any more. Open it from an earlier version instead.`));
      if ((direction === 'undo' ? session.#undo : session.#redo).at(-1) !== entry) {
        return fail(
          refusal(
            'newer-changes',
            `'${entry.label}' also changed ${path}, which was changed again since. ${direction === 'undo' ? 'Undo' : 'Redo'} there first.`,
          ),
        );
      }
      touched.push({ session, part });
    }
    const told = touched.map(({ session, part }) => {
      const edits = tidyEdits(session.text, part.edits);
      const back = session.#write(edits);
      const layout = session.#layout;
      if (part.layout) session.#layout = part.layout;
      entry.parts.set(session.path, { edits: back, layout: part.layout && layout });
      (direction === 'undo' ? session.#undo : session.#redo).pop();
      (direction === 'undo' ? session.#redo : session.#undo).push(entry);
      entry.isSealed = true;
      return { session, edits, layoutChanged: part.layout !== undefined };
    });
    for (const { session, edits, layoutChanged } of told) session.#tell(direction, edits, layoutChanged, entry.label, undefined);
    return ok(undefined);
  }

  /** Takes back what a group has done before it was refused, as if it had never been. */
  #rollBack(entry: HistoryEntry): void {
    for (const [path, part] of [...entry.parts].reverse()) {
      const session = path === this.path ? this : this.#host.reach(path, undefined);
      if (!session || session.#undo.at(-1) !== entry) continue;
      session.#undo.pop();
      session.#write(part.edits);
      if (part.layout) session.#layout = part.layout;
      session.#tell('edit', part.edits, part.layout !== undefined, undefined, []);
    }
  }

  #tell(origin: ChangeOrigin, edits: readonly TextEdit[], layoutChanged: boolean, label: string | undefined, select: readonly string[] | undefined): void {
    if (this.#changes.size === 0) return;
    const ranges = writtenRanges(edits);
    // Typing selects nothing, so that the graph need not be read before the next key.
    const selected = select === undefined ? endsAt(this.pipeline, ranges) : select.length === 0 ? [] : select.filter((end) => endExists(this.pipeline, end));
    this.#changes.fire({ origin, edits, layoutChanged, label, select: selected, ranges });
  }
}

function createEdits(before: string, text: string): TextEdit[] {
  const edit = diffAsEdit(before, text);
  return edit ? [edit] : [];
}
