import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARTIFACTS_MODULE, ARTIFACTS_NAME } from './absolute-artifacts.ts';
import { REGISTRY_MODULE, REGISTRY_NAME } from './mlflow-registry.ts';
import { readJson, writeJson } from './run-folder.ts';
import { LISTING_MODULE, LISTING_NAME } from './sorted-listing.ts';

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

/** Where the programs of an environment are. */
export function binOf(folder: string): string {
  return join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
}

/** The Python of an environment. */
export function pythonOf(folder: string): string {
  return join(binOf(folder), process.platform === 'win32' ? 'python.exe' : 'python');
}

/** An environment that was built to its end; undefined for one that is missing, half built, or whose Python was removed from this computer. */
export function readyEnvironment(folder: string): ReadyEnvironment | undefined {
  const found = readJson(join(folder, READY));
  const isReady = found !== null && typeof found === 'object' && 'version' in found && existsSync(pythonOf(folder));
  return isReady ? (found as ReadyEnvironment) : undefined;
}

/** Clears the place of an environment. */
export function clearEnvironment(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
}

/** Writes the list of an environment's packages beside it; the name of that file. */
export function writeRequirements(folder: string, requirements: readonly string[]): string {
  const list = `${folder}.txt`;
  writeFileSync(list, requirements.map((line) => `${line}\n`).join(''));
  return list;
}

/** Writes what Docker needs to build an image with packages; the folder. */
export function writeDockerContext(folder: string, dockerfile: string, requirements: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  writeFileSync(join(folder, 'requirements.txt'), requirements.map((line) => `${line}\n`).join(''));
  return folder;
}

/** What Python starts with in an environment, so that code of Azure ML finds what it finds there. */
const START_MODULES = { [LISTING_NAME]: LISTING_MODULE, [ARTIFACTS_NAME]: ARTIFACTS_MODULE, [REGISTRY_NAME]: REGISTRY_MODULE };

/** Puts into an environment what makes folders list by name, and MLflow take absolute artifact paths and register models. */
export function addStartModules(folder: string): void {
  for (const site of [join(folder, 'Lib', 'site-packages'), ...foldersIn(join(folder, 'lib')).map((lib) => join(lib, 'site-packages'))]) {
    if (!existsSync(site)) continue;
    for (const [name, text] of Object.entries(START_MODULES)) {
      writeFileSync(join(site, `${name}.py`), text);
      writeFileSync(join(site, `${name}.pth`), `import ${name}\n`);
    }
    return;
  }
}

/** Says that an environment is complete: the last thing that is written. `packages` are those that were installed, as pip lists them. */
export function markReady(folder: string, ready: ReadyEnvironment, packages = ''): void {
  if (packages !== '') writeFileSync(join(folder, 'packages.txt'), packages);
  writeJson(join(folder, READY), ready);
}

/** Notes that an environment is used now, so that pruning knows which are not. */
export function noteEnvironmentUse(folder: string): void {
  const now = new Date();
  try {
    utimesSync(join(folder, READY), now, now);
  } catch {
    // It belongs to somebody else, or was removed in this moment.
  }
}

/** When an environment was used last, in ms; undefined for one that was not built to its end. */
export function environmentUsedAt(folder: string): number | undefined {
  return statSync(join(folder, READY), { throwIfNoEntry: false })?.mtimeMs;
}
