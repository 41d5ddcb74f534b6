import { stat } from 'node:fs/promises';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import { readFailure } from './file-failure.ts';
import { resolveInside } from './resolve-inside.ts';

type LookCode = 'outside-project' | 'not-readable';

/** What is at a path of a project, without reading it: checks ask this of data that may be large. */
export async function lookInside(root: string, path: string): Promise<Result<{ readonly kind: 'file' | 'folder' | 'other' | 'missing' }, Failure<LookCode>>> {
  const resolved = await resolveInside(root, path);
  if (!resolved.ok) return failed(resolved.failure);
  if (!resolved.value.exists) return ok({ kind: 'missing' });
  try {
    const found = await stat(resolved.value.real);
    return ok({ kind: found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other' });
  } catch (error) {
    return failed(readFailure(error, path));
  }
}

/** That nothing is there is an answer. */
function failed({ code, message }: Failure<string>): Result<{ readonly kind: 'missing' }, Failure<LookCode>> {
  if (code === 'not-found') return ok({ kind: 'missing' });
  return fail({ code: code === 'outside-project' ? code : 'not-readable', message });
}
