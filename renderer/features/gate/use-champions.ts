import { useMemo } from 'react';
import { baselineFileOf } from '#renderer/state/gates/baseline-file.ts';
import type { GateRule } from '#renderer/state/gates/gate-verdict.ts';
import type { JudgedGate } from '#renderer/state/gates/verdicts.store.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import type { Session } from '#shared/document/session-types.ts';
import { evaluateRules } from '#shared/gates/evaluate.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { useFileNumbers } from './use-asked.ts';

/** A verdict of a run with what the champion has for each rule, read from the file that the run judged against. */
export function useChampions(session: Session, job: Job, judged: JudgedGate | undefined): JudgedGate | undefined {
  const sets = useRunsValue((state) => state.shown[session.path]?.summary.sets);
  const isAsked = judged?.source === 'run' && judged.champions === undefined && job.gateKind === 'metrics';
  const champion = useFileNumbers(isAsked ? baselineFileOf(session.pipeline, session.path, job, sets) : undefined);
  return useMemo(() => {
    if (!isAsked || champion === undefined) return judged;
    const champions = championsNow(judged.verdict.rules, champion);
    return champions === undefined ? judged : { ...judged, champions };
  }, [isAsked, judged, champion]);
}

/** What the champion has for the left side of each rule; undefined when its file is another one since: a limit that reads it has moved. */
export function championsNow(rules: readonly GateRule[], champion: unknown): readonly (number | undefined)[] | undefined {
  const own = evaluateRules(rules.map((rule) => rule.text).join('\n'), champion, champion).rules;
  if (own.length !== rules.length) return undefined;
  const hasMoved = rules.some(
    ({ text, limit }, k) => text.includes('baseline.') && typeof limit === 'number' && Math.abs((own[k]?.limit ?? Number.POSITIVE_INFINITY) - limit) > 1e-9,
  );
  return hasMoved ? undefined : own.map(({ left, value }) => (left === null || /(^|[^\w.])baseline\./.test(left) ? undefined : (value ?? undefined)));
}
