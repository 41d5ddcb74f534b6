import { lstat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import { errnoOf, type WriteCode, writeFailure } from './file-failure.ts';
import { readText } from './read-text.ts';

/** Deletes a file of a project that is exactly what this app wrote (`expectedHash`); anything else is left alone. A file that is gone already is fine. */
export async function removeText(
  root: string,
  path: string,
  expectedHash: string,
): Promise<Result<Record<string, never>, Failure<WriteCode | 'changed-on-disk'>>> {
  const read = await readText(root, path);
  if (!read.ok && read.failure.code === 'not-found') return ok({});
  if (!read.ok && read.failure.code === 'outside-project') return fail({ code: 'outside-project', message: read.failure.message });
  const changed = { code: 'changed-on-disk', message: `${path} was not deleted, because it was changed on disk since it was saved.` } as const;
  if (!read.ok || read.value.hash !== expectedHash) return fail(changed);
  const wanted = join(root, ...path.split('/'));
  try {
    // Only a file that was made here is deleted; a link was made by somebody else.
    if (!(await lstat(wanted)).isFile()) return fail(changed);
    await unlink(wanted);
    return ok({});
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return ok({});
    const { code, message } = writeFailure(error, path);
    return fail({ code, message: message.replace('was not saved', 'was not deleted') });
  }
}
