import { isRuleLine } from '#renderer/state/gates/rule-draft.ts';
import type { JudgedGate, TryOn } from '#renderer/state/gates/verdicts.store.ts';
import { evaluateRules } from '#shared/gates/evaluate.ts';
import { readMetrics, verdictOf } from '#shared/gates/judge-texts.ts';
import { parseRules } from '#shared/gates/parse-rules.ts';

/** Judges rules on a metrics file, with the champion's where there is one. */
export function tryRules(rules: string, tryOn: TryOn & { readonly metrics: NonNullable<TryOn['metrics']> }): JudgedGate {
  const { metrics, baseline } = tryOn;
  const verdict = verdictOf({
    rules,
    metricsText: metrics.text,
    metricsName: metrics.name,
    ...(baseline ? { baselineText: baseline.text, baselineName: baseline.name } : {}),
  });
  return {
    source: 'draft',
    on: metrics.name,
    verdict,
    tried: rules
      .split('\n')
      .filter(isRuleLine)
      .map((line) => line.trim()),
    ...(baseline ? { baseline: baseline.name, champions: championsOf(rules, baseline.text, baseline.name) } : {}),
  };
}

/** What the champion has for the left side of each rule; undefined where that cannot be said. */
export function championsOf(rules: string, text: string, name: string): readonly (number | undefined)[] {
  const metrics = readMetrics(text, name);
  return parseRules(rules).rules.map((rule) => {
    if (!metrics.ok || !rule.tree || /(^|[^\w.])baseline\./.test(rule.tree.leftText)) return undefined;
    return evaluateRules(`${rule.tree.leftText} == 0`, metrics.value).rules[0]?.value ?? undefined;
  });
}
