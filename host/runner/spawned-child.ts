import { spawn } from 'node:child_process';
import { errnoOf } from '../files/file-failure.ts';
import { ChildProcess } from './child-process.ts';

/** What to start. */
export interface SpawnRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where stdout and stderr go. */
  readonly logFd: number;
  readonly timeoutMs?: number | undefined;
}

/** A child that is started by this process itself. */
export class SpawnedChild extends ChildProcess {
  constructor(request: SpawnRequest) {
    super(request.timeoutMs);
    const child = spawn(request.command, request.args, {
      cwd: request.cwd,
      env: request.env,
      stdio: ['ignore', request.logFd, request.logFd],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    if (child.pid !== undefined) this.begin(child.pid);
    child.on('error', (error) => {
      if (child.pid === undefined) this.finish({ reason: 'spawn-error', message: describeSpawnError(request.command, error) });
    });
    child.on('exit', (exitCode, signal) => this.finish(exitCode === null ? { reason: 'killed', signal: signal ?? 'unknown' } : { reason: 'exited', exitCode }));
  }
}

/** Why a program could not be started, as a sentence. */
export function describeSpawnError(command: string, error: Error): string {
  return errnoOf(error) === 'ENOENT' ? `${command} is not installed on this computer.` : error.message;
}
