import type { RunEvent } from '#shared/runs/run-event.ts';
import { sayDuration } from '#shared/runs/say-duration.ts';

const MOST_LINES = 12;
const SPIN = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

interface Going {
  readonly startedMs: number;
  readonly progress: string;
  readonly metric: string;
  readonly asks: boolean;
}

/** What goes on in a run, for the lines that are drawn anew on a terminal. */
export class LiveRun {
  #name = '';
  #startedMs = 0;
  #all = 0;
  readonly #done = new Set<string>();
  readonly #planned = new Set<string>();
  readonly #jobs = new Map<string, Going>();
  readonly #environments = new Map<string, { readonly startedMs: number; readonly step: string }>();

  /** Takes an event in. */
  take(event: RunEvent): void {
    const at = Date.parse(event.at);
    switch (event.type) {
      case 'run-started':
        this.#name = event.name;
        this.#startedMs = at;
        this.#all = event.jobs.length;
        for (const { id } of event.jobs) this.#planned.add(id);
        break;
      case 'environment-started':
        this.#environments.set(event.environment, { startedMs: at, step: '' });
        break;
      case 'environment-progress': {
        const known = this.#environments.get(event.environment);
        const share = event.share === undefined ? '' : ` ${Math.round(event.share * 100)} %`;
        if (known) this.#environments.set(event.environment, { ...known, step: `${event.step}${share}` });
        break;
      }
      case 'environment-finished':
        this.#environments.delete(event.environment);
        break;
      case 'job-started':
        this.#jobs.set(event.job, { startedMs: at, progress: '', metric: '', asks: false });
        break;
      case 'job-progress':
        this.#change(event.job, { progress: `${event.done} of ${event.of}` });
        break;
      case 'metric':
        this.#change(event.job, { metric: `${event.name} ${Number(event.value.toPrecision(5))}` });
        break;
      case 'approval-asked':
        this.#change(event.job, { asks: true });
        break;
      case 'job-reused':
      case 'job-finished':
        this.#jobs.delete(event.job);
        if (this.#planned.has(event.job)) this.#done.add(event.job);
        break;
      case 'run-finished':
        this.#jobs.clear();
        this.#environments.clear();
        break;
      default:
    }
  }

  /** The lines at this moment, none longer than `width`: a head, then one for each environment that is built and each job that runs. */
  lines(nowMs: number, width: number): readonly string[] {
    const going = this.#jobs.size + this.#environments.size;
    if (going === 0) return [];
    const spin = SPIN[Math.floor(nowMs / 100) % SPIN.length] ?? '';
    const since = (startedMs: number) =>
      sayDuration(Math.max(0, Math.floor((nowMs - startedMs) / 1000) * 1000))
        .replace(/\.0 s$/, ' s')
        .replace(/^0 ms$/, '0 s');
    const rows = [
      ...[...this.#environments].map(([name, { startedMs, step }]) => [`${spin} environment ${name}`, since(startedMs), step]),
      ...[...this.#jobs].map(([id, { startedMs, progress, metric, asks }]) => [
        `${asks ? '?' : spin} ${id}`,
        asks ? 'waits for a person' : since(startedMs),
        progress,
        metric,
      ]),
    ];
    const shown = rows.length > MOST_LINES ? rows.slice(0, MOST_LINES - 1) : rows;
    const more = rows.length > shown.length ? [`  and ${rows.length - shown.length} more`] : [];
    const head = `${this.#name}  ${this.#done.size} of ${this.#all} jobs  ${since(this.#startedMs)}`;
    return [head, ...shown.map((row) => `  ${row.filter((part) => part !== '').join('  ')}`), ...more].map((line) => cut(line, width));
  }

  #change(job: string, more: Partial<Going>): void {
    const known = this.#jobs.get(job);
    if (known) this.#jobs.set(job, { ...known, ...more });
  }
}

function cut(line: string, width: number): string {
  const characters = [...line];
  return characters.length <= width ? line : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
