import { formatNumber, sayResult } from '#shared/gates/say-verdict.ts';
import { sayDuration } from '../say-duration.ts';
import type { ComparedSide, Part, RunComparison, TextRow } from './comparison.ts';

const CONTEXT = 2;
/** More differences of one kind than these are not read by anybody. */
const MOST = 24;

/** What differs between two runs, for a person: the largest question first, then the lines of the file. */
export function printComparison(found: RunComparison): string {
  const lines = [`  ${sayRun(found.a)}`, `→ ${sayRun(found.b)}`];
  const section = <T>(title: string, part: Part<T>, say: (change: T) => readonly string[]) => {
    if (part.changes.length === 0) return;
    const shown = part.changes.slice(0, MOST);
    const more = part.changes.length > MOST ? [`  and ${part.changes.length - MOST} more`] : [];
    lines.push('', `${title}  ${part.changes.length} of ${part.of}`, ...shown.flatMap((change) => say(change).map((line) => `  ${line}`)), ...more);
  };
  section('Verdicts', found.verdicts, (change) => [
    `${change.job}: ${change.a === undefined ? 'not judged' : sayResult(change.a)} → ${change.b === undefined ? 'not judged' : sayResult(change.b)}`,
    ...change.rules.map(({ text, a, b }) => `  ${text}: ${sayRow(a)} → ${sayRow(b)}`),
  ]);
  const width = Math.max(0, ...found.metrics.changes.slice(0, MOST).map((change) => nameOf(change).length));
  section('Metrics', found.metrics, (change) => {
    const difference = change.difference === undefined ? '' : `  ${change.difference > 0 ? '+' : ''}${formatNumber(change.difference)}`;
    return [`${nameOf(change).padEnd(width)}  ${sayNumber(change.a)} → ${sayNumber(change.b)}${difference}${change.is === undefined ? '' : `  ${change.is}`}`];
  });
  section('Parameters', found.parameters, (change) => [`${change.name}: ${change.a ?? 'not set'} → ${change.b ?? 'not set'}`]);
  section('Jobs', found.jobs, (change) => [
    `${SIGNS[change.change]} ${change.job}${change.keys.length === 0 ? '' : `: ${change.keys.join(', ')}`}${change.change === 'moved' ? ', only moved' : ''}`,
  ]);
  section('Data', found.data, ({ a, b, readers }) => [
    a === undefined || b === undefined || a.path !== b.path
      ? `${readers.join(', ')}: ${a?.path ?? 'nothing'} → ${b?.path ?? 'nothing'}`
      : `${a.path}: other content (${short(a.hash)} → ${short(b.hash)}), read by ${readers.join(', ')}`,
  ]);
  section('Code', found.code, (change) => [
    change.what === 'code'
      ? `${change.name}: ${change.files.length === 0 ? `${short(change.a)} → ${short(change.b)}` : change.files.map((file) => `${file.name} ${file.change}`).join(', ')}, of ${change.jobs.join(', ')}`
      : `${change.name}: ${change.a.split('\n').join(' ')} → ${change.b.split('\n').join(' ')}`,
  ]);
  section('Environments', found.environments, (change) => [
    `${change.a === change.b ? change.b : `${change.a} → ${change.b}`}, of ${change.jobs.join(', ')}`,
    ...change.packages.map((one) => `  ${one.name}: ${sayVersion(one.a)} → ${sayVersion(one.b)}`),
  ]);
  section('Outcomes', found.outcomes, (change) => [`${change.task}: ${sayStatus(change.a)} → ${sayStatus(change.b)}`]);
  const { added, removed, moved } = found.text;
  if (added + removed + moved > 0) {
    const counts = [`${added} lines added`, `${removed} removed`, ...(moved > 0 ? [`${moved} moved`] : [])];
    lines.push('', `${found.b.file}  ${counts.join(', ')}`, ...printRows(found.text.rows));
  }
  lines.push('', saySame(found));
  return `${lines.join('\n')}\n`;
}

const SIGNS = { added: '+', removed: '−', changed: '~', moved: '↕' } as const;

function sayRun(side: ComparedSide): string {
  const number = side.number === undefined ? '' : `run ${side.number}, `;
  const took = side.durationMs === undefined ? '' : ` in ${sayDuration(side.durationMs)}`;
  const headline = side.headline === undefined ? '' : `, ${side.headline}`;
  return `${side.run}  ${number}${side.result.replace('-', ' ')}${took}${side.simulated ? ' (simulated)' : ''}${headline}`;
}

function nameOf({ job, name }: { readonly job: string; readonly name: string }): string {
  return `${job}.${name}`;
}

function sayNumber(value: number | undefined): string {
  return value === undefined ? 'none' : formatNumber(value);
}

function sayRow(row: { readonly result: Parameters<typeof sayResult>[0]; readonly value: number | null } | undefined): string {
  if (row === undefined) return 'not a rule';
  return `${sayResult(row.result)}${row.value === null ? '' : ` (${formatNumber(row.value)})`}`;
}

function sayVersion(version: string | undefined): string {
  return version === undefined ? 'not in it' : version === '' ? 'any' : version;
}

function sayStatus(status: string | undefined): string {
  return status === undefined ? 'not there' : status.replace('-', ' ');
}

function short(hash: string): string {
  return hash === '' ? 'none' : hash.slice(0, 7);
}

/** Lines that changed with a little of what stands around them. */
function printRows(rows: readonly TextRow[]): readonly string[] {
  const isNear = (at: number) => rows.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((row) => row.kind !== 'same');
  const lines: string[] = [];
  let isFolded = false;
  rows.forEach((row, at) => {
    if (row.kind === 'same' && !isNear(at)) {
      if (!isFolded) lines.push('  …');
      isFolded = true;
      return;
    }
    isFolded = false;
    if (row.kind === 'moved')
      lines.push(`  ↕ ${row.job}, ${row.lines} lines, moved ${row.at === 'left' ? `to line ${row.right}` : `here from line ${row.left}`}, not changed`);
    else lines.push(`  ${row.kind === 'added' ? '+' : row.kind === 'removed' ? '-' : ' '} ${row.text}`.trimEnd());
  });
  return lines;
}

function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what.replace(/s$/, '') : what}`;
}

function saySame(found: RunComparison): string {
  const parts: readonly (readonly [string, Part<unknown>])[] = [
    ['metrics', found.metrics],
    ['parameters', found.parameters],
    ['jobs', found.jobs],
    ['data', found.data],
    ['code', found.code],
    ['environments', found.environments],
  ];
  const same = parts.flatMap(([what, { changes, of }]) => (of > changes.length ? [counted(of - changes.length, what)] : []));
  return same.length === 0 ? 'Nothing is the same in both.' : `Same in both: ${same.join(', ')}.`;
}
