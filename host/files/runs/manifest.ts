import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import type { RunRequest } from '#shared/runs/run-request.ts';
import { shortHash } from '../short-hash.ts';
import { NOTHING } from './dependencies.ts';
import { runPaths } from './run-paths.ts';

/** Counts up when what stands in a manifest, or what a run depends on, changes. */
const FORMAT = 'sluice manifest 3';

/** Where an event goes on with what is a run's own. JSON holds no such character. */
export const OWN = '\u0001';

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
  /** How each of the first paths was looked at: what the plan was made from (`Dependencies.looks`). */
  readonly looks: string;
  /** The run that wrote down the plan, see `kept-plan.ts`; undefined when nobody did. */
  readonly planned: string | undefined;
  /** What tracking is told of each task; undefined for a run that is not tracked. */
  readonly tracking: { readonly experiment: string; readonly lines: string } | undefined;
  /** Events up to the end of the run, each as JSON without `run` and `at` and with `OWN` for the last brace: that is where both are put. */
  readonly events: string;
}

interface Head extends Omit<Manifest, 'identity' | 'events' | 'tracking'> {
  readonly experiment: string | null;
  /** How many paths there are, and how many characters tracking and events take behind them. */
  readonly sizes: readonly [paths: number, tracking: number, events: number];
}

/** Numbers of a stamp: inode, size, and the two times. They are kept as they are, because most of a look at them would be reading them. */
const NUMBERS = 4;

/** Keeps a manifest. Losing it costs time only. */
export function writeManifest(root: string, manifest: Manifest, stamps: ReadonlyMap<string, string>): void {
  const { identity, events, tracking, ...rest } = manifest;
  const lines = tracking?.lines ?? '';
  const head: Head = { ...rest, experiment: tracking?.experiment ?? null, sizes: [stamps.size, lines.length, events.length] };
  const own = root + sep;
  const paths = [...stamps.keys()].map((path) => (path.startsWith(own) ? path.slice(own.length) : path));
  const text = `${[FORMAT, identity, JSON.stringify(head), ...paths].join('\n')}\n${lines}${events}`;
  const file = manifestPath(root, identity);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(temporary, Buffer.concat([numbersOf(stamps), Buffer.from(text)]));
    renameSync(temporary, file);
  } catch {
    // The disk is full: the next run looks at everything.
  }
}

/** A manifest with what its run depended on: paths, as absolute ones, and what was found there. */
export interface OpenManifest {
  readonly manifest: Manifest;
  readonly count: number;
  path(at: number): string;
  /** True when what is found there now is what was found then. */
  holds(at: number, found: Stats | undefined): boolean;
  stamp(at: number): string;
}

/** The manifest of what is asked for, when everything that its run depended on is as it was then; undefined otherwise. */
export function readHolding(root: string, identity: string): Manifest | undefined {
  const opened = openManifest(root, identity);
  if (opened === undefined) return undefined;
  try {
    for (let at = 0; at < opened.count; at++) if (!opened.holds(at, statSync(opened.path(at), { throwIfNoEntry: false }))) return undefined;
  } catch {
    // It can no longer be looked at.
    return undefined;
  }
  return opened.manifest;
}

