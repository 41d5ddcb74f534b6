import type { JobRun, JobStatus } from './job-run.ts';

/** "8.4 s", "3 min 4 s", "2 h 10 min". Below a tenth of a second in ms. */
export function durationText(ms: number): string {
  if (ms < 100) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The same for what goes on: whole seconds, so that it does not flicker. */
export function runningText(ms: number): string {
  return ms < 60_000 ? `${Math.max(0, Math.floor(ms / 1000))} s` : durationText(Math.floor(ms / 1000) * 1000);
}

/** What stands where a run would be: "Not run yet. Run starts all 9 jobs on this computer." */
export function notRunText(jobCount: number | undefined): string {
  return jobCount ? `Not run yet. Run starts ${jobCount === 1 ? 'its job' : `all ${jobCount} jobs`} on this computer.` : 'Not run yet.';
}

/** A clock time of today as people say it: "14:30". */
export function clockText(iso: string): string {
  const at = new Date(iso);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

/** An environment as it fits a row: `train_classifier/conda.yml`, `openmpi4.1.0-ubuntu22.04`; references as they are. */
export function shortEnvironment(label: string): string {
  const parts = label.split('/');
  const isFile = /\.(ya?ml|txt)$/i.test(label);
  return isFile ? parts.slice(-2).join('/') : label.startsWith('azureml:') ? label : (parts.at(-1) ?? label);
}

const WORDS: Readonly<Record<JobStatus, string>> = {
  queued: 'Queued',
  waiting: 'Waiting',
  environment: 'Environment',
  running: 'Running',
  asking: 'Waiting for a person',
  passed: 'Passed',
  reused: 'Reused',
  'held-back': 'Held back',
  failed: 'Failed',
  stopped: 'Stopped',
  'behind-gate': 'Waiting',
  'not-taken': 'Not taken',
  'not-run': 'Not run',
  interrupted: 'Interrupted',
};

export function statusWord(status: JobStatus): string {
  return WORDS[status];
}

/** What stands at the right of a node: a time, a count, a word. `now` is for what goes on, ms since epoch. */
export function shortStatus(run: JobRun, now: number): string {
  switch (run.status) {
    case 'passed':
      return run.durationMs === undefined ? WORDS.passed : durationText(run.durationMs);
    case 'failed':
      return run.exitCode === undefined ? WORDS.failed : `exit ${run.exitCode}`;
    case 'running':
      if (run.of !== undefined) return `${run.done ?? 0} of ${run.of}`;
      return run.startedAt === undefined ? WORDS.running : runningText(now - Date.parse(run.startedAt));
    case 'environment':
      return run.share === undefined ? WORDS.environment : `${WORDS.environment} ${Math.round(run.share * 100)} %`;
    default:
      return WORDS[run.status];
  }
}

/** How a job's run is spoken: "Passed, 8.4 seconds". */
export function spokenStatus(run: JobRun): string {
  const word = WORDS[run.status];
  if (run.status === 'behind-gate') return 'Waits behind the gate';
  if (run.status === 'running' && run.of !== undefined) return `${word}, ${run.done ?? 0} of ${run.of}`;
  if (run.status === 'failed' && run.exitCode !== undefined) return `${word}, exit code ${run.exitCode}`;
  return run.status === 'passed' && run.durationMs !== undefined ? `${word}, ${durationText(run.durationMs)}` : word;
}
