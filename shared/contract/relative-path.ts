/**
 * Says what is wrong with a path that a renderer names, or nothing when it is a plain path inside a project: '/' between names, no empty name, no `.` or
 * `..`, nothing absolute (POSIX, Windows drive, UNC), no backslash, no NUL. The host still resolves it and follows links; this is only the first gate.
 */
export function refuseRelativePath(path: string): string | undefined {
  if (path === '') return 'The path is empty.';
  if (path.length > 4096) return 'The path is longer than 4,096 characters.';
  if (path.includes('\0')) return 'The path holds a NUL character.';
  if (path.includes('\\')) return 'The path holds a backslash; parts of a path are separated by "/".';
  if (path.startsWith('/')) return 'The path is absolute; paths are relative to the project.';
  if (/^[a-zA-Z]:/.test(path)) return 'The path starts with a drive; paths are relative to the project.';
  const parts = path.split('/');
  if (parts.includes('..') || parts.includes('.')) return 'The path holds "." or ".." as a name.';
  if (parts.includes('')) return 'The path holds an empty name.';
  return undefined;
}
