import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { errnoOf, readFailure } from './file-failure.ts';
import { isInside } from './resolve-inside.ts';
import type { NoteRead } from './runs/dependencies.ts';

/** A component file is small; what is larger is not one. */
const MAX_COMPONENT_BYTES = 4 * 1024 * 1024;
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/** Component files straight from the disk, read once each: for the terminal, where a file does not change while it is looked at. */
export class DiskComponentFiles implements ComponentFiles {
  readonly version = 0;
  readonly #known = new Map<string, { readonly text: string } | 'missing'>();

  constructor(
    /** Absolute. */
    readonly root: string,
    private readonly noteRead: NoteRead = () => undefined,
  ) {}

  read(path: string): { readonly text: string } | 'missing' {
    let answer = this.#known.get(path);
    if (answer === undefined) {
      answer = this.#look(path);
      this.#known.set(path, answer);
    }
    return answer;
  }

  #look(path: string): { readonly text: string } | 'missing' {
    const file = join(this.root, ...path.split('/'));
    try {
      const found = statSync(file, { throwIfNoEntry: false });
      this.noteRead(file, found);
      if (!found?.isFile() || found.size > MAX_COMPONENT_BYTES) return 'missing';
      return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(file)) };
    } catch {
      return 'missing';
    }
  }
}

/** A document named on the command line. */
export interface NamedDocument {
  readonly text: string;
  /** The folder that counts as its project, absolute. */
  readonly root: string;
  /** Its path in the project, '/' as separator. */
  readonly path: string;
}

/** Reads the file that a user named; the failure is one sentence. Its project is found by `findProjectRoot`, and is at least `floor`. */
export function readNamedDocument(cwd: string, name: string, floor?: string): Result<NamedDocument, string> {
  if (name === '') return fail('The name of the file is empty: name one.');
  const file = resolve(cwd, name);
  try {
    const found = statSync(file);
    if (found.isDirectory()) return fail(`${name} is a folder: name a file in it.`);
    if (!found.isFile()) return fail(`${name} is not an ordinary file.`);
    if (found.size > MAX_DOCUMENT_BYTES) return fail(`${name} is larger than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB, which is more than is read as text.`);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
    const root = findProjectRoot(file, text, floor);
    return ok({ text, root, path: relative(root, file).split(sep).join('/') });
  } catch (error) {
    return fail(describeReadFailure(error, name));
  }
}

/** A text that has no file, such as standard input: it counts as one in this folder. */
export function documentOfText(cwd: string, text: string): NamedDocument {
  const file = join(cwd, 'standard-input.yml');
  const root = findProjectRoot(file, text);
  return { text, root, path: relative(root, file).split(sep).join('/') };
}

function describeReadFailure(error: unknown, name: string): string {
  switch (errnoOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no file ${name}.`;
    case 'EACCES':
    case 'EPERM':
      return `${name} may not be read: change its permissions.`;
    default:
      return error instanceof TypeError ? `${name} is not text in UTF-8.` : readFailure(error, name).message;
  }
}

/** What says for certain that a folder is a project, and what says so where neither is there: a project that was downloaded has no `.git`. */
const MARKS = ['.sluice', '.git'];
const WEAK_MARKS = ['.github', '.azuredevops', '.gitignore', '.gitattributes'];

/** The nearest folder above a file that says that it is a project. */
export function projectAbove(file: string): string | undefined {
  return markedAbove(file, MARKS) ?? markedAbove(file, WEAK_MARKS);
}

function markedAbove(file: string, marks: readonly string[]): string | undefined {
  for (let at = dirname(file); ; at = dirname(at)) {
    if (marks.some((mark) => existsSync(join(at, mark))) && (marks === MARKS || !isTooWide(at))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** A folder that holds more than a project: that of a person, of temporary files, and what is above. */
function isTooWide(folder: string): boolean {
  return isInside(folder, homedir()) || isInside(folder, tmpdir());
}

/**
 * The folder that counts as the project of a file: the nearest one above it that holds `.sluice` or `.git`, else what a project otherwise has; else its
 * own folder, or as many above as its paths and those of its components climb (`../`), and at least `floor`, when that is above.
 */
export function findProjectRoot(file: string, text: string, floor?: string): string {
  const own = dirname(file);
  const above = projectAbove(file);
  if (above !== undefined) return above;
  const isWalked = floor !== undefined && isInside(floor, own);
  const climbed = isWalked ? climbOf(own, text) : [...climbsOf(file, text, new Set())].reduce(commonFolder);
  const wide = floor !== undefined && isInside(floor, climbed) ? floor : climbed;
  return wide === floor || !isTooWide(wide) ? wide : own;
}

/** The folders in which the paths of a file and of the components that it names begin. */
function* climbsOf(file: string, text: string, seen: Set<string>): Generator<string> {
  seen.add(file);
  yield climbOf(dirname(file), text);
  for (const [, path = ''] of text.matchAll(/(?:^|[{,\s])["']?(?:component|trial)["']?[ \t]*:[ \t]*["']?(?:file:)?([\w./-]+\.ya?ml)\b/gm)) {
    const named = resolve(dirname(file), path);
    const inner = seen.has(named) ? undefined : readSmall(named);
    if (inner !== undefined) yield* climbsOf(named, inner, seen);
  }
}

function climbOf(folder: string, text: string): string {
  let climbs = 0;
  for (const [, way = ''] of text.matchAll(/^[ \t]*(?:-[ \t]+)?(?:["']?[\w.-]+["']?[ \t]*:[ \t]+)?["']?(?:file:)?(?:\.\/)*((?:\.\.\/)+)/gm))
    climbs = Math.max(climbs, way.length / 3);
  return resolve(folder, ...Array.from({ length: climbs }, () => '..'));
}

function readSmall(file: string): string | undefined {
  try {
    return statSync(file).size <= MAX_DOCUMENT_BYTES ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function commonFolder(one: string, other: string): string {
  let at = one;
  while (!isInside(at, other) && dirname(at) !== at) at = dirname(at);
  return at;
}
