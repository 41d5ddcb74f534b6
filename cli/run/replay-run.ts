import { readRunEvents } from '#host/files/runs/run-folder.ts';
import { pauseFor } from '#host/runner/pause.ts';
import type { RunResult } from '#shared/runs/run-event.ts';
import { replay } from '#shared/runs/simulate/replay.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { showing } from './execute.ts';
import { namedRun } from './named-run.ts';

const LONGEST_PAUSE_MS = 5_000;

/** `sluice replay RUN [--speed N] [--json]`. The exit code says whether it was shown, not how the run ended. */
export async function replayRun(args: VerbArgs, context: VerbContext): Promise<number> {
  const speed = args.value('speed') === undefined ? 1 : Number(args.value('speed'));
  if (!(speed > 0)) {
    context.err('--speed is a number: 60 shows a minute in a second.\n');
    return EXIT.usage;
  }
  const found = namedRun(args.words[0] ?? '', context);
  if (!found) return EXIT.usage;
  context.err(`A replay of run ${found.state.run}: nothing is executed.\n`);
  const exit = await showing(args, context, undefined, async (signal, onEvent) => {
    let result: RunResult = 'passed';
    const shift = Date.now();
    for (const { event, delayMs } of replay(readRunEvents(found.root, found.state.run), speed, LONGEST_PAUSE_MS)) {
      await pauseFor(delayMs, signal);
      if (signal.aborted) return { result: 'stopped' };
      // The moving lines count from when it is shown; JSON keeps the times as they were.
      onEvent(args.has('json') ? event : { ...event, at: new Date(Math.max(shift, Date.now())).toISOString() });
      if (event.type === 'run-finished') result = event.result;
    }
    return { result };
  });
  return exit === EXIT.cancelled ? EXIT.cancelled : EXIT.done;
}
