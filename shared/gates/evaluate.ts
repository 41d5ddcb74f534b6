import { nearestMetrics } from '#shared/base/nearest.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { firstCharacters } from './characters.ts';
import { kindOf, knownMetrics, numberIn, valueAt } from './metric-values.ts';
import { parseRules } from './parse-rules.ts';
import { type Expression, LIMITS, type RuleLine } from './rules.ts';
import { type GateResult, marginOf, type RuleVerdict, type Verdict } from './verdict.ts';

const KNOWN_SHOWN = 8;

/**
 * The verdict on rules. `metrics` undefined: there are none, and the gate fails; `baseline` undefined: there is no champion, and rules that begin with
 * `when baseline,` are skipped. Values are what JSON gives. Rules that were read already are not read again.
 */
export function evaluateRules(
  rules: string | readonly RuleLine[],
  metrics: unknown | undefined,
  baseline?: unknown,
  names: { readonly metrics?: string; readonly baseline?: string } = {},
): Verdict {
  const files = { metrics: names.metrics ?? null, baseline: names.baseline ?? null };
  if (metrics === undefined) return { verdict: 'failed', rules: [], ...files, message: 'There are no metrics.' };
  const parsed = typeof rules === 'string' ? parseRules(rules) : { rules, errors: [] };
  const problem = parsed.errors[0];
  if (problem) return { verdict: 'failed', rules: [], ...files, message: problem.message };
  const judge = new Judge(metrics, baseline);
  const rows = parsed.rules.map((rule) => judge.judge(rule));
  if (rows.every((row) => row.result === 'skipped')) return { verdict: 'failed', rules: rows, ...files, message: 'Nothing was checked.' };
  return { verdict: worstOf(rows), rules: rows, ...files };
}

function worstOf(rows: readonly RuleVerdict[]): GateResult {
  if (rows.some((row) => row.result === 'failed')) return 'failed';
  return rows.some((row) => row.result === 'held-back') ? 'held-back' : 'passed';
}

/** Judges one rule after the other on the same metrics. */
class Judge {
  readonly #metrics: unknown;
  readonly #baseline: unknown;
  readonly #known = new Map<boolean, readonly string[]>();

  constructor(metrics: unknown, baseline: unknown) {
    this.#metrics = metrics;
    this.#baseline = baseline;
  }

  judge(rule: RuleLine): RuleVerdict {
    const row: RuleVerdict = {
      text: firstCharacters(rule.text, LIMITS.lineLength),
      label: rule.label,
      result: 'failed',
      left: rule.tree?.leftText ?? null,
      operator: rule.tree?.operator ?? null,
      right: rule.tree?.rightText ?? null,
      value: null,
      limit: null,
      margin: null,
      message: rule.error?.message ?? null,
    };
    if (!rule.tree) return row;
    if (rule.whenBaseline && this.#baseline === undefined) return { ...row, result: 'skipped', message: 'There is no baseline.' };
    const value = this.#number(rule.tree.left);
    if (!value.ok) return { ...row, message: value.failure };
    const limit = this.#number(rule.tree.right);
    if (!limit.ok) return { ...row, message: limit.failure };
    const shown = { value: forJson(value.value), limit: forJson(limit.value) };
    if (Number.isNaN(value.value) || Number.isNaN(limit.value)) {
      const which = Number.isNaN(value.value) ? 'value' : 'limit';
      return { ...row, ...shown, message: `The ${which} is not a number (NaN).` };
    }
    const { holds, margin } = marginOf(value.value, rule.tree.operator, limit.value);
    return {
      ...row,
      ...shown,
      result: holds ? 'passed' : 'held-back',
      margin: forJson(margin),
      message: infinities(value.value, limit.value),
    };
  }

  #number(node: Expression): Result<number, string> {
    switch (node.kind) {
      case 'number':
        return ok(node.value);
      case 'metric':
        return this.#metric(node);
      case 'sign': {
        const of = this.#number(node.of);
        return of.ok && node.sign === '-' ? ok(-of.value) : of;
      }
      case 'binary': {
        const left = this.#number(node.left);
        if (!left.ok) return left;
        const right = this.#number(node.right);
        if (!right.ok) return right;
        if (node.operator === '/' && right.value === 0) return fail('The rule divides by zero.');
        return ok(compute(left.value, node.operator, right.value));
      }
      case 'call': {
        const values: number[] = [];
        for (const argument of node.args) {
          const value = this.#number(argument);
          if (!value.ok) return value;
          values.push(value.value);
        }
        if (node.name === 'abs') return ok(Math.abs(values[0] ?? Number.NaN));
        return ok(node.name === 'min' ? Math.min(...values) : Math.max(...values));
      }
    }
  }

  #metric(node: Extract<Expression, { kind: 'metric' }>): Result<number, string> {
    const source = node.fromBaseline ? this.#baseline : this.#metrics;
    if (source === undefined) return fail(`There is no baseline to read ${node.name} from.`);
    const found = valueAt(source, node.parts);
    if (!found) return fail(`There is no metric ${node.name}.${this.#hint(node)}`);
    const number = numberIn(found.value);
    return number === undefined ? fail(`${node.name} is ${kindOf(found.value)}, not a number.`) : ok(number);
  }

  #hint(node: Extract<Expression, { kind: 'metric' }>): string {
    let known = this.#known.get(node.fromBaseline);
    if (!known) {
      const before = node.fromBaseline ? 'baseline.' : '';
      known = knownMetrics(node.fromBaseline ? this.#baseline : this.#metrics).map((name) => before + name);
      this.#known.set(node.fromBaseline, known);
    }
    const near = nearestMetrics(node.name, known);
    if (near.length > 0) return ` Did you mean ${listed(near)}?`;
    if (known.length === 0) return ' The file holds no numbers.';
    const more = known.length - KNOWN_SHOWN;
    return ` It holds ${known.slice(0, KNOWN_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
  }
}

function compute(left: number, operator: '+' | '-' | '*' | '/', right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

/** `a, b or c`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** A number as the verdict file holds it: no negative zero, null for what JSON has no word for. */
function forJson(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

function infinities(value: number, limit: number): string | null {
  const said = [
    Number.isFinite(value) ? '' : `The value is ${value > 0 ? '' : '-'}Infinity.`,
    Number.isFinite(limit) ? '' : `The limit is ${limit > 0 ? '' : '-'}Infinity.`,
  ].filter((sentence) => sentence !== '');
  return said.length === 0 ? null : said.join(' ');
}
