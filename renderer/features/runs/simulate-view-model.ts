import { readDuration } from '#shared/runs/simulate/read-simulation.ts';
import type { SimulatedJob } from '#shared/runs/simulate/simulation.ts';

export type SimulatedEnd = 'open' | 'passed' | 'failed' | 'held-back';

/** What a person sets for one job of a simulation, as typed. */
export interface SimulatedRow {
  readonly end: SimulatedEnd;
  /** "8.4 s", "3 min". */
  readonly takes: string;
  /** "accuracy 0.91, roc_auc 0.88". */
  readonly numbers: string;
}

export const EMPTY_ROW: SimulatedRow = { end: 'open', takes: '', numbers: '' };

/** Words for how a job ends. `open`: as in the run that it is like, else passed; a gate by its rules. */
export function endWord(end: SimulatedEnd, isGate: boolean, isLike: boolean): string {
  switch (end) {
    case 'open':
      return isGate ? 'By its rules' : isLike ? 'As in that run' : 'Passed';
    case 'passed':
      return 'Passed';
    case 'failed':
      return 'Failed';
    case 'held-back':
      return 'Held back';
  }
}

/** What cannot be read of a row, in a sentence. */
export function refuseRow(row: SimulatedRow): string | undefined {
  if (row.takes.trim() !== '' && readDuration(durationOf(row.takes)) === undefined) return `${row.takes} is no duration: write 8.4 s or 3 min 4 s.`;
  if (row.numbers.trim() !== '' && numbersOf(row.numbers) === undefined) return `Write numbers as name and value: accuracy 0.91, roc_auc 0.88.`;
  return undefined;
}

/** The simulation of the rows that say something. */
export function jobsOf(rows: Readonly<Record<string, SimulatedRow>>): Readonly<Record<string, SimulatedJob>> {
  const jobs: Record<string, SimulatedJob> = {};
  for (const [name, row] of Object.entries(rows)) {
    const takesMs = row.takes.trim() === '' ? undefined : readDuration(durationOf(row.takes));
    const metrics = row.numbers.trim() === '' ? undefined : numbersOf(row.numbers);
    const job: SimulatedJob = {
      ...(row.end === 'open' ? {} : { result: row.end }),
      ...(takesMs === undefined ? {} : { takesMs }),
      ...(metrics === undefined ? {} : { metrics }),
    };
    if (Object.keys(job).length > 0) jobs[name] = job;
  }
  return jobs;
}

function durationOf(typed: string): string | number {
  const plain = Number(typed.trim());
  return Number.isFinite(plain) ? plain : typed.trim();
}

function numbersOf(typed: string): Readonly<Record<string, number>> | undefined {
  const found: Record<string, number> = {};
  for (const part of typed.split(/[,;\n]/)) {
    if (part.trim() === '') continue;
    const match = /^\s*([\p{L}_][\p{L}\p{N}_.[\] -]*?)\s*[:=\s]\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*$/iu.exec(part);
    if (!match?.[1] || match[2] === undefined) return undefined;
    found[match[1]] = Number(match[2]);
  }
  return found;
}
