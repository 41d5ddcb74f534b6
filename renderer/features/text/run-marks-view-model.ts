import type { JobRun, JobStatus } from '#renderer/state/runs/job-run.ts';
import { durationText, runningText, spokenStatus } from '#renderer/state/runs/run-words.ts';

/** What stands behind the key of a job, in which colour, and what the glyph says when it is pointed at. */
export interface RunMark {
  readonly status: JobStatus;
  readonly after: string | undefined;
  readonly tone: 'passed' | 'failed' | 'plain';
  readonly hover: string;
}

const MOST = 90;

/** Run facts after the key of a job: "8.4 s, roc_auc 0.8402". `now` is for what goes on. */
export function runMarkOf(run: JobRun, isChanged: boolean, how: { readonly isSimulated: boolean; readonly isReplay: boolean }, now: number): RunMark {
  const facts = how.isReplay && run.status === 'running' ? ['running'] : factsOf(run, now);
  const parts = [...(how.isSimulated ? ['simulated'] : []), ...(isChanged && facts.length > 0 ? ['changed since'] : []), ...facts];
  const text = parts.join(', ');
  return {
    status: run.status,
    after: text === '' ? undefined : text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text,
    tone: isChanged ? 'plain' : run.status === 'failed' ? 'failed' : 'plain',
    hover: [spokenStatus(run), run.message ?? run.why].filter((part) => part !== undefined).join('. '),
  };
}

function factsOf(run: JobRun, now: number): string[] {
  const note = run.note === undefined ? [] : [run.note];
  switch (run.status) {
    case 'passed':
      return [...(run.durationMs === undefined ? [] : [durationText(run.durationMs)]), ...note];
    case 'reused':
      return ['reused', ...note];
    case 'running':
      if (run.of !== undefined) return [`${run.done ?? 0} of ${run.of}`, ...note];
      return [...(run.startedAt === undefined ? [] : [runningText(now - Date.parse(run.startedAt))]), ...note];
    case 'failed':
      return [plain(run.cause ?? run.message ?? 'failed')];
    case 'environment':
      return [run.share === undefined ? 'environment is being built' : `environment ${Math.round(run.share * 100)} %`];
    case 'stopped':
    case 'interrupted':
      return [run.status];
    case 'asking':
      return ['waits for a person'];
    default:
      return [];
  }
}

/** Text behind a line is never set in two faces. */
function plain(sentence: string): string {
  return sentence.replace(/`/g, '').replace(/\.$/, '').split('\n')[0] ?? '';
}
