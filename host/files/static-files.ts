import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { refuseRelativePath } from '#shared/contract/relative-path.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
};

export interface StaticFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** True for files whose name holds a hash of what is in them. */
  readonly isImmutable: boolean;
}

/** A file of the built renderer for the path of a URL (`/assets/index-x.js`), or undefined when there is none. Never leaves `folder`. */
export async function readStatic(folder: string, urlPath: string): Promise<StaticFile | undefined> {
  let path: string;
  try {
    path = decodeURIComponent(urlPath.replace(/^\//, ''));
  } catch {
    return undefined;
  }
  if (path === '') path = 'index.html';
  if (refuseRelativePath(path) !== undefined || path.split('/').some((name) => name.startsWith('.'))) return undefined;
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined) return undefined;
  const file = join(folder, ...path.split('/'));
  try {
    if (!(await stat(file)).isFile()) return undefined;
    return { bytes: await readFile(file), type, isImmutable: /^assets\/.*-[\w-]{8,}\.\w+$/.test(path) };
  } catch {
    return undefined;
  }
}
