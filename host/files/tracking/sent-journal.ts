import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPaths } from '../runs/run-paths.ts';

/** What a store knows of a run, of one of its jobs, or of a model that a job logged. */
export interface SentEntry {
  /** The id there. */
  readonly id: string;
  readonly artifacts: string;
  /** Nothing more is to be sent. */
  readonly isDone: boolean;
}

interface Line extends Partial<SentEntry> {
  readonly key?: string;
  readonly begun?: true;
  readonly complete?: true;
}

/**
 * What of a run has been sent: `tracking-sent.jsonl` in its folder. A torn last line is ignored; what was sent and could not be written down is found
 * on the server by its tags.
 */
export class SentJournal {
  readonly #file: string;
  readonly #entries = new Map<string, SentEntry>();
  /** True when something may be on the server already. */
  readonly isResumed: boolean;
  isComplete = false;

  constructor(root: string, run: string) {
    this.#file = fileOf(root, run);
    const lines = readLines(this.#file);
    this.isResumed = lines.length > 0;
    for (const line of lines) {
      if (line.complete) this.isComplete = true;
      if (line.key !== undefined && line.id !== undefined)
        this.#entries.set(line.key, { id: line.id, artifacts: line.artifacts ?? '', isDone: line.isDone ?? false });
    }
  }

  get(key: string): SentEntry | undefined {
    return this.#entries.get(key);
  }

  /** Says that something may be on the server from now on. */
  begin(): void {
    if (!this.isResumed) this.#append({ begun: true });
  }

  set(key: string, entry: SentEntry): void {
    this.#entries.set(key, entry);
    this.#append({ key, ...entry });
  }

  /** Says that nothing of the run is left to be sent. */
  complete(): void {
    this.isComplete = true;
    this.#append({ complete: true });
  }

  #append(line: Line): void {
    try {
      appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    } catch {
      // The disk is full or the run was deleted: the server knows what it has.
    }
  }
}

/** True when everything of a run was sent. */
export function isSent(root: string, run: string): boolean {
  return readLines(fileOf(root, run)).some((line) => line.complete);
}

/** The id of a run where it was sent; undefined while it is not there. */
export function sentId(root: string, run: string): string | undefined {
  return readLines(fileOf(root, run)).findLast((line) => line.key === '')?.id;
}

/** Forgets what was sent of a run, because the store that had it is gone. */
export function forgetSent(root: string, run: string): void {
  try {
    writeFileSync(fileOf(root, run), '');
  } catch {
    // The disk is full or the run was deleted.
  }
}

function fileOf(root: string, run: string): string {
  return join(runPaths.run(root, run), 'tracking-sent.jsonl');
}

function readLines(file: string): readonly Line[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}
