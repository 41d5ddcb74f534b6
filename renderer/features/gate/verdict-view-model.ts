import { countOf, limitText, marginText, nameOfRule, signOf, valueText, whenText, wordOfVerdict } from '#renderer/state/gates/gate-look.ts';
import type { GateRule } from '#renderer/state/gates/gate-verdict.ts';
import type { JudgedGate } from '#renderer/state/gates/verdicts.store.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';

/** A gauge: limit in the middle, the allowed side tinted. Places from 0 (left) to 1. */
export interface GaugeView {
  readonly limit: number;
  readonly value: number;
  readonly champion: number | undefined;
  /** Which side of the limit is allowed. */
  readonly good: 'above' | 'below';
}

export interface RuleView {
  readonly name: string;
  readonly text: string;
  readonly result: GateRule['result'];
  readonly margin: string;
  readonly value: string;
  readonly limit: string;
  readonly champion: string | undefined;
  readonly gauge: GaugeView | undefined;
  readonly message: string | undefined;
  /** Of a check of missing values: found and allowed on one bar, from 0 to 1. */
  readonly share: { readonly value: number; readonly limit: number } | undefined;
  /** Of a cohort: the gap, its tolerance and its 95 % interval. */
  readonly cohort:
    | {
        readonly gap: number;
        readonly tolerance: number;
        readonly interval: readonly [number, number] | undefined;
        readonly people: string;
        readonly champion: number | undefined;
      }
    | undefined;
}

export interface VerdictView {
  readonly word: string;
  /** With names between backticks. */
  readonly sentence: string;
  /** Where the verdict comes from, when it is no run. */
  readonly origin: string | undefined;
  readonly rules: readonly RuleView[];
  readonly hasChampion: boolean;
}

/** What the panel says of a gate's verdict. */
export function verdictViewOf(pipeline: Pipeline, job: Job, judged: JudgedGate, waiting: readonly string[]): VerdictView {
  const kind = job.gateKind ?? 'metrics';
  const { verdict } = judged;
  return {
    word: wordOfVerdict(kind, verdict.verdict),
    sentence: sentenceOf(pipeline, job, judged, waiting),
    origin: judged.isSimulated
      ? judged.playedFrom === undefined
        ? 'Simulated: the numbers were made up.'
        : `Simulated: this is the verdict of ${judged.playedFrom}.`
      : judged.source === 'draft'
        ? `Tried on ${judged.on}. This is no run.`
        : judged.source === 'file'
          ? `Read from ${judged.on}.`
          : undefined,
    rules: (kind === 'approval' ? [] : verdict.rules).map((rule, k) => ruleViewOf(rule, judged.champions?.[k])),
    hasChampion: judged.champions?.some((each) => each !== undefined) ?? false,
  };
}

function ruleViewOf(rule: GateRule, champion: number | undefined): RuleView {
  const [gap, tolerance] = [rule.gap ?? rule.value, rule.tolerance ?? rule.limit];
  const cohort =
    rule.cohort !== undefined && typeof gap === 'number' && typeof tolerance === 'number'
      ? {
          gap,
          tolerance: Math.abs(tolerance),
          interval: rule.interval,
          people: rule.people === undefined ? '' : valueText(rule.people),
          champion: rule.champion,
        }
      : undefined;
  return {
    name: nameOfRule(rule),
    text: rule.text,
    result: rule.result,
    margin: rule.margin === null || rule.found !== undefined ? '' : marginText(rule.margin),
    value: cohort ? marginText(cohort.gap) : (rule.found ?? valueText(rule.value)),
    limit: rule.allowed ?? [signOf(rule.operator), limitText(rule)].filter(Boolean).join(' '),
    champion: champion === undefined ? undefined : valueText(champion),
    gauge: cohort || rule.found !== undefined ? undefined : gaugeOf(rule, champion),
    message: rule.message ?? undefined,
    share: shareOf(rule),
    cohort,
  };
}

/** Found and allowed share of missing values; the bar ends a third beyond the larger. */
function shareOf(rule: GateRule): RuleView['share'] {
  const { value, limit } = rule;
  if (rule.kind !== 'missing' || typeof value !== 'number' || typeof limit !== 'number') return undefined;
  const most = Math.max(value, limit) * 1.33;
  return most === 0 ? undefined : { value: value / most, limit: limit / most };
}

/** Range: twice the larger of |margin| and |champion - limit|, so that gauges compare margins, not metrics. */
export function gaugeOf(rule: GateRule, champion: number | undefined): GaugeView | undefined {
  const { value, limit, operator } = rule;
  if (typeof value !== 'number' || typeof limit !== 'number' || rule.margin === null || operator === null || operator === '==' || operator === '!=')
    return undefined;
  const span = 2 * Math.max(Math.abs(rule.margin), Math.abs((champion ?? limit) - limit));
  const place = (at: number) => (span === 0 ? 0.5 : Math.max(0, Math.min(1, 0.5 + (at - limit) / (2 * span))));
  return {
    limit: 0.5,
    value: place(value),
    champion: champion === undefined ? undefined : place(champion),
    good: operator.startsWith('>') ? 'above' : 'below',
  };
}

