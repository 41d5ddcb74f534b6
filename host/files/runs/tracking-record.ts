import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runPaths } from './run-paths.ts';

/** A line of `tracking.jsonl` of a run: what MLflow is to know that events do not say. */
export type TrackingLine =
  | {
      readonly type: 'run';
      readonly experiment: string;
      /** Where it is to be sent: `project`, or the name of a store of the user's. */
      readonly target: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'job';
      readonly job: string;
      readonly params: Readonly<Record<string, string>>;
      readonly tags: Readonly<Record<string, string>>;
      /** The run that the job logs to, below the folder of what was logged: `<experiment>/<run>`. */
      readonly logged?: string;
    }
  /** The run that stands above the runs of the jobs. */
  | { readonly type: 'parent'; readonly logged: string };

/** `tracking.jsonl` of a run, line by line. What cannot be written is left out: nothing waits for it, and nothing fails because of it. */
export class TrackingRecord {
  #fd: number | undefined;

  constructor(root: string, run: string) {
    try {
      this.#fd = openSync(fileOf(root, run), 'a');
    } catch {
      // The disk is full or the project is gone: the run says so itself.
    }
  }

  append(line: TrackingLine): void {
    this.appendText(`${JSON.stringify(line)}\n`);
  }

  /** The same with whole lines that are known from an earlier run. */
  appendText(lines: string): void {
    if (this.#fd === undefined) return;
    try {
      writeSync(this.#fd, lines);
    } catch {
      this.close();
    }
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}

/** What was recorded for a run; nothing for one that is not tracked. A torn last line is left out. */
export function readTrackingRecord(root: string, run: string): readonly TrackingLine[] {
  let text: string;
  try {
    text = readFileSync(fileOf(root, run), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as TrackingLine];
    } catch {
      return [];
    }
  });
}

function fileOf(root: string, run: string): string {
  return join(runPaths.run(root, run), 'tracking.jsonl');
}
