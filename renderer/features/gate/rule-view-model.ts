import { limitText, marginText, nameOfRule, valueText } from '#renderer/state/gates/gate-look.ts';
import type { GateRule, VerdictWord } from '#renderer/state/gates/gate-verdict.ts';
import { type DraftLine, isRuleLine, type RuleDraft, shownLines } from '#renderer/state/gates/rule-draft.ts';
import { nearestMetrics } from '#shared/base/nearest.ts';
import { evaluateRules } from '#shared/gates/evaluate.ts';
import { parseRules } from '#shared/gates/parse-rules.ts';
import type { RuleLine, RuleToken } from '#shared/gates/rules.ts';
import type { RuleVerdict } from '#shared/gates/verdict.ts';
import { isDeclared, type KnownMetrics } from './metrics-known.ts';

/** One button with the likely name. */
export interface RuleFix {
  readonly name: string;
  readonly text: string;
}

/** A stretch of a rule with its colour. */
export interface RuleWord {
  readonly text: string;
  readonly kind: RuleToken['kind'] | 'plain' | 'baseline';
  readonly isWrong: boolean;
}

/** A rule of the editor: its text, and what it comes to. */
export interface RuleRow {
  readonly key: number;
  readonly text: string;
  readonly words: readonly RuleWord[];
  readonly state: 'same' | 'changed' | 'new' | 'bad';
  /** Why it cannot be judged. */
  readonly problem: string | undefined;
  readonly fix: RuleFix | undefined;
  /** What it comes to on the file tried. */
  readonly found:
    | { readonly value: string; readonly limit: string; readonly margin: string; readonly holds: boolean; readonly before: string | undefined }
    | undefined;
  readonly isSkipped: boolean;
}

/** What the whole draft comes to. */
export interface DraftVerdict {
  readonly verdict: Exclude<VerdictWord, 'asking'>;
  readonly head: string;
  readonly sentence: string;
}

export interface EditorView {
  readonly rows: readonly RuleRow[];
  readonly outcome: DraftVerdict | undefined;
}

/** What the editor shows of a draft. Nothing is said about the rule that holds the caret. */
export function editorViewOf(draft: RuleDraft, known: KnownMetrics, caretIn: number | undefined): EditorView {
  const judged: { readonly row: number; readonly rule: GateRule }[] = [];
  const rows = shownLines(draft).map((line, k): RuleRow => {
    const parsed = isRuleLine(line.text) ? parseRules(line.text).rules[0] : undefined;
    const verdict = parsed && judge(parsed, known);
    // What is being typed is often not readable yet.
    if (verdict && !(verdict.result === 'failed' && caretIn === line.key)) judged.push({ row: k + 1, rule: verdict });
    return rowOf(line, parsed, verdict, known, caretIn === line.key);
  });
  return { rows, outcome: known.metrics ? outcomeOf(judged, known) : undefined };
}

function judge(rule: RuleLine, known: KnownMetrics): RuleVerdict | undefined {
  const { metrics, baseline } = known;
  if (!metrics || metrics.problem !== undefined) return undefined;
  return evaluateRules([rule], metrics.value, baseline?.problem === undefined ? baseline?.value : undefined).rules[0];
}

function rowOf(line: DraftLine, parsed: RuleLine | undefined, verdict: RuleVerdict | undefined, known: KnownMetrics, hasCaret: boolean): RuleRow {
  const found = hasCaret ? undefined : problemOf(line, parsed, verdict, known);
  const state = found ? 'bad' : line.before === undefined ? 'new' : line.before.trim() === line.text.trim() ? 'same' : 'changed';
  return {
    key: line.key,
    text: line.text,
    words: wordsOf(line.text, parsed, found?.at),
    state,
    problem: found?.sentence,
    fix: found?.fix,
    found: verdict && (verdict.result === 'passed' || verdict.result === 'held-back') ? foundOf(line, verdict, known) : undefined,
    isSkipped: verdict?.result === 'skipped',
  };
}

function foundOf(line: DraftLine, verdict: RuleVerdict, known: KnownMetrics): RuleRow['found'] {
  const old = line.before !== undefined && line.before.trim() !== line.text.trim() ? parseRules(line.before).rules[0] : undefined;
  const before = old && judge(old, known);
  const margin = verdict.margin;
  return {
    value: valueText(verdict.value),
    limit: limitText(verdict),
    margin: margin === null ? '' : marginText(margin),
    holds: verdict.result === 'passed',
    before: before?.margin === undefined || before.margin === null || before.margin === margin ? undefined : marginText(before.margin),
  };
}

interface Problem {
  readonly sentence: string;
  readonly fix: RuleFix | undefined;
  /** The word that is wrong, in the rule's own text; undefined: none in particular. */
  readonly at: { readonly start: number; readonly end: number } | undefined;
}

function problemOf(line: DraftLine, parsed: RuleLine | undefined, verdict: RuleVerdict | undefined, known: KnownMetrics): Problem | undefined {
  if (!parsed) return undefined;
  if (parsed.error) return { sentence: parsed.error.message, fix: undefined, at: parsed.error };
  for (const token of parsed.tokens) {
    if (token.kind !== 'metric') continue;
    const problem = unknownMetric(line.text, token, known);
    if (problem) return problem;
  }
  return verdict?.result === 'failed' ? { sentence: verdict.message ?? 'It cannot be judged.', fix: undefined, at: undefined } : undefined;
}