/** The manifest of what is asked for, whatever has changed since; undefined when there is none, or a run goes on. */
export function openManifest(root: string, identity: string): OpenManifest | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(manifestPath(root, identity));
  } catch {
    return undefined;
  }
  const size = bytes.length < 8 ? 0 : (new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 8))[0] ?? 0);
  const start = (1 + size * NUMBERS) * 8;
  // The rest is one text, of which only the paths are taken apart: most runs that are the same say a lot.
  const text = bytes.toString('utf8', start);
  const known = `${FORMAT}\n${identity}\n`;
  if (!text.startsWith(known)) return undefined;
  const headEnd = text.indexOf('\n', known.length);
  const { experiment, sizes, ...head } = JSON.parse(text.slice(known.length, headEnd)) as Head;
  const [count, trackingSize, eventsSize] = sizes;
  const eventsAt = text.length - eventsSize;
  const trackingAt = eventsAt - trackingSize;
  const paths = text.slice(headEnd + 1, trackingAt).split('\n');
  // Torn: behind the last path is the end of its line.
  if (size !== count || paths.length !== count + 1 || isSomethingGoingOn(root)) return undefined;
  const numbers = new Float64Array(bytes.buffer.slice(bytes.byteOffset + 8, bytes.byteOffset + start));
  return {
    manifest: {
      ...head,
      identity,
      tracking: experiment === null ? undefined : { experiment, lines: text.slice(trackingAt, eventsAt) },
      events: text.slice(eventsAt),
    },
    count,
    path: (at) => placeOf(root, paths[at] ?? ''),
    holds: (at, found) => holds(found, numbers, at * NUMBERS),
    stamp: (at) => stampAt(numbers, at * NUMBERS),
  };
}

function placeOf(root: string, path: string): string {
  return isAbsolute(path) ? path : root + sep + path;
}

/** Makes the folder of a run that is the same as the one of a manifest: nothing is left when it cannot be made, and what the system says is thrown. */
export function copyRunFolder(root: string, from: string, request: RunRequest, events: string): void {
  const folder = runPaths.run(root, request.run);
  try {
    mkdirSync(join(folder, 'logs'));
    for (const file of ['pipeline.yml', 'tasks.json']) share(join(runPaths.run(root, from), file), join(folder, file));
    writeFileSync(join(folder, 'run.json'), `${JSON.stringify(request, undefined, 2)}\n`);
    writeFileSync(join(folder, 'events.jsonl'), events);
    // Who began to prune before this run was there may remove what it refers to.
    if (existsSync(runPaths.pruning(root))) throw new Error('Old results are being removed.');
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Nothing writes into either file again, so two runs can have the same one. */
function share(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Some disks have no such links.
    copyFileSync(from, to);
  }
}

function holds(found: Stats | undefined, numbers: Float64Array, at: number): boolean {
  if (found === undefined) return Number.isNaN(numbers[at]);
  return numbers[at] === found.ino && numbers[at + 1] === found.size && numbers[at + 2] === found.mtimeMs && numbers[at + 3] === found.ctimeMs;
}

/** As `stampOf` writes it. */
function stampAt(numbers: Float64Array, at: number): string {
  return Number.isNaN(numbers[at]) ? NOTHING : `${numbers[at]}:${numbers[at + 1]}:${numbers[at + 2]}:${numbers[at + 3]}`;
}

/** How many stamps there are, and their numbers, as this computer writes numbers: nobody else reads them. Of what was not there they are no numbers. */
function numbersOf(stamps: ReadonlyMap<string, string>): Uint8Array {
  const numbers = new Float64Array(1 + stamps.size * NUMBERS).fill(Number.NaN);
  numbers[0] = stamps.size;
  let at = 1;
  for (const stamp of stamps.values()) {
    if (stamp !== NOTHING) {
      let start = 0;
      for (let k = 0; k < NUMBERS; k++) {
        const end = stamp.indexOf(':', start);
        numbers[at + k] = Number(end === -1 ? stamp.slice(start) : stamp.slice(start, end));
        start = end + 1;
      }
    }
    at += NUMBERS;
  }
  return new Uint8Array(numbers.buffer);
}

/** True when another run goes on, or was killed: somebody has to look after it first. */
function isSomethingGoingOn(root: string): boolean {
  try {
    return existsSync(runPaths.pruning(root)) || readdirSync(join(runPaths.work(root, '.'))).length > 0;
  } catch {
    return false;
  }
}

/** Where the manifest of what is asked for is. */
export function manifestPath(root: string, identity: string): string {
  return join(runPaths.manifests(root), shortHash(identity));
}
