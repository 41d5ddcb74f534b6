import { ok, type Result } from '#shared/base/result.ts';
import { type FixStep, libraryOf, type Problem, type ProblemFix } from '#shared/checks/problem.ts';
import { refusal } from '#shared/edits/common/guards.ts';
import type { EditContext, FileChange, Refusal } from '#shared/edits/edit.ts';
import { editById } from '#shared/edits/edits.ts';
import { runEdit } from '#shared/edits/run-edit.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits, diffAsEdit, sortEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import type { Session } from './session-types.ts';

/** The texts of a project, as a fix needs them. */
export interface FixProject {
  /** Paths of the YAML files of the project that can be read. */
  list(): readonly string[];
  read(path: string): string | undefined;
  /** The component.yml of a component of the starter library, for fixes that bring one along. */
  library?(component: string): string | undefined;
}

/** A file before and after a fix; `before` is undefined for one that the fix makes. */
export interface FixedFile {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
  /** All that changes, against `before`. For a file of several steps it is one edit from the first to the last change. */
  readonly edits: readonly TextEdit[];
}

/** What a fix would write, the document first; nothing is changed. */
export function previewFix(project: FixProject, path: string, fix: ProblemFix): Result<readonly FixedFile[], Refusal> {
  const after = new Map<string, string>();
  const single = new Map<string, readonly TextEdit[] | undefined>();
  const read = (at: string): string | undefined => after.get(at) ?? project.read(at);
  const write = (at: string, edits: readonly TextEdit[]): void => {
    if (edits.length === 0) return;
    single.set(at, after.has(at) ? undefined : edits);
    after.set(at, applyEdits(read(at) ?? '', edits));
  };
  for (const step of fix.steps) {
    if (step.kind === 'text') {
      write(path, sortEdits(step.edits));
      continue;
    }
    if (step.kind === 'library') {
      const at = libraryPath(step.component);
      const text = read(at) === undefined ? project.library?.(step.component) : undefined;
      if (text !== undefined) after.set(at, text);
      continue;
    }
    const target = step.path ?? path;
    const edit = editById(step.edit);
    if (!edit) return { ok: false, failure: refusal('unknown-edit', `There is no edit ${step.edit}.`) };
    const context = contextOf(project, read, target);
    if (!context) return { ok: false, failure: refusal('no-such-file', `${target} cannot be read, so this fix cannot be made.`) };
    const result = runEdit(edit, context, step.args);
    if (!result.ok) return result;
    write(target, result.value.edits);
    for (const change of result.value.files ?? []) {
      if (change.kind === 'change') write(change.path, change.edits);
      else {
        single.set(change.path, undefined);
        after.set(change.path, change.text);
      }
    }
  }
  const files = [...after].map(([at, text]): FixedFile => {
    const before = project.read(at);
    return { path: at, before, after: text, edits: single.get(at) ?? spanOf(before ?? '', text) };
  });
  return ok(files.filter((file) => file.before !== file.after).sort((a, b) => Number(b.path === path) - Number(a.path === path)));
}

/** Where a fix finds the documents that it reaches; opened when their text is known. */
export interface FixDocuments {
  session(path: string): Session | undefined;
  open(path: string, text: string): Session;
  readonly project: FixProject;
}

/** What a fix has written. */
export interface FixDone {
  /** Other files that it reached. */
  readonly files: readonly FileChange[];
  readonly notes: readonly string[];
}

/** Makes a fix as one step of undo; a step that is refused takes back those before it. The problem must be of the present text. */
export function applyFix(documents: FixDocuments, path: string, fix: ProblemFix): Result<FixDone, Refusal> {
  const session = documents.session(path);
  if (!session) return { ok: false, failure: refusal('no-such-file', `${path} is not open.`) };
  return session.group(fix.title, () => applySteps(documents, session, fix));
}

/**
 * Makes one fix (by its id; the first when undefined) of every problem with this code, as one step of undo. Fixes are relative to the text, so the document is checked again after each:
 * `check` gives the problems of the present text. A fix that is refused is left out; the number says how many were made.
 */
