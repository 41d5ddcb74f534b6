import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './run-folder.ts';

const READY = 'sluice-ready.json';

/** What an environment that is complete says of itself. */
export interface ReadyEnvironment {
  readonly version: string;
  readonly notes: readonly string[];
}

/** The folders in a folder, absolute; none when it is not there. */
export function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((item) => item.isDirectory())
      .map((item) => join(folder, item.name));
  } catch {
    return [];
  }
}

/** An environment that was built to its end; undefined for one that is missing or half built. */
export function readyEnvironment(folder: string): ReadyEnvironment | undefined {
  const found = readJson(join(folder, READY));
  return found !== null && typeof found === 'object' && 'version' in found ? (found as ReadyEnvironment) : undefined;
}

/** Clears the place of an environment and writes the list of its packages; the name of that file. */
export function clearEnvironment(folder: string, requirements: readonly string[]): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  const list = `${folder}.txt`;
  writeFileSync(list, requirements.map((line) => `${line}\n`).join(''));
  return list;
}

/** Says that an environment is complete: the last thing that is written. */
export function markReady(folder: string, ready: ReadyEnvironment): void {
  writeJson(join(folder, READY), ready);
}
