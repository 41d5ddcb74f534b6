import { compareOnDisk } from '#host/runner/compare.ts';
import { printComparison } from '#shared/runs/compare/print-comparison.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { namedRun } from './named-run.ts';

/** `sluice compare RUN RUN [--json]`. */
export async function compareNamed(args: VerbArgs, context: VerbContext): Promise<number> {
  const [first = '', second = ''] = args.words;
  const a = namedRun(first, context);
  const b = a && namedRun(second, context);
  if (!a || !b) return EXIT.usage;
  const found = compareOnDisk(a.root, a.state, b.state);
  context.out(args.has('json') ? `${JSON.stringify(found, undefined, 2)}\n` : printComparison(found));
  return EXIT.done;
}
