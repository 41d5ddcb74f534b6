import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import { errnoOf } from '../file-failure.ts';
import { EventLog } from './event-log.ts';
import { newRunId, runIdAfter, runPaths } from './run-paths.ts';

/** Makes a folder for a run that starts now, and gives its id: one that nobody else has, and that is listed behind all others. */
export function claimRunId(root: string, now: Date, random: number): string {
  mkdirSync(runPaths.runs(root), { recursive: true });
  const newest = listRunIds(root)[0];
  let id = newRunId(now, random);
  if (newest !== undefined && newest.slice(0, 15) >= id.slice(0, 15)) id = runIdAfter(newest);
  for (;;) {
    try {
      mkdirSync(runPaths.run(root, id));
      return id;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      id = runIdAfter(id);
    }
  }
}

/** Runs whose working folders are still there: they run, or were killed. */
export function listOpenRunIds(root: string): readonly string[] {
  return listRunIds(root).filter((run) => existsSync(runPaths.work(root, run)));
}

/** Makes the folder of a run, with what was asked for and the exact file used. */
export async function createRunFolder(root: string, request: RunRequest, text: string): Promise<EventLog> {
  const folder = runPaths.run(root, request.run);
  try {
    await mkdir(join(folder, 'logs'), { recursive: true });
    await keepOutOfGit(root);
    await writeFile(join(folder, 'run.json'), `${JSON.stringify(request, undefined, 2)}\n`);
    await writeFile(join(folder, 'pipeline.yml'), text);
    return new EventLog(join(folder, 'events.jsonl'));
  } catch (error) {
    // What could not be started is no run.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Runs are no part of what is versioned, whatever the project's own rules say. */
async function keepOutOfGit(root: string): Promise<void> {
  const text =
    '# Made by Sluice. What people write (local.yml, checks.yml, layout) is kept; what runs leave behind is not.\n/runs/\n/store/\n/envs/\n/work/\n/cache/\n/tracking/\n.gitignore\n';
  await writeFile(join(root, '.sluice', '.gitignore'), text, { flag: 'wx' }).catch(() => undefined);
}

/** Ids of the runs of a project, the newest first. */
export function listRunIds(root: string): readonly string[] {
  try {
    return readdirSync(runPaths.runs(root))
      .filter((name) => /^\d{8}-\d{6}-/.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** What a run was asked to do; undefined when that is not known. */
export function readRunRequest(root: string, run: string): RunRequest | undefined {
  const found = readJson(join(runPaths.run(root, run), 'run.json'));
  return found !== null && typeof found === 'object' && 'run' in found ? (found as RunRequest) : undefined;
}

/** The exact file that a run used; undefined when it is gone. */
export function readRunText(root: string, run: string): string | undefined {
  try {
    return readFileSync(join(runPaths.run(root, run), 'pipeline.yml'), 'utf8');
  } catch {
    return undefined;
  }
}

/** What the outputs of a run's pipeline (`parent.outputs.name`) and of its sub-pipelines (`job.port`) are made from; nothing when that is not known. */
export function readRunOutputs(root: string, run: string): RunRequest['outputs'] {
  const request = readRunRequest(root, run);
  const own = Object.entries(request?.outputs ?? {}).map(([name, source]) => [`parent.outputs.${name}`, source] as const);
  return { ...request?.subOutputs, ...Object.fromEntries(own) };
}

/** The number that the next run of a project gets: one more than the newest has. A run that is only begun has none yet. */
export function nextRunNumber(root: string): number {
  const ids = listRunIds(root);
  for (const [at, id] of ids.entries()) {
    const request = readRunRequest(root, id);
    if (request) return (request.number ?? ids.length - at) + 1;
  }
  return 1;
}

/** The events of a run. A torn last line is left out. */
export function readRunEvents(root: string, run: string): readonly RunEvent[] {
  let text: string;
  try {
    text = readFileSync(join(runPaths.run(root, run), 'events.jsonl'), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      const event: unknown = JSON.parse(line);
      return event !== null && typeof event === 'object' && 'type' in event ? [event as RunEvent] : [];
    } catch {
      return [];
    }
  });
}

/** True for a run that has ended and was no simulation. It is not read event by event: a long one says a lot. */
export function hasEnded(root: string, run: string): boolean {
  try {
    const text = readFileSync(join(runPaths.run(root, run), 'events.jsonl'), 'utf8');
    const last = text.lastIndexOf('\n', text.length - 2) + 1;
    const isSimulated = text.slice(0, text.indexOf('\n')).includes('"simulated":true');
    return text.endsWith('\n') && text.startsWith('{"type":"run-finished"', last) && !isSimulated;
  } catch {
    return false;
  }
}

/** Opens a log for a child to add to. Close it when the child has it. */
export function openLogFile(file: string): { readonly fd: number; close(): void } {
  const fd = openSync(file, 'a');
  return { fd, close: () => closeSync(fd) };
}

/** Writes a task's log whole: of one that nobody ran. */
export function writeLog(root: string, run: string, task: string, text: string): void {
  writeFileSync(runPaths.log(root, run, task), text);
}

/** Adds to a log that Sluice itself writes. What cannot be written is lost: a log stops nothing. */
export function appendLog(root: string, run: string, task: string, text: string): void {
  try {
    appendFileSync(runPaths.log(root, run, task), text);
  } catch {
    // The disk is full, or the run was removed.
  }
}

/** What was added to a task's log behind `from` bytes, and where it ends now; undefined when there is no log. */
export function readLogFrom(root: string, run: string, task: string, from: number): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  try {
    const bytes = readFileSync(runPaths.log(root, run, task));
    return { bytes: bytes.subarray(from), end: bytes.length };
  } catch {
    return undefined;
  }
}

/** What a task's log holds, at most its last `maxBytes`; undefined when there is none. */
export function readLogTail(root: string, run: string, task: string, maxBytes = 64 * 1024): string | undefined {
  try {
    const bytes = readFileSync(runPaths.log(root, run, task));
    return bytes.subarray(Math.max(0, bytes.length - maxBytes)).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Makes the place for what a run needs only while it runs. It is there as long as the run is, and afterwards when the run was interrupted. */
export function makeWork(root: string, run: string): void {
  mkdirSync(runPaths.jobFolders(root, run), { recursive: true });
}

/** Removes what a run needed only while it ran. */
export function removeWork(root: string, run: string): void {
  rmSync(runPaths.work(root, run), { recursive: true, force: true });
}

/** Reads JSON; undefined when it is missing or torn. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes a small file of Sluice's own. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value)}\n`);
}

/** How large a file is now, in bytes; 0 when there is none. */
export function fileSize(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
