import type { Failure } from '#shared/contract/types.ts';

export type ReadCode = 'not-found' | 'not-readable' | 'outside-project';
export type WriteCode = 'not-writable' | 'disk-full' | 'folder-missing' | 'is-folder' | 'outside-project' | 'not-text';

/** The code of a system error (`ENOENT`), or undefined when `error` is something else and therefore a bug. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && 'syscall' in error ? error.code : undefined;
}

/** Turns what the system said while reading `name` into a sentence. Rethrows what is no answer of the system. */
export function readFailure(error: unknown, name: string): Failure<'not-found' | 'not-readable'> {
  switch (errnoOf(error)) {
    case undefined:
      throw error;
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'not-found', message: `${name} does not exist. It may have been moved or deleted.` };
    case 'EACCES':
    case 'EPERM':
      return { code: 'not-readable', message: `${name} may not be read by your account. Change its permissions, then open it again.` };
    case 'ELOOP':
      return { code: 'not-readable', message: `${name} is a link that leads back to itself. Replace it with the file that was meant.` };
    case 'ENAMETOOLONG':
      return { code: 'not-found', message: `The name of ${name} is longer than this computer allows, so no such file exists.` };
    default:
      return {
        code: 'not-readable',
        message: `${name} could not be read: ${systemWords(error)}. Check the disk or network folder that it is on, then try again.`,
      };
  }
}

/** Turns what the system said while writing `name` into a sentence. Nothing was written. Rethrows what is no answer of the system. */
export function writeFailure(error: unknown, name: string): Failure<WriteCode> {
  switch (errnoOf(error)) {
    case undefined:
      throw error;
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'disk-full',
        message: `${name} was not saved, because the disk is full. Free some space, then save again; the file on disk is as it was.`,
      };
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'folder-missing',
        message: `${name} was not saved, because its folder no longer exists. Create the folder again or save under another name.`,
      };
    case 'EISDIR':
      return { code: 'is-folder', message: `${name} was not saved, because a folder has that name. Save under another name.` };
    case 'EROFS':
      return { code: 'not-writable', message: `${name} was not saved, because its disk can only be read. Save it somewhere else.` };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'not-writable',
        message: `${name} was not saved, because your account may not write in its folder. Change the permissions or save it somewhere else.`,
      };
    case 'EBUSY':
      return { code: 'not-writable', message: `${name} was not saved, because another program holds it. Close it there, then save again.` };
    case 'ENAMETOOLONG':
      return { code: 'not-writable', message: `${name} was not saved, because its name is longer than this computer allows. Choose a shorter one.` };
    default:
      return {
        code: 'not-writable',
        message: `${name} was not saved: ${systemWords(error)}. The file on disk is as it was; try again or save it somewhere else.`,
      };
  }
}

function systemWords(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^[A-Z0-9]+: /, '').replace(/, .*$/s, '') : 'unknown reason';
}
