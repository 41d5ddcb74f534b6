/** What is known of the files that a plan reads. Paths are relative to the project, '/' as separator, `../` in front where they lie outside; or absolute. */
export interface RunFiles {
  kindOf(path: string): 'file' | 'folder' | 'missing';
  /** The text of a file; undefined when there is none or it is no text. */
  read(path: string): string | undefined;
  /** The YAML files of the project, in folders that people write in. Asked for only where a registered name has no other meaning here. */
  yamlFiles(): readonly string[];
}

/** True for `/data`, `~/data`, `C:\data`: not relative to any file. */
export function isAbsolutePath(path: string): boolean {
  return /^([/\\]|~[/\\]|[a-z]:[/\\])/i.test(path);
}

/**
 * The path that `ref` names in the file `fromFile`, relative to the project; with `../` in front where it leaves it. An absolute one stays. `file:` in front
 * is ignored, as Azure ML does. The project itself is `.`.
 */
export function pathFrom(fromFile: string, ref: string): string {
  const clean = ref
    .trim()
    .replace(/^file:(?!\/\/)/i, '')
    .replace(/\\/g, '/');
  if (isAbsolutePath(clean)) return clean.length > 1 ? clean.replace(/\/+$/, '') : clean;
  const root = isAbsolutePath(fromFile) ? fromFile.slice(0, fromFile.lastIndexOf('/')) : undefined;
  const parts: string[] = [];
  for (const part of [...(root === undefined ? fromFile.split('/').slice(0, -1) : root.split('/')), ...clean.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else parts.push(part);
  }
  if (root !== undefined) return `${root.startsWith('/') ? '/' : ''}${parts.join('/')}`;
  return parts.length === 0 ? '.' : parts.join('/');
}
