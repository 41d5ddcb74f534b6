import { errnoOf } from '../files/file-failure.ts';

/** Why a run could not be started, in a sentence: what the system said when its folder was to be made. */
export function describeStartFailure(error: unknown, root: string): string {
  const where = `${root}/.sluice`;
  switch (errnoOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return `The run was not started, because ${where}, where runs are kept, may not be written by your account. Change its permissions, or copy the project to a folder of your own.`;
    case 'EROFS':
      return `The run was not started, because ${where}, where runs are kept, is on a disk that can only be read. Copy the project to one that can be written.`;
    case 'ENAMETOOLONG':
      return `The run was not started, because the path of ${root} is too long for this computer. Move the project to a folder with a shorter path.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The run was not started, because ${where} is a file. Remove it, then run again.`;
    default:
      return isFull(error)
        ? 'The run was not started, because the disk is full. Free some space (sluice prune removes what old runs keep), then run again.'
        : `The run was not started: ${wordsOf(error)}. Nothing was changed.`;
  }
}

/** Why a job could not be run to its end, in a sentence: what the system said beside it. */
export function describeJobFailure(error: unknown, task: string): string {
  if (isFull(error))
    return `\`${task}\` did not get to its end, because the disk is full. Free some space (sluice prune removes what old runs keep), then run again: what has passed is not run twice.`;
  switch (errnoOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return `\`${task}\` did not get to its end: ${wordsOf(error)}, which your account may not do. Change the permissions, then run again.`;
    case 'ENOENT':
      return `\`${task}\` did not get to its end, because a file that it needs was removed meanwhile: ${wordsOf(error)}. Run again.`;
    default:
      return `\`${task}\` did not get to its end: ${wordsOf(error)}. Run again.`;
  }
}

/** A limit on the size of files is a full disk in other words. */
function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(errnoOf(error) ?? '');
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^[A-Z0-9]+: /, '') : String(error);
}
