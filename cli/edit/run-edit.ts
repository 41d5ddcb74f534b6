import { DiskComponentFiles, documentOfText, type NamedDocument, readNamedDocument } from '#host/files/component-files.ts';
import { readProjectTexts } from '#host/files/project-texts.ts';
import { type NewText, writeChanges } from '#host/files/write-changes.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { followNodes } from '#shared/document/layout-follow.ts';
import type { EditContext, EditResult, Refusal } from '#shared/edits/edit.ts';
import { editById, edits } from '#shared/edits/edits.ts';
import { printLayoutFile, readLayoutFile } from '#shared/layout/layout-file.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import type { LibraryInProject } from '../check/library-in-project.ts';
import { layoutPath } from '../layout/layout-path.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { copyPlaced, runWithLibrary } from './library-edit.ts';
import { unifiedDiff } from './unified-diff.ts';

const FROM_STDIN = 'standard-input.yml';

/** `sluice edit FILE EDIT --args JSON [--write | --diff]`. */
export async function runEditVerb(args: VerbArgs, context: VerbContext): Promise<number> {
  const [name = '', id = ''] = args.words;
  const wrong = (sentence: string) => {
    context.err(`${sentence}\n`);
    return EXIT.usage;
  };
  if (args.has('write') && args.has('diff')) return wrong('Use either --write or --diff.');
  if (args.has('write') && name === '-') return wrong('Standard input cannot be written back: leave out --write and take the text from stdout.');
  const given = readArgs(args.value('args'), context.cwd);
  if (!given.ok) return wrong(given.failure);
  const found = name === '-' ? ok(documentOfText(context.cwd, await context.readStdin())) : readNamedDocument(context.cwd, name);
  if (!found.ok) return wrong(found.failure);

  const edit = editById(id);
  if (!edit) return refuse(context, { reason: 'unknown-edit', message: `There is no edit '${id}'.${nearest(id)} sluice edits lists them.` });
  const editContext = await contextOf(found.value);
  const made = await runWithLibrary(edit, editContext, given.value, found.value.root, !args.has('write'), context);
  if (!made.ok) return typeof made.failure === 'string' ? wrong(made.failure) : refuse(context, made.failure);
  const { result, placed } = made.value;
  for (const note of result.notes ?? []) context.err(`${note}\n`);
  const changes = changesOf(made.value.context, result, found.value.root);
  if (!args.has('write') && placed?.copyAs !== undefined) context.err(`components/${placed.copyAs} would be copied from the library.\n`);
  if (args.has('diff')) {
    for (const change of changes)
      context.out(unifiedDiff(context.cwd, shown(change.path, found.value, name === '-' ? FROM_STDIN : name), change.before ?? '', change.text, change.create));
    return EXIT.done;
  }
  if (args.has('write')) return write(found.value, name, changes, placed, context);
  context.out(changes.find((change) => change.path === found.value.path)?.text ?? found.value.text);
  for (const change of changes) {
    if (change.path !== found.value.path)
      context.err(
        `${change.create ? 'Would also create' : 'Would also change'} ${shown(change.path, found.value, name === '-' ? FROM_STDIN : name)}: --diff shows it, --write saves it.\n`,
      );
  }
  return EXIT.done;
}

async function contextOf(document: NamedDocument): Promise<EditContext> {
  const doc = readYaml(document.text);
  const components = new DiskComponentFiles(document.root);
  const pipeline = readPipeline(doc, { path: document.path, components });
  return { path: document.path, doc, pipeline, components, project: await readProjectTexts(document.root) };
}

/** The document first, when it changes, then the others. */
function changesOf(context: EditContext, result: EditResult, root: string): NewText[] {
  const changes: NewText[] = [];
  const { text } = context.doc;
  if (result.edits.length > 0) changes.push({ path: context.path, text: applyEdits(text, result.edits), create: false, before: text });
  for (const change of result.files ?? []) {
    if (change.kind === 'create') changes.push({ path: change.path, text: change.text, create: true });
    else {
      const before = context.project.read(change.path) ?? '';
      changes.push({ path: change.path, text: applyEdits(before, change.edits), create: false, before });
    }
  }
  const layout = followLayout(context.path, result, root);
  return layout ? [...changes, layout] : changes;
}

/** Positions follow a rename and go with what is removed; without a layout file there is nothing to follow. */
function followLayout(path: string, result: EditResult, root: string): NewText | undefined {
  if (!result.nodes) return undefined;
  const file = layoutPath(path);
  const found = readNamedDocument(root, file);
  const layout = found.ok ? readLayoutFile(found.value.text) : undefined;
  if (!found.ok || !layout?.ok) return undefined;
  const after = followNodes(layout.value, result.nodes);
  return after === layout.value ? undefined : { path: file, text: printLayoutFile(after), create: false, before: found.value.text };
}

async function write(
  document: NamedDocument,
  name: string,
  changes: readonly NewText[],
  placed: LibraryInProject | undefined,
  context: VerbContext,
): Promise<number> {
  const copied = await copyPlaced(document.root, placed, context);
  if (!copied.ok) {
    context.err(`${copied.failure}\n`);
    return EXIT.usage;
  }
  // New files first: the document never names a file that is not there.
  const order = [...changes].sort((a, b) => Number(b.create) - Number(a.create));
  const written = await writeChanges(document.root, order);
  if (!written.ok) {
    context.err(`${written.failure}\n`);
    return EXIT.usage;
  }
  const paths = [...(copied.value === undefined ? [] : [copied.value]), ...changes.map((change) => change.path)];
  for (const path of paths) context.out(`${shown(path, document, name)}\n`);
  return EXIT.done;
}

/** A path of the project as the user would name it from here: the document as it was given, others beside it. */
function shown(path: string, document: NamedDocument, name: string): string {
  if (path === document.path) return name;
  const own = document.path.split('/').slice(0, -1).join('/');
  const folder = name.replace(/[^/\\]*$/, '');
  if (own === '' || path.startsWith(`${own}/`)) return `${folder}${own === '' ? path : path.slice(own.length + 1)}`;
  const ups = own.split('/');
  const parts = path.split('/');
  let common = 0;
  while (common < ups.length && ups[common] === parts[common]) common++;
  return `${folder}${'../'.repeat(ups.length - common)}${parts.slice(common).join('/')}`;
}

function readArgs(text: string | undefined, cwd: string): Result<unknown, string> {
  if (text === undefined) return ok({});
  let json = text;
  if (text.startsWith('@')) {
    const file = readNamedDocument(cwd, text.slice(1));
    if (!file.ok) return fail(file.failure);
    json = file.value.text.replace(/^\uFEFF/, '');
  }
  try {
    return ok(JSON.parse(json));
  } catch (error) {
    return fail(`--args is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuse(context: VerbContext, refusal: Refusal): number {
  context.err(`${JSON.stringify({ refused: { reason: refusal.reason, message: refusal.message } })}\n`);
  return EXIT.refused;
}

function nearest(id: string): string {
  const close = edits.find((edit) => edit.id.includes(id) || id.includes(edit.id) || edit.id.slice(0, 4) === id.slice(0, 4));
  return close && id !== '' ? ` Did you mean ${close.id}?` : '';
}
