import type { RuleVerdict, Verdict } from './verdict.ts';

const RESULTS = { passed: 'Passed', 'held-back': 'Held back', failed: 'Failed', skipped: 'Skipped' } as const;

/** A result as people read it. */
export function sayResult(result: RuleVerdict['result']): string {
  return RESULTS[result];
}

/** The verdict in one or two sentences: what the rules said, by how much, and that nothing broke. */
export function sayVerdict(verdict: Verdict): string {
  const count = verdict.rules.length;
  if (verdict.message !== undefined) return verdict.message;
  if (verdict.verdict === 'passed') return passedSentence(verdict);
  const bad = verdict.rules.filter((row) => row.result === verdict.verdict);
  const first = bad[0];
  if (verdict.verdict === 'failed') return `${bad.length} of ${rulesWord(count)} cannot be judged. ${first?.message ?? ''}`.trim();
  const said = `${bad.length} of ${rulesWord(count)} said no.`;
  return first && bad.length === 1 ? `${said} ${distanceSentence(first)} Nothing broke.` : `${said} Nothing broke.`;
}

function passedSentence(verdict: Verdict): string {
  const passed = verdict.rules.filter((row) => row.result === 'passed').length;
  const skipped = verdict.rules.length - passed;
  const held = passed === 1 ? 'The rule holds.' : `All ${passed} rules hold.`;
  return skipped === 0 ? held : `${held} ${skipped} skipped: there is no baseline.`;
}

function distanceSentence(row: RuleVerdict): string {
  const what = `\`${row.left}\``;
  if (row.margin === null || row.value === null || row.limit === null) return `${what} does not hold against ${row.right}.`;
  const by = formatNumber(Math.abs(row.margin));
  if (row.operator === '==') return `${what} differs from its limit by ${by}.`;
  if (row.operator === '!=' || row.margin === 0) return `${what} is exactly its limit.`;
  return `${what} is ${by} ${row.value < row.limit ? 'below' : 'above'} its limit.`;
}

function rulesWord(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}

/** A number with 4 decimals at most; very small and very large ones with an exponent. */
export function formatNumber(value: number | null): string {
  if (value === null) return '–';
  const size = Math.abs(value);
  if (value !== 0 && (size < 0.00005 || size >= 1e9)) return withMinus(value.toExponential(2));
  return withMinus(String(Number(value.toFixed(4))));
}

/** A margin always says its sign. */
export function formatMargin(margin: number | null): string {
  if (margin === null) return '–';
  return margin > 0 ? `+${formatNumber(margin)}` : formatNumber(margin);
}

/** The true minus sign, as wide as the plus. */
function withMinus(text: string): string {
  return text.replace(/^-/, '−');
}
