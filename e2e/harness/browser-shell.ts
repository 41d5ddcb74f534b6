import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.ts';

/** `sluice open --browser` as a process of its own, with a profile of its own. */
export class BrowserShell {
  private constructor(
    readonly process: ChildProcess,
    /** With the one-time token in its fragment. */
    readonly url: string,
  ) {}

  /** Starts it and waits for its line on stdout. */
  static async start(target: string, profile: string, env: Readonly<Record<string, string>> = {}): Promise<BrowserShell> {
    const child = spawn(process.execPath, [path.join(root, 'bin', 'sluice.mjs'), 'open', target, '--browser', '--no-launch'], {
      env: { ...process.env, SLUICE_PROFILE: profile, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        said += chunk;
        const line = /^Sluice is at (\S+)$/m.exec(said)?.[1];
        if (line) resolve(line);
      });
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      child.on('exit', (code) => reject(new Error(`sluice open ended with ${code}: ${said}`)));
    });
    return new BrowserShell(child, url);
  }

  /** Ends it as Ctrl+C does, or as a crash does. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await gone;
  }
}
