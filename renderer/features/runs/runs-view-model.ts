import { clockText, durationText } from '#renderer/state/runs/run-words.ts';
import type { StatusLook } from '#renderer/ui/status-icon.tsx';
import type { RunSummary } from '#shared/contract/run-summary.ts';

/** The icon of a whole run. */
export function lookOfRun(result: RunSummary['result']): StatusLook {
  return result;
}

const RESULTS: Readonly<Record<RunSummary['result'], string>> = {
  running: 'Running',
  passed: 'Passed',
  'held-back': 'Held back',
  failed: 'Failed',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
};

/** "Held back, 3 min 19 s, 5 of 9 jobs". */
export function describeRun(run: RunSummary): string {
  const { counts } = run;
  const done = counts.passed + counts.reused + counts['held-back'];
  const all = Object.values(counts).reduce((total, count) => total + count, 0);
  const isOfEnvironments = run.asked === 'environments only';
  const parts = [isOfEnvironments && run.result === 'passed' ? 'Environments built' : RESULTS[run.result]];
  if (run.durationMs !== undefined) parts.push(durationText(run.durationMs));
  if (isOfEnvironments) return parts.join(', ');
  parts.push(done === all ? (all === 1 ? '1 job' : `${all} jobs`) : `${done} of ${all} jobs`);
  if (counts.reused > 0) parts.push(`${counts.reused} reused`);
  if (run.asked !== 'all') parts.push(run.asked);
  return parts.join(', ');
}

/** "learning_rate 0.2, data ./other.csv": the values that a run was given, in few words. */
export function saySets(sets: Readonly<Record<string, string>>): string {
  return Object.entries(sets)
    .map(([name, value]) => `${name} ${value.length > 40 ? `${value.slice(0, 39)}…` : value}`)
    .join(', ');
}

/** "14:30" today, "yesterday 14:30", "12 Nov 14:30". */
export function whenRun(iso: string | undefined, now: Date): string {
  if (iso === undefined) return '';
  const at = new Date(iso);
  const day = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((day(now) - day(at)) / 86_400_000);
  if (days === 0) return clockText(iso);
  if (days === 1) return `yesterday ${clockText(iso)}`;
  return `${at.getDate()} ${at.toLocaleString('en', { month: 'short' })} ${clockText(iso)}`;
}
