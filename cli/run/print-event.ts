import type { RunEvent } from '#shared/runs/run-event.ts';

/** An event as a line for a person; undefined for one that needs none. */
export function printEvent(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'run-started':
      return `${event.name}: run ${event.run}, ${event.jobs.length} jobs`;
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
      return `  ${event.job}: ${event.name} ${event.value}`;
    case 'verdict':
      return event.verdict.rules
        .map(
          (rule) =>
            `  ${event.job}: ${rule.result === 'passed' ? '✓' : '✗'} ${rule.text}${rule.value === null || rule.value === undefined ? '' : ` (value ${rule.value})`}`,
        )
        .join('\n');
    case 'job-finished':
      return `  ${event.job}: ${event.result.replace('-', ' ')}${event.result === 'skipped' ? '' : ` in ${seconds(event.durationMs)}`}${event.message === undefined ? '' : `. ${event.message}`}`;
    case 'note':
      return `  Note: ${event.message}`;
    case 'run-finished':
      return `${event.result.replace('-', ' ')} in ${seconds(event.durationMs)}${event.message === undefined ? '' : `. ${event.message}`}`;
    default:
      return undefined;
  }
}

/** `320 ms`, `4.2 s`, `3 min 5 s`. */
export function seconds(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