export function applyAll(
  documents: FixDocuments,
  path: string,
  label: string,
  wanted: { readonly code: string; readonly fix: string | undefined },
  check: () => readonly Problem[],
): Result<FixDone & { readonly count: number; readonly refused: readonly Refusal[] }, Refusal> {
  const session = documents.session(path);
  if (!session) return { ok: false, failure: refusal('no-such-file', `${path} is not open.`) };
  return session.group(label, () => {
    const files: FileChange[] = [];
    const notes: string[] = [];
    const refused: Refusal[] = [];
    const left = new Set<string>();
    let count = 0;
    let last: { readonly key: string; readonly problems: number } | undefined;
    // Each turn mends one problem or leaves one out; a fix that brings its own problem back must not go on for ever.
    for (let turns = MOST_FIXES; turns > 0; turns--) {
      const problems = check().filter((problem) => problem.code === wanted.code);
      // As many as before: the last fix did not help, or brought as much as it mended.
      if (last && problems.length >= last.problems) left.add(last.key);
      const next = nextFix(problems, wanted, left);
      if (!next) break;
      const done = applySteps(documents, session, next.fix);
      last = { key: next.key, problems: problems.length };
      if (done.ok) {
        count++;
        files.push(...done.value.files);
        notes.push(...done.value.notes);
      } else {
        left.add(next.key);
        refused.push(done.failure);
      }
    }
    if (count === 0) return { ok: false, failure: refused[0] ?? refusal('nothing-to-do', 'There is nothing of this kind to fix any more.') };
    return ok({ count, files: files.filter((file, k) => files.findIndex((other) => other.path === file.path) === k), notes, refused });
  });
}

/** The same fix with a component of the starter library at another place of the project than `components/`; `from` is the document that the fix mends. */
export function withLibraryAt(fix: ProblemFix, from: string, component: string, path: string): ProblemFix {
  const [usual, here] = [relativeRef(from, libraryPath(component)), relativeRef(from, path)];
  if (usual === here || !libraryOf(fix).includes(component)) return fix;
  const steps = fix.steps.flatMap((step): readonly FixStep[] => {
    if (step.kind === 'library' && step.component === component) return [];
    return step.kind === 'edit' && componentOf(step.args) === usual ? [{ ...step, args: Object.assign({}, step.args, { component: here }) }] : [step];
  });
  return { ...fix, steps };
}

function componentOf(args: unknown): unknown {
  return typeof args === 'object' && args !== null && 'component' in args ? args.component : undefined;
}

/** Where a component of the starter library stands in a project. */
export function libraryPath(component: string): string {
  return `components/${component}/component.yml`;
}

const MOST_FIXES = 5000;

/** The first problem of this kind that has not been tried, with its fix and what it is recognised by. */
export function nextFix(
  problems: readonly Problem[],
  wanted: { readonly code: string; readonly fix: string | undefined },
  tried: ReadonlySet<string>,
): { readonly problem: Problem; readonly fix: ProblemFix; readonly key: string } | undefined {
  for (const problem of problems) {
    if (problem.code !== wanted.code) continue;
    const fix = wanted.fix === undefined ? problem.fixes[0] : problem.fixes.find((each) => each.id === wanted.fix);
    const key = `${problem.message} ${problem.field.join('/')} ${JSON.stringify(fix?.steps.filter((step) => step.kind === 'edit'))}`;
    if (fix && !tried.has(key)) return { problem, fix, key };
  }
  return undefined;
}

function applySteps(documents: FixDocuments, session: Session, fix: ProblemFix): Result<FixDone, Refusal> {
  const files: FileChange[] = [];
  const notes: string[] = [];
  for (const step of fix.steps) {
    if (step.kind === 'text') {
      if (step.edits.some((edit) => edit.start > edit.end || edit.end > session.text.length))
        return { ok: false, failure: refusal('no-such-path', 'The text has changed since this fix was worked out. Look at the problem again.') };
      session.applyRaw(fix.title, step.edits);
      continue;
    }
    // Copied before: folders with code are no edit.
    if (step.kind === 'library') continue;
    const edit = editById(step.edit);
    if (!edit) return { ok: false, failure: refusal('unknown-edit', `There is no edit ${step.edit}.`) };
    const target = step.path === undefined || step.path === session.path ? session : reach(documents, step.path);
    if (!target) return { ok: false, failure: refusal('no-such-file', `${step.path} cannot be read, so this fix cannot be made.`) };
    const answer = target.apply(edit, step.args);
    if (!answer.ok) return answer;
    if (target !== session) files.push({ path: target.path, kind: 'change', edits: [] });
    files.push(...answer.value.files);
    notes.push(...(answer.value.notes ?? []));
  }
  return ok({ files, notes });
}

function reach(documents: FixDocuments, path: string): Session | undefined {
  const known = documents.session(path);
  if (known) return known;
  const text = documents.project.read(path);
  return text === undefined ? undefined : documents.open(path, text);
}

function contextOf(project: FixProject, read: (path: string) => string | undefined, path: string): EditContext | undefined {
  const text = read(path);
  if (text === undefined) return undefined;
  const components: ComponentFiles = {
    version: 0,
    read: (at) => {
      const found = read(at);
      return found === undefined ? 'missing' : { text: found };
    },
  };
  const doc = readYaml(text);
  return { path, doc, pipeline: readPipeline(doc, { path, components }), components, project: { list: () => project.list(), read } };
}

function spanOf(before: string, after: string): readonly TextEdit[] {
  const edit = diffAsEdit(before, after);
  return edit ? [edit] : [];
}