function unknownMetric(text: string, token: RuleToken, known: KnownMetrics): Problem | undefined {
  const fromBaseline = token.text === 'baseline' || token.text.startsWith('baseline.');
  const source = fromBaseline ? known.baseline : known.metrics;
  const bare = fromBaseline ? token.text.slice('baseline.'.length) : token.text;
  const inFile = source && source.problem === undefined ? source.names.includes(bare) || evaluatesTo(source.value, bare) : undefined;
  if (inFile === true || bare === '') return undefined;
  const declared = isDeclared(known.declared, bare);
  // Without a file only what is declared can be asked; the champion was written by the same component once.
  if (inFile === undefined && (known.declared.length === 0 || declared)) return undefined;
  if (declared) return { sentence: `${source?.name ?? 'The file'} has no \`${bare}\`, which \`${known.writer}\` declares.`, fix: undefined, at: token };
  const names = [...new Set([...known.declared.filter((name) => !name.includes('*')), ...(source?.names ?? [])])];
  const near = nearestMetrics(bare, names)[0];
  const who =
    inFile === undefined || (!fromBaseline && known.declared.length > 0 && known.writer !== undefined)
      ? `\`${known.writer}\` writes no`
      : `${source?.name ?? 'The file'} has no`;
  const name = near === undefined ? undefined : fromBaseline ? `baseline.${near}` : near;
  return {
    sentence: `${who} \`${bare}\`.${name === undefined ? '' : ` Did you mean \`${name}\`?`}`,
    fix: name === undefined ? undefined : { name, text: text.slice(0, token.start) + name + text.slice(token.end) },
    at: token,
  };
}

function evaluatesTo(value: unknown, name: string): boolean {
  return evaluateRules(`${name} == ${name}`, value).rules[0]?.result === 'passed';
}

function wordsOf(text: string, parsed: RuleLine | undefined, wrong: { readonly start: number; readonly end: number } | undefined): readonly RuleWord[] {
  const words: RuleWord[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) words.push({ text: text.slice(at, to), kind: 'plain', isWrong: false });
    at = Math.max(at, to);
  };
  for (const token of parsed?.tokens ?? []) {
    if (token.start < at) continue;
    plain(token.start);
    const isWrong = wrong !== undefined && token.start < wrong.end && token.end > wrong.start;
    const kind = token.kind === 'metric' && /^baseline(\.|$)/.test(token.text) ? 'baseline' : token.kind;
    words.push({ text: text.slice(token.start, token.end), kind, isWrong });
    at = token.end;
  }
  plain(text.length);
  return words;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function outcomeOf(judged: readonly { readonly row: number; readonly rule: GateRule }[], known: KnownMetrics): DraftVerdict {
  const on = known.metrics?.name ?? '';
  const would = (verdict: DraftVerdict['verdict'], word: string, sentence: string): DraftVerdict => ({ verdict, head: `Would ${word} on ${on}.`, sentence });
  const problem = known.metrics?.problem ?? known.baseline?.problem;
  if (problem !== undefined) return would('failed', 'fail', problem);
  const bad = judged.filter(({ rule }) => rule.result === 'failed');
  const no = judged.filter(({ rule }) => rule.result === 'held-back');
  const yes = judged.filter(({ rule }) => rule.result === 'passed');
  if (bad.length > 0) {
    const which = bad.length === 1 ? `Rule ${bad[0]?.row} cannot be judged` : `Rules ${list(bad.map(({ row }) => String(row)))} cannot be judged`;
    const rest =
      no.length > 0
        ? `; ${count(no.length)} of the others ${no.length === 1 ? 'says' : 'say'} no`
        : yes.length > 1
          ? `; the other ${count(yes.length)} hold`
          : yes.length === 1
            ? '; the other one holds'
            : '';
    return would('failed', 'fail', `${which}${rest}.`);
  }
  const [first] = [...no].sort((a, b) => (a.rule.margin ?? 0) - (b.rule.margin ?? 0));
  if (first) {
    const by = first.rule.margin === null ? '' : `, by ${valueText(Math.abs(first.rule.margin))}`;
    return would(
      'held-back',
      'be held back',
      no.length === 1
        ? `\`${nameOfRule(first.rule)}\` says no${by}.`
        : `${no.length} of ${judged.length} rules say no, most of all \`${nameOfRule(first.rule)}\`${by}.`,
    );
  }
  if (yes.length === 0)
    return would(
      'failed',
      'fail',
      judged.length === 0 ? 'There are no rules, so nothing is checked.' : 'Without a champion every rule is skipped, so nothing is checked.',
    );
  const [closest] = [...yes].sort((a, b) => (a.rule.margin ?? Number.POSITIVE_INFINITY) - (b.rule.margin ?? Number.POSITIVE_INFINITY));
  const all =
    yes.length === 1
      ? 'The rule holds'
      : yes.length === judged.length
        ? `All ${yes.length} rules hold`
        : `${yes.length} rules hold, ${judged.length - yes.length} skipped`;
  const near = closest?.rule.margin === null || !closest ? '' : `; the closest is \`${nameOfRule(closest.rule)}\`, by ${valueText(closest.rule.margin)}`;
  return would(
    'passed',
    'pass',
    `${all}${yes.length === 1 ? (closest?.rule.margin === null || !closest ? '' : `, by ${valueText(closest.rule.margin)}`) : near}.`,
  );
}

function count(number: number): string {
  return NUMBERS[number] ?? String(number);
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
