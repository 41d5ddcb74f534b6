import { readYaml } from '#shared/yaml/read.ts';
import { asMapping } from './fields.ts';

/** A job that stands commented out under `jobs:`. */
export interface CommentedOutJob {
  readonly name: string;
  /** Start of its first line, and the end of its last line without the line break. */
  readonly start: number;
  readonly end: number;
}

interface Place {
  readonly start: number;
  readonly end: number;
  /** Column of the jobs' keys; undefined when no job is left to tell. */
  readonly indent: number | undefined;
  /** The closing brace of jobs in braces; what stands before it is written as between braces. */
  readonly braceEnd?: number | undefined;
}

interface CommentLine {
  readonly start: number;
  readonly end: number;
  /** The text once the comment sign is taken away: with one blank behind it, and without. */
  readonly tight: string;
  readonly loose: string;
}

/** Keys of which a job has at least one; prose that happens to look like a mapping has none. */
const JOB_KEYS: readonly string[] = ['type', 'component', 'trial', 'command', 'inputs', 'outputs', 'task', 'entry', 'body', 'condition', 'source', 'sink'];

/**
 * Finds jobs that are commented out as whole lines of `#`, at the job's indentation or at the start of the line, with or without a blank behind
 * the sign. What they hold, uncommented, reads as one entry at the jobs' indentation.
 */
export function findCommentedOut(text: string, place: Place): CommentedOutJob[] {
  const found: CommentedOutJob[] = [];
  for (const run of commentRuns(text, place)) {
    for (let at = 0; at < run.length; ) {
      const inBraces = (run[at]?.start ?? 0) < (place.braceEnd ?? 0);
      const job = jobAt(run, at, place.indent, 'loose', inBraces) ?? jobAt(run, at, place.indent, 'tight', inBraces);
      if (!job) {
        at++;
        continue;
      }
      found.push({ name: job.name, start: run[at]?.start ?? 0, end: run[job.last]?.end ?? 0 });
      at = job.last + 1;
    }
  }
  return found;
}

/** Runs of comment lines; a blank line does not end a run, any other line does. Goes from sign to sign, for this is asked on every key. */
function commentRuns(text: string, place: Place): CommentLine[][] {
  const runs: CommentLine[][] = [];
  // The line that holds `jobs:` itself is not looked at.
  let from = nextLine(text, place.start);
  while (from < place.end) {
    const sign = text.indexOf('#', from);
    if (sign < 0 || sign >= place.end) break;
    // A job begins with its key: what has no colon is prose, and most comments are.
    const colon = text.indexOf(':', sign);
    if (colon < 0) break;
    const below = nextLine(text, sign);
    if (colon >= below) {
      from = below;
      continue;
    }
    let at = startOfBlanks(text, sign, from);
    const run: CommentLine[] = [];
    while (at < place.end) {
      const next = nextLine(text, at);
      const end = next > at && text[next - 1] === '\n' ? (text[next - 2] === '\r' ? next - 2 : next - 1) : next;
      const line = text.slice(at, end);
      const comment = /^([ \t]*)#( ?)(.*)$/.exec(line);
      if (comment) {
        const [, before = '', blank = '', rest = ''] = comment;
        run.push({ start: at, end, loose: before + rest, tight: before + blank + rest });
      } else if (line.trim() !== '') break;
      at = next;
    }
    if (run.length > 0) runs.push(run);
    from = nextLine(text, Math.max(sign, at - 1));
  }
  return runs;
}

/** The line's start when only blanks stand in front of the sign; else the sign itself is looked at in its line, which holds more. */
function startOfBlanks(text: string, sign: number, from: number): number {
  let at = sign;
  while (at > from && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at === from || text[at - 1] === '\n' ? at : nextLine(text, sign);
}

function nextLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}

function jobAt(
  run: readonly CommentLine[],
  first: number,
  indent: number | undefined,
  variant: 'tight' | 'loose',
  inBraces: boolean,
): { name: string; last: number } | undefined {
  const header = run[first]?.[variant] ?? '';
  const column = indentOf(header);
  if (indent === undefined ? column === 0 : column !== indent) return undefined;
  if (!/^[ \t]*["']?[A-Za-z_][\w-]*["']?[ \t]*:([ \t{]|$)/.test(header)) return undefined;
  let last = first;
  for (let at = first + 1; at < run.length; at++) {
    const line = run[at]?.[variant] ?? '';
    if (line.trim() === '') continue;
    const closes = line.trim().startsWith('}') && indentOf(line) === column;
    if (indentOf(line) <= column && !closes) break;
    last = at;
    if (closes) break;
  }
  const lines = run.slice(first, last + 1).map((line) => line[variant]);
  const name = nameOfJob(inBraces ? ['{', ...lines, '}'].join('\n') : lines.join('\n'));
  return name === undefined ? undefined : { name, last };
}

function nameOfJob(text: string): string | undefined {
  const doc = readYaml(text);
  const only = doc.map?.entries.length === 1 ? doc.map.entries[0] : undefined;
  const body = asMapping(only?.value);
  return doc.readable && body && JOB_KEYS.some((key) => body.entry(key)) ? only?.name : undefined;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
