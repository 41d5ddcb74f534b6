import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import type { RunRequest } from '#shared/runs/run-request.ts';
import { NOTHING } from './dependencies.ts';
import { stampOf } from './file-stamp.ts';
import { runPaths } from './run-paths.ts';

/** Counts up when what stands in a manifest, or what a run depends on, changes. */
const FORMAT = 'sluice manifest 1';

/** The last clean run of a request: what it depended on, and everything that the same run leaves behind when nothing of that changed. */
export interface Manifest {
  /** What was asked for, in one line. */
  readonly identity: string;
  /** The run that made it: its file and facts are those of every run that is the same. */
  readonly run: string;
  readonly request: RunRequest;
  readonly result: 'passed' | 'held-back';
  /** What is said to the person besides the events. */
  readonly says: readonly string[];
  /** What tracking is told of each task; undefined for a run that is not tracked. */
  readonly tracking: { readonly experiment: string; readonly lines: readonly string[] } | undefined;
  /** Events between the start and the end of the run, the start with them, as JSON without `run` and `at`. */
  readonly events: readonly string[];
}

interface Head extends Omit<Manifest, 'identity' | 'events' | 'tracking'> {
  readonly experiment: string | null;
  readonly counts: readonly [stamps: number, tracking: number, events: number];
}

/** Keeps a manifest. Losing it costs time only. */
export function writeManifest(root: string, manifest: Manifest, stamps: ReadonlyMap<string, string>): void {
  const { identity, events, tracking, ...rest } = manifest;
  const lines = tracking?.lines ?? [];
  const head: Head = { ...rest, experiment: tracking?.experiment ?? null, counts: [stamps.size, lines.length, events.length] };
  const own = root + sep;
  const found = [...stamps].map(([path, stamp]) => `${stamp} ${path.startsWith(own) ? path.slice(own.length) : path}`);
  const file = manifestPath(root, identity);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(temporary, `${[FORMAT, identity, JSON.stringify(head), ...found, ...lines, ...events].join('\n')}\n`);
    renameSync(temporary, file);
  } catch {
    // The disk is full: the next run looks at everything.
  }
}

/** The manifest of what is asked for, when everything that its run depended on is as it was then; undefined otherwise. */
export function readHolding(root: string, identity: string): Manifest | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(manifestPath(root, identity), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  if (lines[0] !== FORMAT || lines[1] !== identity) return undefined;
  const { experiment, counts, ...head } = JSON.parse(lines[2] ?? '') as Head;
  const [stamps, tracking, events] = counts;
  const behind = 3 + stamps;
  // Torn: everything behind the last event is the end of its line.
  if (lines.length !== behind + tracking + events + 1 || isSomethingGoingOn(root)) return undefined;
  for (let at = 3; at < behind; at++) if (!holds(root, lines[at] ?? '')) return undefined;
  return {
    ...head,
    identity,
    tracking: experiment === null ? undefined : { experiment, lines: lines.slice(behind, behind + tracking) },
    events: lines.slice(behind + tracking, -1),
  };
}

/** Makes the folder of a run that is the same as the one of a manifest: nothing is left when it cannot be made, and what the system says is thrown. */
export function copyRunFolder(root: string, from: string, request: RunRequest, events: string): void {
  const folder = runPaths.run(root, request.run);
  try {
    mkdirSync(join(folder, 'logs'));
    for (const file of ['pipeline.yml', 'tasks.json']) copyFileSync(join(runPaths.run(root, from), file), join(folder, file));
    writeFileSync(join(folder, 'run.json'), `${JSON.stringify(request, undefined, 2)}\n`);
    writeFileSync(join(folder, 'events.jsonl'), events);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function holds(root: string, line: string): boolean {
  const at = line.indexOf(' ');
  const path = line.slice(at + 1);
  try {
    const found = statSync(isAbsolute(path) ? path : root + sep + path, { throwIfNoEntry: false });
    return line.slice(0, at) === (found === undefined ? NOTHING : stampOf(found));
  } catch {
    return false;
  }
}

/** True when another run goes on, or was killed: somebody has to look after it first. */
function isSomethingGoingOn(root: string): boolean {
  try {
    return readdirSync(join(runPaths.work(root, '.'))).length > 0;
  } catch {
    return false;
  }
}

function manifestPath(root: string, identity: string): string {
  return join(runPaths.cache(root), 'manifests', shortHash(identity));
}

/** Tells requests apart well enough for names of files; the identity itself stands in the file. */
function shortHash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return `${(high >>> 0).toString(16).padStart(8, '0')}${(low >>> 0).toString(16).padStart(8, '0')}`;
}
