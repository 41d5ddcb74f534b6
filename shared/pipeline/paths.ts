/**
 * The project-relative path of `ref` as written in the file `fromFile` (project-relative, '/' as separator). Undefined when it is absolute or leaves
 * the project. `file:` in front is ignored, as Azure ML does.
 */
export function resolveRelative(fromFile: string, ref: string): string | undefined {
  const clean = ref.replace(/^file:/i, '').replace(/\\/g, '/');
  if (clean === '' || clean.startsWith('/') || clean.startsWith('~') || /^[a-z]:/i.test(clean)) return undefined;
  const parts = fromFile.split('/').slice(0, -1);
  for (const part of clean.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0) return undefined;
    else parts.pop();
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

/** How the file `fromFile` writes the path of `toFile`: `./components/train/component.yml`, `../prepare.yml`. Both are relative to the project. */
export function relativeRef(fromFile: string, toFile: string): string {
  const from = fromFile.split('/').slice(0, -1);
  const to = toFile.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  const up = from.length - common;
  const rest = to.slice(common).join('/');
  return up === 0 ? `./${rest}` : `${'../'.repeat(up)}${rest}`;
}

const GENERIC: ReadonlySet<string> = new Set(['component', 'spec', 'pipeline', 'index', 'flow.dag', 'main', 'job']);

/** What a node calls a component file: its folder for `train/component.yml`, else the file's own name without its extension. */
export function componentLabel(path: string): string {
  const parts = path
    .replace(/\\/g, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const file = (parts.at(-1) ?? path).replace(/\.(ya?ml|json)$/i, '');
  const folder = parts.at(-2);
  return folder !== undefined && GENERIC.has(file.toLowerCase()) ? folder : file;
}
