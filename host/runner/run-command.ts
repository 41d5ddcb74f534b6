import { spawn } from 'node:child_process';
import { fail, ok, type Result } from '#shared/base/result.ts';

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The command and all that it started are killed after this, in ms. */
  readonly timeoutMs: number;
  /** More output than this is cut off, in bytes. */
  readonly maxOutputBytes?: number;
  /** Kills the command and all that it started when it fires. */
  readonly signal?: AbortSignal | undefined;
  /** What it says, as it comes. */
  readonly onOutput?: (text: string) => void;
}

export interface CommandOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type CommandFailure =
  | { readonly reason: 'not-installed' }
  | { readonly reason: 'timed-out' }
  | { readonly reason: 'killed'; readonly signal: string }
  | { readonly reason: 'spawn-error'; readonly message: string };

/** Runs a short command to its end, without a shell: every argument arrives as it is. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<Result<CommandOutput, CommandFailure>> {
  return new Promise((settle) => {
    const isGroup = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: isGroup,
    });
    const out = collect(child.stdout, options.maxOutputBytes ?? 4 * 1024 * 1024);
    const err = collect(child.stderr, 64 * 1024);
    let isTimedOut = false;
    const end = () => {
      if (isGroup && child.pid !== undefined) killGroup(child.pid);
      else child.kill('SIGKILL');
    };
    const timer = setTimeout(() => {
      isTimedOut = true;
      end();
    }, options.timeoutMs);
    const { onOutput } = options;
    if (onOutput) for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => onOutput(chunk.toString('utf8')));
    if (options.signal?.aborted === true) end();
    options.signal?.addEventListener('abort', end);
    const settled = () => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', end);
    };
    child.on('error', (error) => {
      settled();
      settle(fail('code' in error && error.code === 'ENOENT' ? { reason: 'not-installed' } : { reason: 'spawn-error', message: error.message }));
    });
    child.on('close', (exitCode, signal) => {
      settled();
      if (isTimedOut) settle(fail({ reason: 'timed-out' }));
      else if (exitCode === null) settle(fail({ reason: 'killed', signal: signal ?? 'unknown' }));
      else settle(ok({ exitCode, stdout: out(), stderr: err() }));
    });
  });
}

/** Starts a program that goes on by itself (a browser, another shell of Sluice, a server). Resolves as soon as it runs, or with why it does not. `logFd` gets what it says. */
export function startDetached(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string | undefined>>; readonly logFd?: number } = {},
): Promise<Result<{ readonly exited: Promise<number> }, CommandFailure>> {
  const said = options.logFd ?? 'ignore';
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', said, said],
      detached: true,
      windowsHide: true,
    });
    const exited = new Promise<number>((resolve) => child.on('exit', (exitCode) => resolve(exitCode ?? 1)));
    child.on('error', (error) =>
      settle(fail('code' in error && error.code === 'ENOENT' ? { reason: 'not-installed' } : { reason: 'spawn-error', message: error.message })),
    );
    child.on('spawn', () => {
      child.unref();
      settle(ok({ exited }));
    });
  });
}

function collect(stream: NodeJS.ReadableStream, maxBytes: number): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size < maxBytes) chunks.push(chunk.subarray(0, maxBytes - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself in this moment.
  }
}
