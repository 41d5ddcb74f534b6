import { fail, type Result } from '#shared/base/result.ts';
import { checks } from '#shared/checks/checks.ts';
import { CHECKS_FILE } from '#shared/checks/checks-file.ts';
import { libraryOf, type Problem, type ProblemFix, type Severity } from '#shared/checks/problem.ts';
import { Checker } from '#shared/checks/run-checks.ts';
import { setSeverity } from '#shared/checks/set-severity.ts';
import { silenceLine } from '#shared/checks/silence-line.ts';
import { applyAll, applyFix, type FixedFile, previewFix, withLibraryAt } from '#shared/document/apply-fix.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import type { AppState } from '../app-state.ts';
import { copiedWords } from '../components/library-use.store.ts';
import { goToRange } from '../window/cursor.store.ts';
import { rowsOf } from './problem-rows.ts';

/** Shows a problem in every view: its line in the text, its owner in the graph, its field in the inspector. `isShownOnly`: the focus stays where it is. */
export async function goToProblem(state: AppState, problem: Problem, options: { readonly isShownOnly?: boolean } = {}): Promise<void> {
  const { workspace, selection, cursor } = state;
  if (!(await workspace.open(problem.path))) return;
  if (problem.owner !== undefined) selection.select([problem.owner], 'command', { reveal: true, path: problem.path });
  goToRange(cursor, problem.path, problem.start, Math.max(problem.start, problem.end), options);
}

/** What a fix would write; the failure is a sentence. */
export function previewOf(state: AppState, problem: Problem, fix: ProblemFix): Result<readonly FixedFile[], string> {
  const { documents } = state.workspace;
  // The library is asked for once; until it is there the file that it brings is not shown.
  if (libraryOf(fix).length > 0) void state.components.load();
  const library = (id: string) => state.components.store.getState().library.find((item) => item.choice.library === id)?.drag.text;
  const project = { list: () => documents.project.list(), read: (path: string) => documents.project.read(path), library };
  const shown = previewFix(project, problem.path, fix);
  return shown.ok ? shown : fail(shown.failure.message);
}

/** Shows a fix in the panel, as a diff that Enter applies: nothing is written unseen. */
export function offerFix(state: AppState, problem: Problem, fix: ProblemFix): void {
  const { problems, frame, focus, cursor } = state;
  const row = rowsOf(problems.of(problem.path)).find((each) => each.problem.code === problem.code && each.problem.start === problem.start);
  if (!row) return;
  const isFromText = focus.getState().pane === 'text';
  const before = document.activeElement;
  const back = () => {
    const { path, offset } = cursor.getState();
    if (isFromText && path !== undefined) goToRange(cursor, path, offset, offset);
    else if (before instanceof HTMLElement) before.focus();
  };
  problems.store.setState({ selected: row.id, offer: { fix: fix.id, back } });
  frame.setState({ isBottomOpen: true, bottomTab: 'problems' });
}

/** Makes a fix as one step of undo, says so, and opens the other files that it changed. True also while it is asked how a component that it needs comes into the project. */
export function fixProblem(state: AppState, problem: Problem, fix: ProblemFix): boolean {
  if (libraryOf(fix).length === 0) return makeFix(state, problem, fix, []);
  void placeLibrary(state, problem.path, fix).then((placed) => placed && makeFix(state, problem, placed.place(fix), placed.copied));
  return true;
}

/** Where the components of the library stand that a fix needs. */
interface Placed {
  readonly place: (fix: ProblemFix) => ProblemFix;
  readonly copied: readonly string[];
}

/** They come into the project as the user chose; undefined when that was not wanted, or failed and was said. */
async function placeLibrary({ libraryUse }: AppState, from: string, fix: ProblemFix): Promise<Placed | undefined> {
  const paths: [string, string][] = [];
  const copied: string[] = [];
  for (const id of libraryOf(fix)) {
    const placed = await libraryUse.pathFor(id);
    if (placed === undefined) return undefined;
    paths.push([id, placed.path]);
    if (placed.copied !== undefined) copied.push(placed.copied);
  }
  return { place: (each) => paths.reduce((now, [id, path]) => withLibraryAt(now, from, id, path), each), copied };
}

function makeFix(state: AppState, problem: Problem, fix: ProblemFix, copied: readonly string[]): boolean {
  const { workspace, announcer } = state;
  const done = applyFix(workspace.documents, problem.path, fix);
  if (!done.ok) {
    announcer.announce(done.failure.message, 'refusal');
    return false;
  }
  const notes = [...done.value.notes, ...copied.flatMap(copiedWords)];
  announcer.announce([`${plain(fix.title)}.`, ...notes].join(' '), notes.length > 0 ? 'note' : 'quiet');
  void workspace.showChangedFiles(done.value.files);
  return true;
}

