import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { addLibraryComponent, readLibraryComponent } from '#host/library/library.ts';
import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { libraryPath } from '#shared/document/apply-fix.ts';
import type { EditContext, EditDefinition, EditResult, Refusal } from '#shared/edits/edit.ts';
import { insertGate } from '#shared/edits/insert-gate.edit.ts';
import { runEdit } from '#shared/edits/run-edit.ts';
import { relativeRef, resolveRelative } from '#shared/pipeline/paths.ts';
import { type LibraryInProject, libraryInProject } from '../check/library-in-project.ts';
import type { VerbContext } from '../verb.ts';

/** What an edit writes, and the component of the library that it needs in the project. */
export interface LibraryEdit {
  readonly result: EditResult;
  readonly context: EditContext;
  readonly placed: LibraryInProject | undefined;
}

const USUAL = /^components\/([^/]+)\/component\.yml$/;

/** An edit, as the app makes it: where a component of the library is missing in the project, it comes along. Nothing is copied yet. */
export async function runWithLibrary(
  edit: EditDefinition,
  context: EditContext,
  args: unknown,
  root: string,
  isPreview: boolean,
  shell: VerbContext,
): Promise<Result<LibraryEdit, Refusal | string>> {
  const plain = runEdit(edit, context, args);
  if (plain.ok) return ok({ result: plain.value, context, placed: undefined });
  const id = plain.failure.reason === 'no-such-file' ? wantedOf(edit, context, args) : undefined;
  const appRoot = await findAppRoot(dirname(fileURLToPath(import.meta.url)));
  const text = id === undefined ? undefined : await readLibraryComponent(appRoot, id);
  if (id === undefined || text === undefined) return plain;
  const tryAt = (path: string) => {
    const there = withFile(context, path, text);
    const made = runEdit(edit, there, Object.assign({}, args, { component: relativeRef(context.path, path) }));
    return made.ok ? ok({ result: made.value, context: there }) : made;
  };
  // Asked for only when the edit could be made with it.
  const usual = tryAt(libraryPath(id));
  if (!usual.ok) return usual;
  const placed = await libraryInProject(appRoot, root, id, isPreview, shell);
  if (!placed.ok) return placed;
  const made = placed.value.path === libraryPath(id) ? usual : tryAt(placed.value.path);
  return made.ok ? ok({ ...made.value, placed: placed.value }) : made;
}

/** Copies what an edit needs of the library; the path of its component.yml when it is new. */
export async function copyPlaced(root: string, placed: LibraryInProject | undefined, shell: VerbContext): Promise<Result<string | undefined, string>> {
  if (placed?.copyAs === undefined) return ok(undefined);
  const added = await addLibraryComponent(await findAppRoot(dirname(fileURLToPath(import.meta.url))), root, placed.component, placed.copyAs);
  if (!added.ok) return { ok: false, failure: added.failure.message };
  shell.err(`components/${placed.copyAs} was copied from the library.\n`);
  return ok(added.value.path);
}

/** The component of the library that an edit means: the gate, else the one that it names by its usual place. */
function wantedOf(edit: EditDefinition, context: EditContext, args: unknown): string | undefined {
  const named = typeof args === 'object' && args !== null && 'component' in args ? args.component : undefined;
  if (named === undefined) return edit.id === insertGate.id ? 'quality_gate' : undefined;
  const ref = typeof named === 'string' ? parseComponentRef(named) : undefined;
  const path = ref?.kind === 'local' ? resolveRelative(context.path, ref.file) : undefined;
  return path === undefined || context.components.read(path) !== 'missing' ? undefined : USUAL.exec(path)?.[1];
}

/** The project as if a file were there already. */
function withFile(context: EditContext, path: string, text: string): EditContext {
  const { components, project } = context;
  return {
    ...context,
    components: { version: components.version, read: (at) => (at === path ? { text } : components.read(at)) },
    project: { list: () => [...project.list(), path], read: (at) => (at === path ? text : project.read(at)) },
  };
}
