import { fail, ok, type Result } from '#shared/base/result.ts';
import { readJson } from '#shared/gates/read-json.ts';

/** `asking`: a person has been asked and has not answered. */
export type VerdictWord = 'passed' | 'held-back' | 'failed' | 'asking';
export type RuleResult = 'passed' | 'held-back' | 'failed' | 'skipped';

/** One rule of a verdict file, of any kind of gate; what a kind does not say is missing. */
export interface GateRule {
  readonly text: string;
  readonly label: string | null;
  readonly result: RuleResult;
  readonly left: string | null;
  readonly operator: string | null;
  readonly right: string | null;
  /** Numbers of the metrics and cohort gates; the others may say what they found in words. */
  readonly value: number | string | null;
  readonly limit: number | string | null;
  readonly margin: number | null;
  readonly message: string | null;
  /** What kind of check it is: "missing", "tests", "key". */
  readonly kind?: string;
  readonly column?: string;
  /** What was found and what is allowed, in words that a plate shows: "1.84 %", "≤ 1 %". */
  readonly found?: string;
  readonly allowed?: string;
  readonly module?: string;
  readonly file?: string;
  readonly line?: number;
  readonly cohort?: string;
  readonly people?: number;
  /** A cohort's gap to all, with its sign; how far it may be from zero; the champion's gap. */
  readonly gap?: number;
  readonly tolerance?: number;
  readonly champion?: number;
  /** The 95 % interval of a cohort's gap. */
  readonly interval?: readonly [number, number];
}

/** A verdict as it is drawn: the file of a gate's component, or a try. */
export interface GateVerdict {
  readonly verdict: VerdictWord;
  readonly rules: readonly GateRule[];
  readonly message?: string;
  /** Of an approval: what was asked, who was asked or answered, when, and why. */
  readonly question?: string;
  readonly who?: string;
  readonly when?: string;
  readonly why?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a verdict file; the failure is a sentence. */
export function readVerdictFile(text: string): Result<GateVerdict, string> {
  const read = readJson(text);
  if (!read.ok) return fail(`This file is no verdict: ${read.failure}.`);
  const { value } = read;
  const fields = fieldsOf(value);
  const word = fields && wordOf(fields.verdict);
  if (!fields || word === undefined) return fail('This file holds no verdict: it says neither passed, held-back nor failed.');
  const rules = Array.isArray(fields.rules) ? fields.rules.flatMap((each: unknown) => ruleOf(fieldsOf(each))) : [];
  return ok({
    verdict: word,
    rules,
    ...texts(fields, { message: 'message', question: 'question', who: 'approvers', when: 'asked' }),
    ...texts(fields, { who: 'who', when: 'when', why: 'why' }),
  });
}

function wordOf(value: unknown): VerdictWord | undefined {
  return value === 'passed' || value === 'held-back' || value === 'failed' ? value : value === 'asking' || value === 'waiting' ? 'asking' : undefined;
}

function ruleOf(fields: Fields | undefined): GateRule[] {
  if (!fields) return [];
  const result = fields.result === 'skipped' ? 'skipped' : wordOf(fields.result);
  if (result === undefined || result === 'asking') return [];
  const interval = Array.isArray(fields.interval) ? fields.interval.filter((each): each is number => typeof each === 'number') : [];
  const [low, high] = interval;
  return [
    {
      text: textOf(fields.text) ?? '',
      label: textOf(fields.label) ?? null,
      result,
      left: textOf(fields.left) ?? null,
      operator: textOf(fields.operator) ?? null,
      right: textOf(fields.right) ?? null,
      value: numberOrText(fields.value),
      limit: numberOrText(fields.limit),
      margin: typeof fields.margin === 'number' ? fields.margin : null,
      message: textOf(fields.message) ?? null,
      ...texts(fields, { kind: 'kind', column: 'column', found: 'found', allowed: 'allowed', module: 'module', file: 'file', cohort: 'cohort' }),
      ...numbers(fields, ['line', 'people', 'gap', 'tolerance', 'champion']),
      ...(low !== undefined && high !== undefined ? { interval: [low, high] as const } : {}),
    },
  ];
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOrText(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : null;
}

function numbers<K extends string>(fields: Fields, keys: readonly K[]): { readonly [P in K]?: number } {
  const found: { [P in K]?: number } = {};
  for (const key of keys) {
    const value = fields[key];
    if (typeof value === 'number' && Number.isFinite(value)) found[key] = value;
  }
  return found;
}

function texts<K extends string>(fields: Fields, keys: Readonly<Record<K, string>>): { readonly [P in K]?: string } {
  const found: { [P in K]?: string } = {};
  for (const key of Object.keys(keys) as K[]) {
    const text = textOf(fields[keys[key]]);
    if (text !== undefined) found[key] = text;
  }
  return found;
}
