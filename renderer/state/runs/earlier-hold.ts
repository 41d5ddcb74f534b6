import type { RunSummary } from '#shared/contract/run-summary.ts';
import type { HostApi } from '#shared/contract/types.ts';
import type { Verdict } from '#shared/gates/verdict.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { heldVerdict } from '#shared/runs/simulate/hold-back.ts';

/** Where a gate that let through is looked for having held back. */
interface Where {
  readonly path: string;
  readonly gate: string;
  /** Of the run that is played. */
  readonly events: readonly RunEvent[];
  readonly runs: readonly RunSummary[];
}

/** A verdict by which a gate holds back: of the last run that it held back by the same rules, named by `on`, else made up; undefined when none can be. */
export async function earlierHold(
  host: HostApi,
  project: string | undefined,
  { path, gate, events, runs }: Where,
): Promise<{ readonly verdict: Verdict; readonly on: string | undefined } | undefined> {
  const own = verdictIn(events, gate);
  if (own === undefined) return undefined;
  const rulesOf = (verdict: Verdict) => verdict.rules.map((rule) => rule.text).join('\n');
  const earlier = runs.find((run) => run.path === path && run.result === 'held-back' && !run.simulated);
  const answer = earlier && project !== undefined ? await host.runs.read({ project, run: earlier.run }) : undefined;
  const found = answer?.ok ? verdictIn(answer.value.events, gate) : undefined;
  if (earlier && found?.verdict === 'held-back' && rulesOf(found) === rulesOf(own)) return { verdict: found, on: `run ${earlier.number}` };
  const verdict = heldVerdict(own);
  return verdict && { verdict, on: undefined };
}

function verdictIn(events: readonly RunEvent[], gate: string): Verdict | undefined {
  for (const event of events) if (event.type === 'verdict' && event.job === gate) return event.verdict;
  return undefined;
}
