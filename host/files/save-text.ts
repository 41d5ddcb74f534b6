import { readFile, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import { hashBytes } from './content-hash.ts';
import { errnoOf, type WriteCode, writeFailure } from './file-failure.ts';
import { isFileWritable } from './read-text.ts';
import { resolveInside } from './resolve-inside.ts';
import { writeAtomic, writeNew } from './write-atomic.ts';

export interface Saved {
  readonly hash: string;
}

/** Called just before a file is put in its place: with where it really is and what it will hold. */
export type Announce = (real: string, hash: string) => void;

/** Half of a character pair: it has no bytes in UTF-8 and would be written as a question mark. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Saves a text of a project atomically. With `expectedHash` only over exactly those bytes; `changed-on-disk` carries the present hash, if there is a file.
 * A link is written through to its end when that lies inside the project.
 */
export async function saveText(
  root: string,
  path: string,
  text: string,
  expectedHash: string | undefined,
  announce: Announce = () => undefined,
): Promise<Result<Saved, Failure<WriteCode | 'changed-on-disk'>>> {
  const target = await writableTarget(root, path, text);
  if (!target.ok) return target;
  const { real, exists, bytes } = target.value;
  const hash = hashBytes(bytes);
  try {
    if (exists && (await stat(real)).isDirectory())
      return fail({ code: 'is-folder', message: `${path} was not saved, because a folder has that name. Save under another name.` });
    if (exists && !(await isFileWritable(real))) {
      return fail({ code: 'not-writable', message: `${path} was not saved, because it is read-only. Allow writing to it, or save under another name.` });
    }
    let changed: Failure<'changed-on-disk'> | undefined;
    const isWritten = await writeAtomic(real, bytes, async () => {
      changed = expectedHash === undefined ? undefined : await compareWithDisk(real, path, expectedHash);
      if (changed === undefined) announce(real, hash);
      return changed === undefined;
    });
    if (!isWritten && changed !== undefined) return fail(changed);
    return ok({ hash });
  } catch (error) {
    return fail(writeFailure(error, path));
  }
}

/** Writes a new file of a project; missing folders are made. */
export async function createText(
  root: string,
  path: string,
  text: string,
  announce: Announce = () => undefined,
): Promise<Result<Saved, Failure<WriteCode | 'already-exists'>>> {
  const target = await writableTarget(root, path, text);
  if (!target.ok) return target;
  const { real, exists, bytes } = target.value;
  const taken = { code: 'already-exists', message: `${path} exists already. Choose another name.` } as const;
  if (exists) return fail(taken);
  const hash = hashBytes(bytes);
  try {
    announce(real, hash);
    await writeNew(real, bytes);
    return ok({ hash });
  } catch (error) {
    return fail(errnoOf(error) === 'EEXIST' ? taken : writeFailure(error, path));
  }
}

async function writableTarget(root: string, path: string, text: string): Promise<Result<{ real: string; exists: boolean; bytes: Buffer }, Failure<WriteCode>>> {
  if (LONE_SURROGATE.test(text)) {
    return fail({
      code: 'not-text',
      message: `${path} was not saved, because it holds half of a character, which no file in UTF-8 can hold. Delete the broken character, then save again.`,
    });
  }
  const resolved = await resolveInside(root, path);
  if (resolved.ok) return ok({ ...resolved.value, bytes: Buffer.from(text, 'utf8') });
  const { code, message } = resolved.failure;
  if (code === 'outside-project') return fail({ code, message });
  return fail({ code: code === 'not-found' ? 'folder-missing' : 'not-writable', message });
}

async function compareWithDisk(real: string, path: string, expectedHash: string): Promise<Failure<'changed-on-disk'> | undefined> {
  const present = await readFile(real).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (present === undefined)
    return { code: 'changed-on-disk', message: `${path} was deleted on disk since it was opened. Save it again to bring it back, or close it.` };
  const hash = hashBytes(present);
  if (hash === expectedHash) return undefined;
  return { code: 'changed-on-disk', message: `${path} was changed on disk since it was opened. Compare both, then merge or choose one.`, details: { hash } };
}