function sentenceOf(pipeline: Pipeline, job: Job, judged: JudgedGate, waiting: readonly string[]): string {
  const kind = job.gateKind ?? 'metrics';
  const { rules, verdict, message, who, when } = judged.verdict;
  if (kind === 'approval') {
    const at = when === undefined ? undefined : whenText(when, new Date());
    if (verdict === 'asking')
      return `${who === undefined ? 'Nobody has answered yet' : `${who} was asked`}${at === undefined ? '' : `, ${at}`}. ${waits(waiting)}`;
    return message ?? `${[who, at].filter(Boolean).join(', ') || 'It was answered'}.`;
  }
  const no = rules.filter((rule) => rule.result === 'held-back');
  const bad = rules.filter((rule) => rule.result === 'failed');
  if (verdict === 'failed') {
    const first = bad[0];
    return message ?? (first ? `\`${nameOfRule(first)}\` cannot be judged: ${first.message ?? 'it is not said why'}` : 'Nothing was checked.');
  }
  if (verdict === 'passed') {
    const [closest] = rules.filter((rule) => rule.margin !== null && rule.result === 'passed').sort((a, b) => (a.margin ?? 0) - (b.margin ?? 0));
    const all = rules.length === 1 ? `The ${countOf(kind, 1).slice(2)} holds` : `All ${countOf(kind, rules.length)} hold`;
    return message ?? (closest && kind !== 'cohorts' ? `${all}; the closest is \`${nameOfRule(closest)}\`, by ${valueText(closest.margin)}.` : `${all}.`);
  }
  const [worst] = [...no].sort((a, b) => (a.margin ?? 0) - (b.margin ?? 0));
  const head =
    kind === 'cohorts'
      ? `${no.length} of ${countOf(kind, rules.length)} ${no.length === 1 ? 'is' : 'are'} served otherwise than allowed.`
      : `${no.length} of ${countOf(kind, rules.length)} said no.`;
  const then = consequence(pipeline, waiting, judged.source === 'draft');
  if (!worst) return `${head}${then === '' ? '' : ` ${upper(then)}.`} Nothing broke.`;
  const why =
    kind === 'cohorts'
      ? cohortWords(worst)
      : kind === 'metrics' && worst.margin !== null && typeof worst.value === 'number'
        ? `\`${subjectOf(worst)}\` is ${valueText(Math.abs(worst.margin))} ${side(worst.operator)} its limit`
        : worst.message !== null
          ? worst.message.replace(/\.$/, '')
          : worst.found !== undefined
            ? `\`${nameOfRule(worst)}\` has ${worst.found}${worst.kind === undefined ? '' : ` (${worst.kind})`} where ${worst.allowed ?? 'less'} is allowed`
            : `\`${nameOfRule(worst)}\` does not hold`;
  return `${head} ${why}${then === '' ? '' : `, so ${then}`}.${judged.source === 'draft' ? '' : ' Nothing broke.'}`;
}

/** "over_60 is 0.0612 below all people; 0.05 is allowed". */
function cohortWords(rule: GateRule): string {
  const gap = rule.gap ?? Number(rule.value);
  return `\`${nameOfRule(rule)}\` is ${valueText(Math.abs(gap))} ${gap < 0 ? 'below' : 'above'} all people where ${rule.allowed ?? limitText(rule)} is allowed`;
}

/** The metric itself where the left side is one, else the rule's label. */
function subjectOf(rule: GateRule): string {
  return rule.left !== null && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(rule.left) ? rule.left : nameOfRule(rule);
}

function side(operator: string | null): string {
  return operator?.startsWith('>') ? 'below' : operator?.startsWith('<') ? 'above' : 'away from';
}

/** What does not happen now, in the words of the first job that waits. */
function consequence(pipeline: Pipeline, waiting: readonly string[], isTry: boolean): string {
  const first = waiting[0];
  if (first === undefined) return '';
  const [is, would] = isTry ? ['would not be', 'would be'] : ['is not', 'is'];
  switch (pipeline.job(first)?.role) {
    case 'register':
      return `the model ${is} registered`;
    case 'deploy':
      return `nothing ${would} deployed`;
    case 'train':
    case 'tune':
    case 'preprocess':
    case 'split':
      return `nothing ${would} trained`;
    default:
      return `\`${first}\` ${isTry ? 'would wait' : 'waits'}`;
  }
}

function waits(waiting: readonly string[]): string {
  const names = waiting.slice(0, 3).map((name) => `\`${name}\``);
  if (names.length === 0) return 'Nothing waits for the answer.';
  const more = waiting.length - names.length;
  const all = more > 0 ? [...names, `${more} more`] : names;
  const text = all.length === 1 ? `${all[0]}` : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return `${text} ${waiting.length === 1 ? 'waits' : 'wait'} for the answer.`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
