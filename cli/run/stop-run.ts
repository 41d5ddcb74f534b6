import { askToStop } from '#host/runner/stop-requests.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { namedRun } from './named-run.ts';

/** `sluice stop RUN [JOB] [--json]`: exit 0 when the run was asked, it says itself how it ends. */
export function stopRun(args: VerbArgs, context: VerbContext): number {
  const [name = '', job] = args.words;
  const found = namedRun(name, context);
  if (!found) return EXIT.usage;
  const { run } = found.state;
  const asked = askToStop(found.root, run, job);
  if (!asked.ok) {
    context.err(`${asked.failure.message}\n`);
    return EXIT.usage;
  }
  if (args.has('json')) context.out(`${JSON.stringify({ run, ...(job === undefined ? {} : { job }), asked: true })}\n`);
  else context.out(`${job === undefined ? `Run ${run}` : `${job} of run ${run}`} is being stopped.\n`);
  return EXIT.done;
}
