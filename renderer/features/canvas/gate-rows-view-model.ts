import { limitText, marginText, nameOfRule, signOf, valueText, whenText } from '#renderer/state/gates/gate-look.ts';
import type { GateRule, GateVerdict, RuleResult } from '#renderer/state/gates/gate-verdict.ts';
import type { JudgedGate } from '#renderer/state/gates/verdicts.store.ts';
import type { GateKind } from '#shared/azureml/gate-kind.ts';

/** Characters that a row of a plate has room for. */
export const PLATE_CHARACTERS = 44;

interface Judged {
  readonly result: RuleResult;
  /** The whole of it, for the tooltip and screen readers. */
  readonly title: string;
}

/** A row of a gate's plate. It always reads: what, found, limit, result (design.md §5). */
export type PlateRow =
  | { readonly kind: 'typed'; readonly text: string; readonly title?: string }
  | { readonly kind: 'fact'; readonly text: string; readonly name?: string }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'more'; readonly text: string }
  | (Judged & { readonly kind: 'rule'; readonly name: string; readonly value: string; readonly limit: string; readonly margin: string })
  | (Judged & { readonly kind: 'check'; readonly name: string; readonly what: string; readonly found: string; readonly limit: string })
  | (Judged & {
      readonly kind: 'cohort';
      readonly name: string;
      readonly people: string;
      readonly gap: number;
      readonly tolerance: number;
      readonly margin: string;
    });

export interface PlateSource {
  readonly kind: GateKind;
  /** Rules as typed; of the other gates what they judge by, `key: value`. */
  readonly typed: readonly string[];
  readonly verdict: GateVerdict | undefined;
  /** Rows that the plate has: its size never changes. */
  readonly rows: number;
}

/** The rows of a plate. A rule that said no is never among those that are counted only. */
export function plateRowsOf({ kind, typed, verdict, rows }: PlateSource): readonly PlateRow[] {
  if (!verdict || verdict.verdict === 'failed') return fold(verdict && verdict.rules.length > 0 ? failedRows(verdict) : typedRows(kind, typed), rows);
  if (kind === 'approval') return fold(approvalRows(verdict, typed), rows);
  const judged = verdict.rules.map((rule) => judgedRow(kind, rule));
  if (judged.length === 0) return fold(typedRows(kind, typed), rows);
  if (judged.length <= rows) return judged;
  // What did not pass comes first into the rows that there are; the order of the file stays.
  const worst = new Set([...judged].sort((a, b) => weight(a) - weight(b)).slice(0, rows - 1));
  return [...judged.filter((row) => worst.has(row)), more(judged.length - worst.size)];
}

function weight(row: PlateRow): number {
  return 'result' in row && row.result !== 'passed' ? (row.result === 'skipped' ? 1 : 0) : 2;
}

function typedRows(kind: GateKind, typed: readonly string[]): PlateRow[] {
  return typed.map((text) =>
    kind === 'approval' && text.startsWith('question: ') ? { kind: 'question', text: text.slice('question: '.length) } : typedRow(kind, text),
  );
}

/** A rule as typed; what does not fit leaves its label to the tooltip, because the rule itself says more. */
function typedRow(kind: GateKind, text: string): PlateRow {
  const label = kind === 'metrics' && text.length > PLATE_CHARACTERS ? /^[^:[\]]+:\s*/.exec(text)?.[0] : undefined;
  return label === undefined ? { kind: 'typed', text } : { kind: 'typed', text: text.slice(label.length), title: text };
}

/** Nothing was judged: rules as typed, with what could not be. */
function failedRows(verdict: GateVerdict): PlateRow[] {
  return verdict.rules.map((rule) =>
    rule.result === 'failed'
      ? { kind: 'check', name: nameOfRule(rule), what: 'cannot be judged', found: '', limit: '', result: 'failed', title: rule.message ?? rule.text }
      : { kind: 'typed', text: rule.text || nameOfRule(rule) },
  );
}

function approvalRows(verdict: GateVerdict, typed: readonly string[]): PlateRow[] {
  const question = verdict.question ?? typed.find((line) => line.startsWith('question: '))?.slice('question: '.length);
  const when = verdict.when === undefined ? undefined : whenText(verdict.when, new Date());
  const rows: PlateRow[] = question === undefined ? [] : [{ kind: 'question', text: question }];
  if (verdict.verdict === 'asking') {
    rows.push({ kind: 'fact', text: ['Asked', verdict.who, when].filter(Boolean).join(' ') });
    const by = typed.find((line) => line.startsWith('approvers: '));
    if (verdict.who === undefined && by !== undefined) rows.push({ kind: 'typed', text: by });
  } else {
    rows.push({
      kind: 'fact',
      ...(verdict.who === undefined ? {} : { name: verdict.who }),
      text: when ?? (verdict.who === undefined ? 'Answered' : ''),
    });
    if (verdict.why !== undefined) rows.push({ kind: 'fact', text: `"${verdict.why}"` });
  }
  return rows;
}

function judgedRow(kind: GateKind, rule: GateRule): PlateRow {
  const name = nameOfRule(rule);
  const title = titleOf(rule, name);
  const { result } = rule;
  const limit = [signOf(rule.operator), limitText(rule)].filter(Boolean).join(' ');
  if (result === 'skipped') return { kind: 'check', name, what: 'skipped', found: '', limit: '', result, title };
  if (kind === 'metrics')
    return { kind: 'rule', name, value: valueText(rule.value), limit, margin: rule.margin === null ? '' : marginText(rule.margin, '-'), result, title };
  const gap = rule.gap ?? rule.value;
  const tolerance = rule.tolerance ?? rule.limit;
  if (kind === 'cohorts' && typeof gap === 'number' && typeof tolerance === 'number') {
    const people = rule.people === undefined ? '' : valueText(rule.people);
    return { kind: 'cohort', name, people, gap, tolerance: Math.abs(tolerance), margin: marginText(gap, '-'), result, title };
  }
  return {
    kind: 'check',
    name,
    what: rule.kind ?? '',
    found: rule.found ?? valueText(rule.value),
    limit: result === 'failed' ? '' : (rule.allowed ?? limit),
    result,
    title,
  };
}

function titleOf(rule: GateRule, name: string): string {
  const words = rule.result === 'held-back' ? 'said no' : rule.result === 'failed' ? 'cannot be judged' : rule.result;
  const numbers = rule.value === null ? '' : `, ${valueText(rule.value)}${rule.limit === null ? '' : ` against ${signOf(rule.operator)} ${limitText(rule)}`}`;
  return `${rule.text || name}${numbers}: ${words}${rule.message === null ? '' : `. ${rule.message}`}`;
}

function fold(rows: readonly PlateRow[], most: number): readonly PlateRow[] {
  return rows.length <= most ? rows : [...rows.slice(0, most - 1), more(rows.length - most + 1)];
}

function more(count: number): PlateRow {
  return { kind: 'more', text: `+${count} more` };
}

/** "held back, tried on metrics.json". */
export function spokenVerdict(judged: JudgedGate): string {
  const { verdict } = judged.verdict;
  const word = verdict === 'held-back' ? 'held back' : verdict === 'asking' ? 'waiting for a person' : verdict;
  return `${word}, ${judged.source === 'draft' ? `tried on ${judged.on}` : judged.source === 'file' ? `by ${judged.on}` : judged.on}`;
}
