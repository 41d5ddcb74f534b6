import { readFile, realpath, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { errnoOf, writeFailure } from './file-failure.ts';
import { isFileWritable } from './read-text.ts';
import { writeAtomic, writeNew } from './write-atomic.ts';

/** A file as it shall be. */
export interface NewText {
  /** Relative to the root, '/' as separator. */
  readonly path: string;
  readonly text: string;
  /** True when the file must not exist yet. */
  readonly create: boolean;
  /** What the file must still hold; it was read before, and may have changed since. */
  readonly before?: string;
}

/** Writes several files, each atomically; when one cannot be written, those before it get their old bytes back. The failure is one sentence. */
export async function writeChanges(root: string, changes: readonly NewText[]): Promise<Result<void, string>> {
  const undo: (() => Promise<unknown>)[] = [];
  for (const change of changes) {
    const file = join(root, ...change.path.split('/'));
    try {
      const bytes = Buffer.from(change.text, 'utf8');
      if (change.create) {
        await writeNew(file, bytes);
        undo.push(() => unlink(file));
        continue;
      }
      // A link stays a link: what it leads to is replaced.
      const real = await realpath(file);
      if (!(await isFileWritable(real))) return await giveUp(undo, `${change.path} is read-only: nothing was written. Allow writing, or use --diff.`);
      const old = await readFile(real);
      if (change.before !== undefined && !old.equals(Buffer.from(change.before, 'utf8')))
        return await giveUp(undo, `${change.path} has changed on disk meanwhile: nothing was written.`);
      await writeAtomic(real, bytes);
      undo.push(() => writeAtomic(real, old));
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      return await giveUp(undo, errnoOf(error) === 'EEXIST' ? `${change.path} exists already: nothing was written.` : writeFailure(error, change.path).message);
    }
  }
  return ok(undefined);
}

async function giveUp(undo: (() => Promise<unknown>)[], sentence: string): Promise<Result<void, string>> {
  for (const step of undo.reverse()) await step();
  return fail(sentence);
}
