import { runOutputs } from '#host/runner/run-outputs.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { namedRun } from './named-run.ts';

/** `sluice outputs RUN [JOB.PORT] [--json]`. */
export async function printOutputs(args: VerbArgs, context: VerbContext): Promise<number> {
  const [name = '', wanted] = args.words;
  const found = namedRun(name, context);
  if (!found) return EXIT.usage;
  const all = runOutputs(found.root, found.state);
  if (wanted === undefined) {
    if (args.has('json')) context.out(`${JSON.stringify(all, undefined, 2)}\n`);
    else for (const [port, path] of Object.entries(all)) context.out(`${port}  ${path}\n`);
    return EXIT.done;
  }
  const path = all[wanted];
  if (path === undefined) {
    context.err(`This run has no output ${wanted}.${Object.keys(all).length === 0 ? '' : ` It has ${Object.keys(all).join(', ')}.`}\n`);
    return EXIT.usage;
  }
  context.out(args.has('json') ? `${JSON.stringify({ [wanted]: path }, undefined, 2)}\n` : `${path}\n`);
  return EXIT.done;
}
