import { type ChildProcess as NodeChild, spawn } from 'node:child_process';
import { errnoOf } from '../files/file-failure.ts';

/** How a child ended. */
export type Completion =
  | { readonly reason: 'exited'; readonly exitCode: number }
  | { readonly reason: 'killed'; readonly signal: string }
  | { readonly reason: 'timed-out' }
  | { readonly reason: 'stopped' }
  | { readonly reason: 'spawn-error'; readonly message: string };

/** What to start. */
export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where stdout and stderr go. */
  readonly logFd: number;
  readonly timeoutMs?: number | undefined;
}

/** How long a group may take to end by itself before it is killed. */
const GRACE_MS = 3_000;

/** A child that leads a process group of its own: `starting > started > killing > stopped`. When it ends, what it left in its group ends too. */
export class ChildProcess {
  #state: 'starting' | 'started' | 'killing' | 'stopped' = 'starting';
  readonly completed: Promise<Completion>;
  readonly #child: NodeChild;
  #why: 'timed-out' | 'stopped' | undefined;
  #force: ReturnType<typeof setTimeout> | undefined;

  constructor(request: ChildRequest) {
    const isGroup = process.platform !== 'win32';
    this.#child = spawn(request.command, request.args, {
      cwd: request.cwd,
      env: request.env,
      stdio: ['ignore', request.logFd, request.logFd],
      detached: isGroup,
      windowsHide: true,
    });
    this.#state = this.#child.pid === undefined ? 'starting' : 'started';
    const timer = request.timeoutMs === undefined ? undefined : setTimeout(() => this.#end('timed-out'), Math.min(request.timeoutMs, 2 ** 31 - 1));
    this.completed = new Promise((settle) => {
      this.#child.on('error', (error) => {
        if (this.#child.pid !== undefined) return;
        clearTimeout(timer);
        this.#state = 'stopped';
        settle({ reason: 'spawn-error', message: errnoOf(error) === 'ENOENT' ? `${request.command} is not installed on this computer.` : error.message });
      });
      this.#child.on('exit', (exitCode, signal) => {
        clearTimeout(timer);
        clearTimeout(this.#force);
        // Whatever the job started in the background would otherwise go on without anybody knowing.
        this.#signal('SIGKILL');
        this.#state = 'stopped';
        if (this.#why !== undefined) settle({ reason: this.#why });
        else settle(exitCode === null ? { reason: 'killed', signal: signal ?? 'unknown' } : { reason: 'exited', exitCode });
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the whole group: kindly, then not. */
  stop(): void {
    this.#end('stopped');
  }

  #end(why: 'timed-out' | 'stopped'): void {
    if (this.#state === 'killing' || this.#state === 'stopped') return;
    this.#state = 'killing';
    this.#why = why;
    this.#signal('SIGTERM');
    this.#force = setTimeout(() => this.#signal('SIGKILL'), GRACE_MS);
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    if (process.platform === 'win32') {
      if (this.#state !== 'stopped') spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => undefined);
      return;
    }
    killGroup(pid, signal);
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
