import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { errnoOf } from '#host/files/file-failure.ts';
import { cleanUpInterrupted } from '#host/runner/find-runs.ts';
import type { Recognition } from '#host/runner/keep-manifest.ts';
import type { PlannedFile } from '#host/runner/plan-file.ts';
import { describeStartFailure } from '#host/runner/run-failure.ts';
import { runPipeline } from '#host/runner/run-pipeline.ts';
import type { RunEvent, RunResult } from '#shared/runs/run-event.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { LiveDisplay } from './live-display.ts';
import { printEvent } from './print-event.ts';
import { sendWhile } from './send-while.ts';

const EXIT_OF: Readonly<Record<RunResult, number>> = { passed: EXIT.done, 'held-back': EXIT.heldBack, failed: EXIT.no, stopped: EXIT.cancelled };
const WIDTH = 80;

/** What a call asks for besides the file. */
export interface ExecuteHow {
  readonly sets: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
  readonly selection: Selection;
  readonly parallel: number | undefined;
}

/** Runs a plan and shows what happens; the result is the exit code. */
export async function execute(planned: PlannedFile, how: ExecuteHow, args: VerbArgs, context: VerbContext, known?: Recognition): Promise<number> {
  cleanUpInterrupted(planned.root);
  const appRoot = await findAppRoot(dirname(fileURLToPath(import.meta.url)));
  const isTracked = !args.has('no-tracking');
  const options = { appRoot, ...planned, ...how, force: args.has('force'), python: args.value('python'), env: context.env, isTracked, known };
  try {
    return await showing(args, context, planned.root, (signal, onEvent) =>
      isTracked ? sendWhile(planned.root, appRoot, context, () => runPipeline({ ...options, signal, onEvent })) : runPipeline({ ...options, signal, onEvent }),
    );
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    context.err(`${describeStartFailure(error, planned.root)}\n`);
    return EXIT.usage;
  }
}

/** Shows the events of a run as the call wants them, stops it when asked to, and says how it ended by the exit code. Questions of its jobs are asked where `asksFor` names its project. */
export async function showing(
  args: VerbArgs,
  context: VerbContext,
  asksFor: string | undefined,
  run: (signal: AbortSignal, onEvent: (event: RunEvent) => void) => Promise<{ readonly result: RunResult }>,
): Promise<number> {
  const control = new AbortController();
  const stop = () => control.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  const live = args.has('json') || !context.isTerminal ? undefined : new LiveDisplay(context.out, () => process.stdout.columns || WIDTH);
  const questions = live !== undefined && asksFor !== undefined && process.stdin.isTTY ? new Questions(asksFor, live, context) : undefined;
  try {
    const { result } = await run(control.signal, (event) => {
      if (live) live.show(event);
      else {
        const line = args.has('json') ? JSON.stringify(event) : printEvent(event);
        if (line !== undefined && line !== '') context.out(`${line}\n`);
      }
      questions?.take(event);
    });
    return EXIT_OF[result];
  } finally {
    questions?.close();
    live?.close();
    for (const signal of signals) process.removeListener(signal, stop);
  }
}

/** Asks the person at the terminal what jobs want to know, one question after the other. */
class Questions {
  readonly #root: string;
  readonly #live: LiveDisplay;
  readonly #context: VerbContext;
  readonly #open = new Map<string, AbortController>();
  #before: Promise<void> = Promise.resolve();

  constructor(root: string, live: LiveDisplay, context: VerbContext) {
    this.#root = root;
    this.#live = live;
    this.#context = context;
  }

  take(event: RunEvent): void {
    if (event.type === 'job-finished' || event.type === 'approval-answered') this.#open.get(event.job)?.abort();
    if (event.type !== 'approval-asked') return;
    const control = new AbortController();
    this.#open.set(event.job, control);
    this.#before = this.#before.then(async () => {
      if (control.signal.aborted) return;
      this.#live.pause();
      const { askApproval } = await import('./ask-approval.ts');
      await askApproval(event, this.#root, this.#context.err, control.signal);
      this.#live.resume();
    });
  }

  close(): void {
    for (const control of this.#open.values()) control.abort();
  }
}
