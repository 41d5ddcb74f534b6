import { spawn } from 'node:child_process';

/** How a child ended. */
export type Completion =
  | { readonly reason: 'exited'; readonly exitCode: number }
  | { readonly reason: 'killed'; readonly signal: string }
  | { readonly reason: 'timed-out' }
  | { readonly reason: 'stopped' }
  | { readonly reason: 'spawn-error'; readonly message: string };

/** How long a group may take to end by itself before it is killed. */
const GRACE_MS = 3_000;

/** A child that leads a process group of its own: `starting > started > killing > stopped`. When it ends, what it left in its group ends too. */
export abstract class ChildProcess {
  /** Its process, as soon as there is one; undefined when it could not be started. */
  readonly started: Promise<number | undefined>;
  readonly completed: Promise<Completion>;
  #state: 'starting' | 'started' | 'killing' | 'stopped' = 'starting';
  #pid: number | undefined;
  #why: 'timed-out' | 'stopped' | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #force: ReturnType<typeof setTimeout> | undefined;
  readonly #settleStarted: (pid: number | undefined) => void;
  readonly #settleCompleted: (completion: Completion) => void;

  protected constructor(timeoutMs: number | undefined) {
    const started = promise<number | undefined>();
    const completed = promise<Completion>();
    [this.started, this.#settleStarted] = [started.value, started.settle];
    [this.completed, this.#settleCompleted] = [completed.value, completed.settle];
    if (timeoutMs !== undefined) this.#timer = setTimeout(() => this.#end('timed-out'), Math.min(timeoutMs, 2 ** 31 - 1));
  }

  /** Ends the whole group: kindly, then not. */
  stop(): void {
    this.#end('stopped');
  }

  /** It runs. */
  protected begin(pid: number): void {
    this.#pid = pid;
    if (this.#state === 'starting') this.#state = 'started';
    // It was to end before it was there.
    if (this.#state === 'killing') this.#signal('SIGTERM');
    this.#settleStarted(pid);
  }

  /** It is no more, or never was. */
  protected finish(completion: Completion): void {
    if (this.#state === 'stopped') return;
    clearTimeout(this.#timer);
    clearTimeout(this.#force);
    // Whatever the job started in the background would otherwise go on without anybody knowing.
    if (process.platform !== 'win32') this.#signal('SIGKILL');
    this.#state = 'stopped';
    this.#settleStarted(this.#pid);
    this.#settleCompleted(this.#why !== undefined && completion.reason !== 'spawn-error' ? { reason: this.#why } : completion);
  }

  #end(why: 'timed-out' | 'stopped'): void {
    if (this.#state === 'killing' || this.#state === 'stopped') return;
    this.#state = 'killing';
    this.#why = why;
    this.#signal('SIGTERM');
    this.#force = setTimeout(() => this.#signal('SIGKILL'), GRACE_MS);
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const pid = this.#pid;
    if (pid === undefined) return;
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => undefined);
    else killGroup(pid, signal);
  }
}

/** Signals a process group; one that ended by itself in this moment is no failure. */
export function killGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in it.
  }
}

function promise<T>(): { readonly value: Promise<T>; readonly settle: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const value = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { value, settle };
}
