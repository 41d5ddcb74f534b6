import { formatNumber } from '#shared/gates/say-verdict.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { sayDuration } from '#shared/runs/say-duration.ts';

/** An event as a line for a person; undefined for one that needs none. */
export function printEvent(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'run-started':
      return `${event.name}: run ${event.run}, ${event.jobs.length} ${event.jobs.length === 1 ? 'job' : 'jobs'}${event.simulated ? ', simulated: nothing is executed' : ''}`;
    case 'environment-started':
      return `  environment ${event.environment}: being built`;
    case 'environment-finished':
      return [
        `  environment ${event.environment}: ${event.result}${event.message === undefined ? '' : `. ${event.message}`}`,
        ...event.notes.map((note) => `  Note: ${note}`),
      ].join('\n');
    case 'job-started':
      return `  ${event.job}: started (${event.why})`;
    case 'job-reused':
      return `  ${event.job}: reused, ${event.why}${event.result === 'held-back' ? '. It holds back what waits for it' : ''}`;
    case 'metric':
      return `  ${event.job}: ${event.name} ${formatNumber(event.value)}`;
    case 'verdict':
      return event.verdict.rules
        .map(
          (rule) =>
            `  ${event.job}: ${rule.result === 'passed' ? '✓' : '✗'} ${rule.text}${rule.value === null || rule.value === undefined ? '' : ` (value ${formatNumber(rule.value)})`}`,
        )
        .join('\n');
    case 'approval-asked':
      return `  ${event.job}: asks a person: ${event.question}\n    Answer with: sluice approve ${event.run} ${event.job} [--hold-back --why TEXT]`;
    case 'approval-answered':
      return `  ${event.job}: ${event.answer === 'approved' ? 'approved' : 'held back'} by ${event.who}${event.why === '' ? '' : `: ${event.why}`}`;
    case 'job-finished':
      // Who asks for a part knows what is no part of it.
      if (event.reason === 'not-asked-for' && event.message === `\`${event.job}\` was not asked for.`) return undefined;
      return `  ${event.job}: ${event.result.replace('-', ' ')}${event.result === 'skipped' ? '' : ` in ${sayDuration(event.durationMs)}`}${sayMessage(event)}${sayCause(event)}`;
    case 'note':
      return `  Note: ${event.message}`;
    case 'run-finished':
      return `${event.result.replace('-', ' ')} in ${sayDuration(event.durationMs)}${event.message === undefined ? '' : `. ${event.message}`}`;
    default:
      return undefined;
  }
}

/** Why an environment was not built stands with the environment, whole. */
function sayMessage({ message, reason }: Extract<RunEvent, { type: 'job-finished' }>): string {
  if (message === undefined) return '';
  return `. ${reason === 'environment-failed' ? 'Its environment could not be built.' : message}`;
}

/** The likely cause, with the line that an editor's terminal makes a link of. */
function sayCause({ cause, job }: Extract<RunEvent, { type: 'job-finished' }>): string {
  // Of trials it is said once, with their sweep.
  if (cause === undefined || job.endsWith(']')) return '';
  const place = cause.place === undefined ? '' : `\n    ${cause.place.path}:${cause.place.line}`;
  return `\n    Likely cause: ${cause.message} ${cause.explanation}${place}`;
}
