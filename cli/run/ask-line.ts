import { createInterface } from 'node:readline';

/** Asks the person at the terminal; undefined when there is no answer any more (end of input, or `signal`). Ctrl+C goes to the run. */
export function askLine(question: string, signal?: AbortSignal): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((settle) => {
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    lines.on('close', () => settle(undefined));
    signal?.addEventListener('abort', () => lines.close());
    lines.question(question, (answer) => {
      settle(answer);
      lines.close();
    });
  });
}
