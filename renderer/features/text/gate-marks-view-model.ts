import { countingVerdict } from '#renderer/state/gates/counting-verdict.ts';
import { countOf, limitText, marginText, valueText } from '#renderer/state/gates/gate-look.ts';
import type { GateRule, VerdictWord } from '#renderer/state/gates/gate-verdict.ts';
import { keyOfGate, type VerdictsState } from '#renderer/state/gates/verdicts.store.ts';
import { jobsBehind } from '#renderer/state/jobs-behind.ts';
import { parseRules } from '#shared/gates/parse-rules.ts';
import type { Range } from '#shared/gates/rules.ts';
import { contentLines, rangeInDocument, rulesPlace } from '#shared/gates/rules-place.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';

/** Something in the gutter or behind a line. Offsets of the whole text. */
export interface GateMark {
  readonly at: number;
  readonly glyph: VerdictWord | 'waiting' | 'rule-passed' | 'rule-held-back' | 'rule-failed';
  /** What stands behind the line, and in which colour. */
  readonly after: { readonly text: string; readonly tone: 'passed' | 'held' | 'failed' | 'plain' } | undefined;
  /** Where `after` stands. */
  readonly end: number;
  readonly isBand: boolean;
  readonly hover: string;
}

/** A rule that cannot be read. */
export interface RuleMark extends Range {
  readonly message: string;
}

/** What is marked in the text of a pipeline for the verdicts that are known. */
export function gateMarksOf(pipeline: Pipeline, text: string, path: string, known: VerdictsState): readonly GateMark[] {
  const marks: GateMark[] = [];
  const waiting = new Set<string>();
  for (const job of pipeline.jobs) {
    if (job.gateKind === undefined) continue;
    const key = keyOfGate(path, job.id);
    const judged = countingVerdict(job, known.judged[key], known.drafts[key]);
    if (!judged) continue;
    const { verdict, rules } = judged.verdict;
    const how = judged.source === 'draft' ? `, tried on ${judged.on}` : judged.isSimulated ? ', simulated' : '';
    marks.push({
      ...lineOfKey(job, text),
      glyph: verdict,
      after: { text: wordsOf(job, verdict, rules) + how, tone: toneOf(verdict) },
      isBand: false,
      hover: wordsOf(job, verdict, rules) + how,
    });
    marks.push(...ruleMarks(pipeline, job, text, rules));
    if (verdict !== 'passed') for (const name of jobsBehind(pipeline, job.id)) waiting.add(name);
  }
  for (const name of waiting) {
    const job = pipeline.job(name);
    if (job && !marks.some((mark) => mark.at === job.entry.start))
      marks.push({ ...lineOfKey(job, text), glyph: 'waiting', after: undefined, isBand: false, hover: 'Waits behind a gate' });
  }
  return marks;
}

/** Rules that cannot be read, as they stand in the text. */
export function badRulesOf(pipeline: Pipeline, text: string): readonly RuleMark[] {
  return pipeline.jobs.flatMap((job) => {
    const place = rulesPlace(pipeline, job);
    const { node } = place ?? {};
    if (!node || !place) return [];
    const { rules, errors } = parseRules(place.text);
    const wrong = [...rules.flatMap((rule) => (rule.error ? [rule.error] : [])), ...errors];
    return wrong.map((error) => ({ ...rangeInDocument(text, node, error), message: error.message }));
  });
}

function ruleMarks(pipeline: Pipeline, job: Job, text: string, verdicts: readonly GateRule[]): GateMark[] {
  const place = rulesPlace(pipeline, job);
  const { node } = place ?? {};
  const lines = node && contentLines(text, node);
  if (!place || !lines) return [];
  return parseRules(place.text).rules.flatMap((rule, k): GateMark[] => {
    const line = lines[rule.lineNumber - 1];
    const verdict = verdicts[k];
    // A verdict of other rules says nothing about these.
    if (!line || !verdict || verdict.result === 'skipped' || verdict.text !== rule.text) return [];
    const isNo = verdict.result === 'held-back';
    return [{ at: line.start, end: line.end, glyph: `rule-${verdict.result}`, isBand: isNo, after: afterOf(verdict), hover: hoverOf(verdict) }];
  });
}

function afterOf(rule: GateRule): GateMark['after'] {
  if (rule.result === 'failed') return { text: 'cannot be judged', tone: 'failed' };
  const value = rule.found ?? valueText(rule.value);
  if (rule.result === 'passed') return { text: value, tone: 'passed' };
  return { text: rule.margin === null ? value : `${value}, short by ${valueText(Math.abs(rule.margin))}`, tone: 'held' };
}

function hoverOf(rule: GateRule): string {
  if (rule.message !== null && rule.result === 'failed') return rule.message;
  return `${valueText(rule.value)} against ${limitText(rule)}${rule.margin === null ? '' : `, margin ${marginText(rule.margin)}`}`;
}

function wordsOf(job: Job, verdict: VerdictWord, rules: readonly GateRule[]): string {
  const kind = job.gateKind ?? 'metrics';
  const of = (result: GateRule['result']) => rules.filter((rule) => rule.result === result).length;
  if (verdict === 'asking') return 'waits for a person';
  if (kind === 'approval' || rules.length === 0)
    return verdict === 'passed' ? (kind === 'approval' ? 'approved' : 'passed') : verdict === 'failed' ? 'failed' : 'held back';
  if (verdict === 'failed') return `failed, ${of('failed')} of ${countOf(kind, rules.length)}`;
  return verdict === 'passed' ? `passed, ${of('passed')} of ${countOf(kind, rules.length)}` : `held back, ${of('held-back')} of ${countOf(kind, rules.length)}`;
}

function toneOf(verdict: VerdictWord): NonNullable<GateMark['after']>['tone'] {
  return verdict === 'held-back' ? 'held' : verdict === 'asking' ? 'plain' : verdict;
}

/** Where the key of a job stands, and the end of its line. */
export function lineOfKey(job: Job, text: string): { readonly at: number; readonly end: number } {
  const at = job.entry.start;
  const found = text.indexOf('\n', at);
  const end = found < 0 ? text.length : found;
  return { at, end: text[end - 1] === '\r' ? end - 1 : end };
}