/** Makes this fix of every problem of its kind in the file, as one step of undo. True also while it is asked how a component that it needs comes into the project. */
export function fixAllOfKind(state: AppState, problem: Problem, fix: ProblemFix): boolean {
  if (libraryOf(fix).length === 0) return makeAll(state, problem, fix, { place: (each) => each, copied: [] });
  void placeLibrary(state, problem.path, fix).then((placed) => placed && makeAll(state, problem, fix, placed));
  return true;
}

function makeAll(state: AppState, problem: Problem, fix: ProblemFix, { place, copied }: Placed): boolean {
  const { workspace, announcer, problems } = state;
  const { path, code } = problem;
  const session = workspace.session(path);
  if (!session) return false;
  const checker = new Checker(checks.filter((check) => check.code === code));
  const files = problems.filesOf(path);
  const check = () =>
    checker
      .check({ path, doc: session.doc, pipeline: session.pipeline, components: workspace.documents.components, files, settings: problems.settings })
      .map((found) => ({ ...found, fixes: found.fixes.map(place) }));
  const done = applyAll(workspace.documents, path, `Fix all: ${plain(fix.title)}`, { code, fix: fix.id }, check);
  if (!done.ok) {
    announcer.announce(done.failure.message, 'refusal');
    return false;
  }
  const { count, refused } = done.value;
  const left = refused.length === 0 ? '' : ` ${refused.length === 1 ? '1 was' : `${refused.length} were`} left out: ${refused[0]?.message ?? ''}`;
  announcer.announce([`${count === 1 ? '1 problem' : `${count} problems`} fixed.${left}`, ...copied.flatMap(copiedWords)].join(' '), 'note');
  void workspace.showChangedFiles(done.value.files);
  return true;
}

/** How many problems of this file the same fix would mend. */
export function kinOf(problems: readonly Problem[], problem: Problem, fix: ProblemFix): number {
  return problems.filter((other) => other.code === problem.code && other.fixes.some((each) => each.id === fix.id)).length;
}

/** Says in `.sluice/checks.yml` how problems with this code are reported; undefined: as by default. */
export async function reportAs(state: AppState, code: string, level: Severity | 'off' | undefined): Promise<boolean> {
  const { host, workspace, announcer, problems } = state;
  const project = workspace.store.getState().project?.project;
  if (project === undefined) return false;
  const session = workspace.session(CHECKS_FILE);
  const onDisk = session ? undefined : await host.files.read({ project, path: CHECKS_FILE });
  if (onDisk && !onDisk.ok && onDisk.failure.code !== 'not-found') {
    announcer.announce(onDisk.failure.message, 'error');
    return false;
  }
  const before = session?.text ?? (onDisk?.ok ? onDisk.value.text : '');
  const edits = setSeverity(before, code, level);
  if (!edits.ok) {
    announcer.announce(edits.failure.message, 'refusal');
    return false;
  }
  if (session) {
    session.applyRaw(`Report ${code} as ${level ?? 'by default'}`, edits.value);
    if (!(await workspace.save(CHECKS_FILE))) return false;
  } else {
    const text = applyEdits(before, edits.value);
    const at = { project, path: CHECKS_FILE, text };
    const written = onDisk?.ok ? await host.files.save({ ...at, expectedHash: onDisk.value.hash }) : await host.files.create(at);
    if (!written.ok) {
      announcer.announce(written.failure.message, 'error');
      return false;
    }
    problems.settingsWritten();
  }
  announcer.announce(
    level === undefined
      ? `\`${code}\` is reported as by default again. ${CHECKS_FILE} says so.`
      : level === 'off'
        ? `\`${code}\` is not reported in this project any more. ${CHECKS_FILE} says so.`
        : `\`${code}\` is reported as ${level} in this project. ${CHECKS_FILE} says so.`,
    'note',
  );
  return true;
}

/** Asks for the reason and silences the problem on its line. */
export async function silenceProblem(state: AppState, problem: Problem): Promise<boolean> {
  const { workspace, dialogs, announcer } = state;
  const plan = (reason: string) => {
    const session = workspace.session(problem.path);
    return session ? silenceLine(session.doc, problem.start, problem.code, reason) : fail(`${problem.path} is not open.`);
  };
  // Refused before anything is asked, where a comment cannot stand.
  const possible = plan('x');
  if (!possible.ok) {
    announcer.announce(possible.failure, 'refusal');
    return false;
  }
  const reason = await dialogs.prompt({
    title: 'Silence on this line',
    label: `Why may ${problem.code} stay here? The reason is written behind the line.`,
    value: '',
    verb: 'Silence',
    isName: false,
    refuse: (value) => (value.trim() === '' ? 'A reason is needed.' : undefined),
  });
  if (reason === undefined) return false;
  const edits = plan(reason);
  if (!edits.ok) {
    announcer.announce(edits.failure, 'refusal');
    return false;
  }
  workspace.session(problem.path)?.applyRaw(`Silence ${problem.code}`, edits.value);
  announcer.announce(`\`${problem.code}\` is silenced on this line.`, 'note');
  return true;
}

function plain(title: string): string {
  return title.replaceAll('`', '');
}
