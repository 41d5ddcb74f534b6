import type { RunEvent } from '#shared/runs/run-event.ts';
import { LiveRun } from './live-lines.ts';
import { printEvent } from './print-event.ts';

const DRAW_EVERY_MS = 120;
/** What the lines below say already. */
const SHOWN_LIVE: ReadonlySet<RunEvent['type']> = new Set(['job-started', 'environment-started', 'metric', 'approval-asked']);

/** What happens in a run, on a terminal: what has ended scrolls up, what goes on stands below and is drawn anew. */
export class LiveDisplay {
  readonly #out: (text: string) => void;
  readonly #width: () => number;
  readonly #now: () => number;
  readonly #run = new LiveRun();
  readonly #kept: string[] = [];
  readonly #timer: ReturnType<typeof setInterval>;
  #drawn = 0;
  #isPaused = false;

  constructor(out: (text: string) => void, width: () => number, now: () => number = Date.now) {
    this.#out = out;
    this.#width = width;
    this.#now = now;
    this.#timer = setInterval(() => this.#draw(''), DRAW_EVERY_MS);
  }

  /** Shows an event. */
  show(event: RunEvent): void {
    this.#run.take(event);
    const line = SHOWN_LIVE.has(event.type) ? undefined : printEvent(event);
    if (line === undefined || line === '') return;
    const text = `${paint(line, event)}\n`;
    if (this.#isPaused) this.#kept.push(text);
    else this.#draw(text);
  }

  /** Leaves the terminal to a question; what happens meanwhile is shown afterwards. */
  pause(): void {
    this.#draw('', []);
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#draw(this.#kept.splice(0).join(''));
  }

  /** Takes the moving lines away. */
  close(): void {
    clearInterval(this.#timer);
    this.#isPaused = false;
    this.#draw(this.#kept.splice(0).join(''), []);
  }

  #draw(above: string, lines = this.#run.lines(this.#now(), this.#width() - 1)): void {
    if (this.#isPaused || (above === '' && lines.length === 0 && this.#drawn === 0)) return;
    // Back to the first of the moving lines, and everything from there on anew.
    const back = this.#drawn === 0 ? '' : `\u001b[${this.#drawn}A\r\u001b[J`;
    this.#out(`${back}${above}${lines.map((line) => `\u001b[2m${line}\u001b[0m\n`).join('')}`);
    this.#drawn = lines.length;
  }
}

/** Shows a run that is over already, as it would stand there at the end. */
export function showAtOnce(events: readonly RunEvent[], out: (text: string) => void): void {
  const lines = events.flatMap((event) => {
    const line = SHOWN_LIVE.has(event.type) ? undefined : printEvent(event);
    return line === undefined || line === '' ? [] : [`${paint(line, event)}\n`];
  });
  out(lines.join(''));
}

const COLOURS = { passed: 32, 'held-back': 33, failed: 31, stopped: 90, skipped: 90 } as const;

function paint(line: string, event: RunEvent): string {
  if (event.type !== 'job-finished' && event.type !== 'run-finished') return event.type === 'job-reused' ? `\u001b[90m${line}\u001b[0m` : line;
  return `\u001b[${COLOURS[event.result]}m${line}\u001b[0m`;
}
