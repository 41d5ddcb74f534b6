import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { writeChanges } from '#host/files/write-changes.ts';
import { addLibraryComponent, readLibraryComponent } from '#host/library/library.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { libraryOf, type ProblemFix } from '#shared/checks/problem.ts';
import { Checker } from '#shared/checks/run-checks.ts';
import { applyAll, withLibraryAt } from '#shared/document/apply-fix.ts';
import { Workspace } from '#shared/document/workspace.ts';
import { unifiedDiff } from '../edit/unified-diff.ts';
import type { VerbContext } from '../verb.ts';
import type { Checked, CheckedProject } from './checked-project.ts';
import { type LibraryInProject, libraryInProject } from './library-in-project.ts';
import { nameBeside } from './sarif.ts';

/** Makes the first fix of every problem with this code in one document; the result is how many were made. */
export async function fixAll(project: CheckedProject, checked: Checked, code: string, isDiff: boolean, context: VerbContext): Promise<Result<number, string>> {
  if (!checked.problems.some((problem) => problem.code === code && problem.fixes.length > 0)) return ok(0);
  const { document } = checked;
  const workspace = new Workspace({ now: () => 0 });
  for (const path of project.files.list()) {
    const text = path !== document.path && /\.ya?ml$/i.test(path) ? project.files.read(path) : undefined;
    if (text !== undefined) workspace.setFile(path, text);
  }
  // A component that the list leaves out is read all the same.
  const components = {
    get version() {
      return workspace.components.version;
    },
    read: (path: string) => {
      if (workspace.components.read(path) === 'pending') workspace.setFile(path, project.files.read(path) ?? 'missing');
      return workspace.components.read(path);
    },
  };
  for (const job of checked.pipeline.jobs) if (job.component?.path !== undefined) components.read(job.component.path);
  const appRoot = await findAppRoot(dirname(fileURLToPath(import.meta.url)));
  // What a fix brings along from the library is known before it is made, and copied only when something is written.
  const needed: LibraryInProject[] = [];
  for (const id of new Set(checked.problems.flatMap((problem) => (problem.code === code && problem.fixes[0] ? libraryOf(problem.fixes[0]) : [])))) {
    const placed = await libraryInProject(appRoot, project.root, id, isDiff, context);
    if (!placed.ok) return fail(`${checked.name}: ${placed.failure}`);
    needed.push(placed.value);
    const text = await readLibraryComponent(appRoot, id);
    if (text !== undefined) workspace.setFile(placed.value.path, text);
  }
  const session = workspace.open(document.path, document.text);
  const checker = new Checker();
  const place = (fix: ProblemFix) => needed.reduce((now, { component, path }) => withLibraryAt(now, document.path, component, path), fix);
  const check = () =>
    checker
      .check({ path: document.path, doc: session.doc, pipeline: session.pipeline, components, files: project.files, settings: project.settings })
      .map((problem) => ({ ...problem, fixes: problem.fixes.map(place) }));
  const done = applyAll(workspace, document.path, `Fix ${code}`, { code, fix: undefined }, check);
  if (!done.ok) return fail(`${checked.name}: ${done.failure.message}`);
  for (const refused of done.value.refused) context.err(`${checked.name}: left out: ${refused.message}\n`);
  for (const note of done.value.notes) context.err(`${checked.name}: ${note}\n`);
  const changes = workspace.sessions
    .map((each) => ({ path: each.path, text: each.text, before: each.path === document.path ? document.text : project.files.read(each.path) }))
    .filter((each) => each.text !== each.before);
  const name = (path: string): string => (path === document.path ? checked.name : nameBeside(checked, path));
  if (isDiff) {
    for (const { copyAs } of needed) if (copyAs !== undefined) context.err(`${checked.name}: components/${copyAs} would be copied from the library.\n`);
    for (const change of changes) context.out(unifiedDiff(context.cwd, name(change.path), change.before ?? '', change.text, change.before === undefined));
    return ok(done.value.count);
  }
  if (checked.name === '-') {
    context.out(session.text);
    return ok(done.value.count);
  }
  for (const { component, copyAs } of needed) {
    if (copyAs === undefined) continue;
    const added = await addLibraryComponent(appRoot, project.root, component, copyAs);
    if (!added.ok) return fail(`${checked.name}: ${added.failure.message}`);
    context.err(`${checked.name}: components/${copyAs} was copied from the library.\n`);
    context.out(`${name(added.value.path)}\n`);
  }
  const written = await writeChanges(
    project.root,
    changes
      .map(({ path, text, before }) => ({ path, text, create: before === undefined, ...(before === undefined ? {} : { before }) }))
      .sort((a, b) => Number(b.create) - Number(a.create)),
  );
  if (!written.ok) return fail(written.failure);
  for (const change of changes) context.out(`${name(change.path)}\n`);
  return ok(done.value.count);
}
