import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fail, ok, type Result } from '#shared/base/result.ts';

/** A program that answers a line with a line, for as long as it is asked. It ends with us: its input does. */
export class LineTalk {
  readonly #child: ChildProcessWithoutNullStreams;
  #said = '';
  #complained = '';
  #waiting: ((answer: Result<string, string>) => void) | undefined;
  #ended: string | undefined;

  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    this.#child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    this.#child.stdout.on('data', (chunk) => this.#hear(String(chunk)));
    this.#child.stderr.on('data', (chunk) => {
      this.#complained = `${this.#complained}${chunk}`.slice(-8_000);
    });
    // What was written to a program that has gone is told by its end.
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', (error) => this.#end(error.message));
    this.#child.on('close', (code) => this.#end(this.#complained.trim() || `it ended with exit code ${code}`));
  }

  /** The answer to a line; the failure is what the program complained about. One at a time. */
  ask(line: string, timeoutMs: number): Promise<Result<string, string>> {
    if (this.#ended !== undefined) return Promise.resolve(fail(this.#ended));
    return new Promise((settle) => {
      const timer = setTimeout(() => {
        this.#child.kill('SIGKILL');
        this.#answer(fail(`it did not answer within ${Math.round(timeoutMs / 1000)} s`));
      }, timeoutMs);
      this.#waiting = (answer) => {
        clearTimeout(timer);
        settle(answer);
      };
      this.#child.stdin.write(`${line}\n`);
    });
  }

  close(): void {
    this.#child.stdin.end();
    this.#child.kill('SIGTERM');
  }

  #hear(text: string): void {
    this.#said += text;
    const end = this.#said.indexOf('\n');
    if (end < 0) return;
    const line = this.#said.slice(0, end);
    this.#said = this.#said.slice(end + 1);
    this.#answer(ok(line));
  }

  #end(why: string): void {
    this.#ended ??= why;
    this.#answer(fail(this.#ended));
  }

  #answer(answer: Result<string, string>): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(answer);
  }
}
