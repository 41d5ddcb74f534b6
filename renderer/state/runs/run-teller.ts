import type { HostApi } from '#shared/contract/types.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { Announcer } from '../window/announcer.store.ts';
import { durationText } from './run-words.ts';
import type { ShownRun } from './shown-run.ts';

/** Says what happens in a run: verdicts, failures, questions and the end; of jobs that pass only when there are few. */
export class RunTeller {
  readonly #announcer: Announcer;
  readonly #host: HostApi;
  /** As the desktop says; a page in a browser knows it itself. */
  #isLookedAt: boolean | undefined;

  constructor(announcer: Announcer, host: HostApi) {
    this.#announcer = announcer;
    this.#host = host;
    host.on('window.state', ({ isFocused }) => {
      this.#isLookedAt = isFocused;
    });
  }

  tell(shown: ShownRun, added: readonly RunEvent[]): void {
    const said = added.flatMap((event) => sentenceOf(event, shown) ?? []);
    if (said.length > 0) this.#announcer.announce(said.slice(-4).join(' '));
    // Who looks at the window sees it.
    if (this.#isLookedAt ?? document.hasFocus()) return;
    const told = added.find((event) => event.type === 'approval-asked') ?? added.find((event) => event.type === 'run-finished');
    if (told?.type === 'approval-asked') void this.#notify(`Run ${shown.number} waits for you`, `${told.job}: ${told.question}`, 'gate.approve');
    else if (told) void this.#notify(shown.summary.name, runSentence(shown).replace(/`/g, ''));
  }

  /** The system's notification; in a browser the page's own, where the user has let it. */
  async #notify(title: string, body: string, command?: string): Promise<void> {
    const answer = await this.#host.window.notify({ title, body, ...(command === undefined ? {} : { command }) });
    if (answer.ok || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
    const notification = new Notification(title, { body });
    notification.onclick = () => window.focus();
  }
}

/** Many jobs would drown what matters. */
const FEW_JOBS = 30;

function sentenceOf(event: RunEvent, shown: ShownRun): string | undefined {
  const isQuiet = shown.jobs.size > FEW_JOBS;
  switch (event.type) {
    case 'run-started':
      return `Run ${shown.number} started.`;
    case 'environment-started':
      return `Environment ${event.environment} is being built.`;
    case 'environment-finished':
      return event.result === 'failed' ? (event.message ?? `Environment ${event.environment} could not be built.`) : undefined;
    case 'job-reused':
      return isQuiet || event.job.includes('[') ? undefined : `${event.job} reused.`;
    case 'approval-asked':
      return `${event.job} waits for a person: ${event.question}`;
    case 'job-finished':
      if (event.job.includes('[') || event.result === 'skipped') return undefined;
      if (event.result === 'failed') return event.message ?? `${event.job} failed.`;
      if (event.result === 'held-back') return `${event.job} held back.`;
      return isQuiet || event.result !== 'passed' ? undefined : `${event.job} passed, ${durationText(event.durationMs)}.`;
    case 'run-finished':
      return event.message === undefined || isOfEnvironments(shown) ? runSentence(shown) : `${runSentence(shown)} ${event.message}`;
    default:
      return undefined;
  }
}

/** Nothing but environments was asked for, and all of them are there. */
function isOfEnvironments({ result, jobs, environments }: Pick<ShownRun, 'result' | 'jobs' | 'environments'>): boolean {
  return result === 'passed' && jobs.size === 0 && environments.length > 0;
}

/** "Run 18 was held back by `quality_gate` after 3 min 19 s." */
export function runSentence(shown: Pick<ShownRun, 'number' | 'result' | 'durationMs' | 'jobs' | 'environments'>): string {
  const after = shown.durationMs === undefined ? '' : ` after ${durationText(shown.durationMs)}`;
  const named = (status: 'held-back' | 'failed') => [...shown.jobs.values()].find((job) => job.status === status)?.job;
  switch (shown.result) {
    case 'passed':
      if (isOfEnvironments(shown))
        return `Run ${shown.number}: ${shown.environments.length === 1 ? 'the environment is' : `${shown.environments.length} environments are`} ready${after}.`;
      return `Run ${shown.number} passed${after}.`;
    case 'held-back': {
      const gate = named('held-back');
      return `Run ${shown.number} was held back${gate === undefined ? '' : ` by \`${gate}\``}${after}.`;
    }
    case 'failed': {
      const job = named('failed');
      return `Run ${shown.number} failed${job === undefined ? '' : ` at \`${job}\``}${after}.`;
    }
    case 'stopped': {
      const stopped = [...shown.jobs.values()].filter((job) => job.status === 'stopped');
      const at = stopped.length === 1 ? ` at \`${stopped[0]?.job}\`` : '';
      return `Run ${shown.number} was stopped${at}${after}.`;
    }
    case 'interrupted':
      return `Run ${shown.number} was interrupted: Sluice or the computer ended before it did.`;
    case 'running':
      return `Run ${shown.number} is running.`;
  }
}
