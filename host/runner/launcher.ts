import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { LaunchFile } from '../files/runs/launch-file.ts';
import { openLogFile } from '../files/runs/run-folder.ts';
import { ChildProcess } from './child-process.ts';
import { LAUNCHER, type LaunchRequest, launchScript, NOT_FOR_LAUNCHER } from './launch-script.ts';
import { describeSpawnError, SpawnedChild } from './spawned-child.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Starts jobs. A process costs its parent the more the larger the parent is, up to some 25 ms for a window's, and stops it for so long; a small shell starts jobs in
 * its place. There are as many as jobs run at the same time.
 */
export class Launcher {
  readonly #folder: string;
  readonly #env: Variables;
  readonly #idle: Shell[] = [];
  readonly #all = new Set<Shell>();

  /** `folder` is there, and is where it writes what is to be started. */
  constructor(options: { readonly folder: string; readonly env: Variables }) {
    this.#folder = options.folder;
    this.#env = Object.fromEntries(Object.entries(options.env).filter(([name]) => !NOT_FOR_LAUNCHER.includes(name)));
  }

  start(request: LaunchRequest): ChildProcess {
    if (process.platform === 'win32') return startHere(request);
    const shell = this.#idle.at(-1) ?? this.#makeShell();
    const child = shell.launch(request);
    this.#idle.pop();
    return child;
  }

  /** Lets the shells go. Jobs that run still are not ended by it. */
  close(): void {
    for (const shell of this.#all) shell.close();
    this.#all.clear();
    this.#idle.length = 0;
  }

  #makeShell(): Shell {
    const shell: Shell = new Shell(
      join(this.#folder, `launch-${this.#all.size + 1}.sh`),
      this.#env,
      () => this.#idle.push(shell),
      () => this.#idle.splice(0, this.#idle.length, ...this.#idle.filter((one) => one !== shell)),
    );
    this.#all.add(shell);
    return shell;
  }
}

/** Windows has no price on large parents, and no bash of its own. */
function startHere(request: LaunchRequest): ChildProcess {
  const log = openLogFile(request.log);
  try {
    return new SpawnedChild({
      command: 'bash',
      args: ['-c', request.command],
      cwd: request.cwd,
      env: request.env,
      logFd: log.fd,
      timeoutMs: request.timeoutMs,
    });
  } finally {
    log.close();
  }
}

/** A job that a shell has started. */
class LaunchedChild extends ChildProcess {
  constructor(timeoutMs: number | undefined) {
    super(timeoutMs);
  }

  isThere(pid: number): void {
    this.begin(pid);
  }

  hasEnded(code: number): void {
    const signal = code > 128 ? SIGNALS.get(code - 128) : undefined;
    this.finish(signal === undefined ? { reason: 'exited', exitCode: code } : { reason: 'killed', signal });
  }

  isLost(): void {
    this.finish({ reason: 'killed', signal: 'SIGKILL' });
  }

  couldNotStart(message: string): void {
    this.finish({ reason: 'spawn-error', message });
  }
}

const SIGNALS: ReadonlyMap<number, string> = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** A shell that starts one job after another. */
class Shell {
  readonly #file: LaunchFile;
  readonly #env: Variables;
  readonly #free: () => void;
  readonly #input: Duplex;
  readonly #release: () => void;
  #job: LaunchedChild | undefined;
  #said = '';

  constructor(file: string, env: Variables, free: () => void, gone: () => void) {
    this.#file = new LaunchFile(file);
    this.#env = env;
    this.#free = free;
    const child = spawn('bash', ['--noprofile', '--norc', '-c', LAUNCHER, 'sluice', file], {
      env,
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const replies = child.stdio[3] as Readable;
    this.#input = child.stdin as unknown as Duplex;
    // What was written to a shell that has gone is nobody's loss: its exit says that it has.
    this.#input.on('error', () => undefined);
    replies.on('data', (chunk) => this.#hear(String(chunk)));
    child.on('error', (error) => {
      gone();
      this.#take()?.couldNotStart(describeSpawnError('bash', error));
    });
    child.on('exit', () => {
      gone();
      this.#take()?.isLost();
    });
    this.#release = () => {
      this.#input.end();
      this.#file.close();
      child.unref();
    };
  }

  launch(request: LaunchRequest): ChildProcess {
    this.#file.write(launchScript(request, this.#env));
    const job = new LaunchedChild(request.timeoutMs);
    this.#job = job;
    this.#input.write('\n');
    return job;
  }

  close(): void {
    this.#release();
  }

  #hear(text: string): void {
    const lines = (this.#said + text).split('\n');
    this.#said = lines.pop() ?? '';
    for (const line of lines) {
      const [word, number] = line.split(' ');
      if (word === 'started') this.#job?.isThere(Number(number));
      else {
        const job = this.#take();
        this.#free();
        job?.hasEnded(Number(number));
      }
    }
  }

  #take(): LaunchedChild | undefined {
    const job = this.#job;
    this.#job = undefined;
    return job;
  }
}
