import { marginText, nameOfRule, valueText } from '#renderer/state/gates/gate-look.ts';
import type { GateRule } from '#renderer/state/gates/gate-verdict.ts';

/** How sure the gap of the cohort that decided is, in one or two sentences; undefined where its interval is not known. */
export function certaintyOf(rules: readonly GateRule[]): string | undefined {
  const gapOf = (rule: GateRule) => Math.abs(rule.gap ?? (typeof rule.value === 'number' ? rule.value : 0));
  const [rule] = rules
    .filter((each) => each.interval !== undefined && each.result !== 'skipped')
    .sort((a, b) => Number(b.result === 'held-back') - Number(a.result === 'held-back') || gapOf(b) - gapOf(a));
  if (!rule?.interval) return undefined;
  const [low, high] = rule.interval;
  const who = rule.people === undefined ? `\`${nameOfRule(rule)}\`` : `${valueText(rule.people)} people`;
  const isReal = low > 0 || high < 0;
  const then = isReal ? 'so some of it is real' : 'so it may be chance';
  const champion = rule.champion === undefined ? '' : ` The champion had ${marginText(rule.champion)}.`;
  return `${who}: the true gap lies between ${short(low)} and ${short(high)} in 95 of 100 such samples, ${then}.${champion}`;
}

function short(value: number): string {
  return value.toFixed(2).replace('-', '−');
}
