import { isAbsolute, resolve } from 'node:path';

/**
 * The files and folders that a start of the app names. Electron's and Chromium's own switches, and the script that Electron was started with, are left
 * out. Nothing from the command line ever becomes more than a path to open.
 */
export function pathsFromArgv(argv: readonly string[], cwd: string, own: readonly string[]): string[] {
  return argv
    .slice(1)
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .map((arg) => (isAbsolute(arg) ? arg : resolve(cwd, arg)))
    .filter((path) => !own.includes(path));
}
