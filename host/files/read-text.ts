import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { type FileContent, MAX_TEXT_BYTES } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';
import { hashBytes } from './content-hash.ts';
import { decodeText } from './decode-text.ts';
import { type ReadCode, readFailure } from './file-failure.ts';
import { resolveInside } from './resolve-inside.ts';

export type ReadTextCode = ReadCode | 'not-text' | 'too-large' | 'is-folder';

/** Reads a file of a project as UTF-8. A byte order mark stays the first character, so that saving gives the same bytes. */
export async function readText(root: string, path: string): Promise<Result<FileContent, Failure<ReadTextCode>>> {
  const resolved = await resolveInside(root, path);
  if (!resolved.ok) return resolved;
  const bytes = await readBytes(resolved.value.real, path);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (text === undefined)
    return fail({
      code: 'not-text',
      message: `${path} is not text in UTF-8, so it cannot be shown here. Convert it to UTF-8 or open it with another program.`,
    });
  const { real } = resolved.value;
  const isWritable = await isFileWritable(real).catch(() => false);
  return ok({ text, hash: hashBytes(bytes.value), readOnly: !isWritable });
}

/** The bytes of a file that is no larger than the limit; `name` is what messages call it. */
export async function readBytes(real: string, name: string): Promise<Result<Buffer, Failure<ReadCode | 'too-large' | 'is-folder'>>> {
  try {
    // Not opened before it is known to be a file: opening a named pipe waits for ever.
    const found = await stat(real);
    if (found.isDirectory()) return fail({ code: 'is-folder', message: `${name} is a folder. Open one of its files.` });
    if (!found.isFile()) return fail({ code: 'not-readable', message: `${name} is a pipe or device, so it is not opened. Choose an ordinary file.` });
    const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if ((await file.stat()).size > MAX_TEXT_BYTES) return fail(tooLarge(name));
      const bytes = await file.readFile();
      return bytes.length > MAX_TEXT_BYTES ? fail(tooLarge(name)) : ok(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail(readFailure(error, name));
  }
}

/** True when the file itself may be written. The mode counts even for root, who is not held back by it: who made a file read-only meant it. */
export async function isFileWritable(real: string): Promise<boolean> {
  return ((await stat(real)).mode & 0o222) !== 0 && isAllowed(real, constants.W_OK);
}

function isAllowed(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

function tooLarge(name: string): Failure<'too-large'> {
  return {
    code: 'too-large',
    message: `${name} is larger than ${MAX_TEXT_BYTES / 1024 / 1024} MB, which is more than is opened as text. Use another program for it.`,
  };
}
