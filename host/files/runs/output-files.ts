import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import type { OutputFile } from '#shared/runs/output-look.ts';
import { type ReadCode, readFailure } from '../file-failure.ts';
import { isInside, resolveInside } from '../resolve-inside.ts';
import { runPaths } from './run-paths.ts';

/** An output of the store, links followed. */
export interface OutputPlace {
  /** Absolute; not to be shown to a renderer. */
  readonly real: string;
  /** Relative to the project, '/' between names. */
  readonly place: string;
  readonly isFolder: boolean;
  readonly bytes: number;
}

/** Finds an output, or a file below it. Both names come from outside: what leads out of the output's own place in the store is refused. */
export async function findOutput(root: string, key: string, port: string, path: string | undefined): Promise<Result<OutputPlace, Failure<ReadCode>>> {
  const name = path === undefined ? port : `${port}/${path}`;
  try {
    const store = await realpath(runPaths.store(root));
    const task = await resolveInside(store, key);
    if (!task.ok) return task;
    const found = await resolveInside(task.value.real, name);
    if (!found.ok) return found;
    const state = await stat(found.value.real);
    if (!state.isDirectory() && !state.isFile())
      return fail({ code: 'not-readable', message: `${name} is a pipe or device, so it is not opened. Have the job write an ordinary file.` });
    const place = relative(root, join(runPaths.store(root), key, ...name.split('/')));
    return ok({ real: found.value.real, place: place.split(sep).join('/'), isFolder: state.isDirectory(), bytes: state.isDirectory() ? 0 : state.size });
  } catch (error) {
    return fail(readFailure(error, name));
  }
}

/** The files below a folder, by name, at most `most`; what a link leads out to is left out. Of folders that may not be read nothing is listed. */
export async function listOutput(
  real: string,
  most: number,
): Promise<{ readonly files: readonly OutputFile[]; readonly bytes: number; readonly isCapped: boolean }> {
  const files: OutputFile[] = [];
  let [bytes, isCapped] = [0, false];
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    const items = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const item of items.sort((a, b) => Number(a.isDirectory()) - Number(b.isDirectory()) || a.name.localeCompare(b.name, 'en', { numeric: true }))) {
      if (files.length >= most) {
        isCapped = true;
        return;
      }
      const path = join(folder, item.name);
      if (item.isDirectory()) {
        if (depth < 20) await walk(path, `${prefix}${item.name}/`, depth + 1);
        continue;
      }
      const size = await sizeInside(real, path);
      if (size === undefined) continue;
      files.push({ path: `${prefix}${item.name}`, bytes: size });
      bytes += size;
    }
  };
  await walk(real, '', 0);
  return { files, bytes, isCapped };
}

/** Size of an ordinary file that lies, links followed, below `top`. */
async function sizeInside(top: string, path: string): Promise<number | undefined> {
  try {
    if (!isInside(top, await realpath(path))) return undefined;
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}

/** A file that is read in pieces. */
export interface OpenFile {
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
  close(): Promise<void>;
}

/** Opens an ordinary file for reading in pieces. */
export async function openOutput(real: string, name: string): Promise<Result<OpenFile, Failure<'not-found' | 'not-readable'>>> {
  try {
    const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const { size } = await handle.stat();
    return ok({ byteLength: size, slice: (start, end = size) => readPart(handle, start, Math.min(end, size)), close: () => handle.close() });
  } catch (error) {
    return fail(readFailure(error, name));
  }
}

async function readPart(handle: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const buffer = new ArrayBuffer(Math.max(0, end - start));
  const bytes = new Uint8Array(buffer);
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at === bytes.length ? buffer : buffer.slice(0, at);
}
