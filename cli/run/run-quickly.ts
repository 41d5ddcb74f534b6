import { findUnchanged, type RunAsk } from '#host/runner/run-unchanged.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { printEvent } from './print-event.ts';
import { readPairs } from './read-pairs.ts';

/** What makes a call more than: run this file, as far as it has changed. */
const NOT_QUICK = ['docker', 'environments', 'only', 'from', 'force', 'failed', 'simulate', 'plan', 'help'];

/**
 * Runs a pipeline of which nothing has changed since its last run; the result is the exit code, undefined when something may have. It loads next to nothing: most of
 * the time that such a run takes is the start of the process.
 */
export async function runQuickly(args: VerbArgs, context: VerbContext): Promise<number | undefined> {
  const ask = askOf(args, context);
  const unchanged = ask && findUnchanged(ask, !args.has('no-tracking'));
  if (unchanged === undefined) return undefined;
  if (!args.has('yes') && !(await (await import('./is-trusted.ts')).isTrusted(unchanged.root, context.env))) return undefined;
  const show = context.isTerminal ? (await import('./live-display.ts')).showAtOnce : printLines;
  const outcome = unchanged.run((lines) => {
    for (const sentence of unchanged.says) context.err(`${sentence}\n`);
    if (args.has('json')) context.out(lines);
    else show(JSON.parse(`[${lines.trimEnd().replaceAll('\n', ',')}]`), context.out);
  });
  return outcome && (outcome.result === 'held-back' ? EXIT.heldBack : EXIT.done);
}

/** What a call asks for, as a run is known by it; undefined when it is not to be answered quickly. */
export function askOf(args: VerbArgs, context: VerbContext): RunAsk | undefined {
  const file = args.words[0];
  const sets = readPairs('set', args.values('set'));
  const maps = readPairs('map', args.values('map'));
  if (file === undefined || file === '-' || !sets.ok || !maps.ok || NOT_QUICK.some((option) => args.has(option)) || !isCount(args.value('parallel')))
    return undefined;
  const to = args.value('to');
  return {
    cwd: context.cwd,
    file,
    sets: sets.value,
    maps: maps.value,
    selection: to === undefined ? { kind: 'all' } : { kind: 'to', job: to },
    python: args.value('python'),
    env: context.env,
    version: process.env.SLUICE_VERSION ?? '',
  };
}

function isCount(text: string | undefined): boolean {
  return text === undefined || (Number.isInteger(Number(text)) && Number(text) > 0);
}

function printLines(events: readonly RunEvent[], out: (text: string) => void): void {
  out(
    events
      .map((event) => printEvent(event))
      .flatMap((line) => (line === undefined || line === '' ? [] : [`${line}\n`]))
      .join(''),
  );
}
