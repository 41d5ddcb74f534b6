import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { runPaths } from './run-paths.ts';

const LOOK_EVERY_MS = 250;
/** Of a long job the times are noted more coarsely, so that a day's are still read at once: every 20,000th of what has passed. */
const COARSER_BY = 20_000;

/** When a log had grown to how many bytes. */
interface LogTime {
  readonly bytes: number;
  readonly at: number;
}

/**
 * Notes when a task's log grows, a few times a second: the child writes to the file itself, so nobody sees its lines pass. What lasts shorter than a look
 * costs nothing: the time at which the log was changed last says enough.
 */
export function noteLogTimes(root: string, run: string, task: string): () => void {
  const log = runPaths.log(root, run, task);
  const notes = timesPath(log);
  const start = Date.now();
  let before = 0;
  let last = start;
  const timer = setInterval(() => {
    try {
      const { size } = statSync(log);
      const now = Date.now();
      if (size === before || now - last < (now - start) / COARSER_BY) return;
      before = size;
      last = now;
      appendFileSync(notes, `${size} ${now}\n`);
    } catch {
      // Times are a comfort: a full disk or a removed run takes them, and nothing else.
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** When the byte at an offset of a log was seen first, ms since epoch. Undefined when nothing is known. */
export function readLogTimes(log: string): (offset: number) => number | undefined {
  const times: LogTime[] = [];
  try {
    for (const line of readFileSync(timesPath(log), 'utf8').split('\n')) {
      const [bytes, at] = line.split(' ').map(Number);
      if (bytes !== undefined && at !== undefined && Number.isFinite(bytes + at)) times.push({ bytes, at });
    }
  } catch {
    // A short task has none, and so has a run of an earlier Sluice.
  }
  let changedAt: number | undefined;
  try {
    changedAt = statSync(log).mtimeMs;
  } catch {
    return () => undefined;
  }
  return (offset) => times[firstBehind(times, offset)]?.at ?? changedAt;
}

function firstBehind(times: readonly LogTime[], offset: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle]?.bytes ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function timesPath(log: string): string {
  return log.replace(/\.log$/, '.times');
}
