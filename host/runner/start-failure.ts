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
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return `The run was not started, because the disk is full. Free some space (sluice prune removes what old runs keep), then run again.`;
    case 'ENAMETOOLONG':
      return `The run was not started, because the path of ${root} is too long for this computer. Move the project to a folder with a shorter path.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The run was not started, because ${where} is a file. Remove it, then run again.`;
    default:
      return `The run was not started: ${error instanceof Error ? error.message : String(error)}. Nothing was changed.`;
  }
}
