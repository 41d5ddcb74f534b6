import { constants, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A value that a job wrote is short; what is longer is no value. */
const MAX_VALUE_BYTES = 4 * 2 ** 20;

/** The value that a job wrote to an output of a literal type; undefined when there is none. */
export function readValue(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > MAX_VALUE_BYTES) return undefined;
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .trim();
}

/** Writes a value as a job would. */
export async function writeValue(path: string, value: string): Promise<void> {
  await writeFile(path, value);
}

/** Copies what a job wrote, sharing its blocks where the disk can. */
export async function copyOutput(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, force: true, mode: constants.COPYFILE_FICLONE });
}

/** Makes a table of what several rounds wrote: a folder with a copy of each and the `MLTable` file that lists them. */
export async function writeTable(folder: string, parts: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lines: string[] = [];
  for (const [at, part] of parts.entries()) {
    const name = String(at + 1);
    await copyOutput(part, join(folder, name));
    lines.push(`  - ${statSync(part).isDirectory() ? 'folder' : 'file'}: ./${name}\n`);
  }
  await writeFile(join(folder, 'MLTable'), `type: mltable\npaths:\n${lines.join('')}`);
}
