import type { ShownRun } from '#renderer/state/runs/shown-run.ts';

export interface StoppedLine {
  readonly icon: 'circle-x' | 'circle-dashed' | 'recycle';
  /** With names between backticks. */
  readonly text: string;
  readonly detail: string;
}

/** What a failure stopped, and what is kept: other failures, jobs that did not run, jobs that will be reused. */
export function whatItStopped(run: Pick<ShownRun, 'jobs'>, job: string): readonly StoppedLine[] {
  const all = [...run.jobs.values()];
  const failed = all.filter((each) => each.status === 'failed' && each.job !== job).map((each) => each.job);
  const left = all.filter((each) => each.status === 'not-run' || each.status === 'waiting' || each.status === 'stopped').map((each) => each.job);
  const kept = all.filter((each) => each.status === 'passed' || each.status === 'reused').map((each) => each.job);
  const lines: StoppedLine[] = [];
  if (failed.length > 0) lines.push({ icon: 'circle-x', text: listed(failed), detail: 'failed too' });
  if (left.length > 0) lines.push({ icon: 'circle-dashed', text: listed(left), detail: 'not run' });
  if (kept.length > 0) lines.push({ icon: 'recycle', text: listed(kept), detail: 'kept, will be reused' });
  return lines;
}

/** "`evaluate` and 5 more", "`prepare`, `split`". */
function listed(names: readonly string[]): string {
  if (names.length <= 3) return names.map((name) => `\`${name}\``).join(', ');
  return `\`${names[0]}\` and ${names.length - 1} more`;
}
