import type { Comparison, Expression, MetricPart, Operator, RuleSyntaxError, RuleToken } from './rules.ts';
import { LIMITS } from './rules.ts';
import { tokenize } from './tokenize.ts';

/** A comparison, read or not, with its words for colouring. */
export interface ComparisonRead {
  readonly tokens: readonly RuleToken[];
  readonly whenBaseline: boolean;
  readonly tree: Comparison | undefined;
  readonly error: RuleSyntaxError | undefined;
}

/** A rule that cannot be read ends the descent; it never leaves this file. */
class Stop extends Error {
  readonly at: RuleSyntaxError;
  constructor(at: RuleSyntaxError) {
    super(at.message);
    this.at = at;
  }
}

/** Reads `[when baseline,] comparison [comment]`. */
export function parseComparison(text: string, start: number, end: number): ComparisonRead {
  const { tokens, error } = tokenize(text, start, end);
  if (error) return { tokens, whenBaseline: false, tree: undefined, error };
  const words = tokens.filter((token) => token.kind !== 'comment');
  const whenBaseline = words[0]?.text === 'when' && words[1]?.text === 'baseline' && words[2]?.text === ',';
  const last = words.at(-1)?.end ?? end;
  const reader = new Reader(text, whenBaseline ? words.slice(3) : words, last);
  const coloured = tokens.map((token, k): RuleToken => {
    if (whenBaseline && k < 3) return { ...token, kind: 'when' };
    return isFunction(token, tokens[k + 1]) ? { ...token, kind: 'function' } : token;
  });
  try {
    return { tokens: coloured, whenBaseline, tree: reader.comparison(), error: undefined };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { tokens: coloured, whenBaseline, tree: undefined, error: stop.at };
  }
}

function isFunction(token: RuleToken | undefined, next: RuleToken | undefined): boolean {
  return token?.kind === 'metric' && (token.text === 'abs' || token.text === 'min' || token.text === 'max') && next?.text === '(';
}

/** Recursive descent over the words of one comparison. */
class Reader {
  readonly #text: string;
  readonly #tokens: readonly RuleToken[];
  readonly #end: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, tokens: readonly RuleToken[], end: number) {
    this.#text = text;
    this.#tokens = tokens;
    this.#end = end;
  }

  comparison(): Comparison {
    const left = this.#sum();
    const operator = this.#tokens[this.#at];
    if (operator?.kind !== 'operator') return this.#fail(`A comparison (>=, <=, >, <, == or !=) is missing before ${this.#here()}.`);
    this.#at++;
    const right = this.#sum();
    if (this.#at < this.#tokens.length) return this.#fail(`${this.#here()} stands where the rule should end.`);
    return {
      left,
      operator: operator.text as Operator,
      right,
      leftText: this.#text.slice(left.start, left.end),
      rightText: this.#text.slice(right.start, right.end),
      operatorRange: { start: operator.start, end: operator.end },
    };
  }

  #sum(): Expression {
    let left = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      const right = this.#product();
      left = { kind: 'binary', operator: sign as '+' | '-', left, right, start: left.start, end: right.end };
    }
    return left;
  }

  #product(): Expression {
    let left = this.#factor();
    for (let sign = this.#take('*', '/'); sign; sign = this.#take('*', '/')) {
      const right = this.#factor();
      left = { kind: 'binary', operator: sign as '*' | '/', left, right, start: left.start, end: right.end };
    }
    return left;
  }

  #factor(): Expression {
    const start = this.#tokens[this.#at]?.start ?? this.#end;
    const sign = this.#take('+', '-');
    const of = this.#operand();
    return sign === undefined ? of : { kind: 'sign', sign: sign as '+' | '-', of, start, end: of.end };
  }

  #operand(): Expression {
    const token = this.#tokens[this.#at];
    const next = this.#tokens[this.#at + 1];
    if (token?.kind === 'number') {
      this.#at++;
      return { kind: 'number', value: numberOf(token.text), start: token.start, end: token.end };
    }
    if (token && isFunction(token, next)) {
      this.#at++;
      this.#open();
      const args = [this.#sum()];
      while (this.#take(',')) args.push(this.#sum());
      if (token.text === 'abs' && args.length > 1) throw new Stop({ message: 'abs takes one value.', start: token.start, end: token.end });
      return { kind: 'call', name: token.text as 'abs' | 'min' | 'max', args, start: token.start, end: this.#close() };
    }
    if (token?.kind === 'metric') {
      this.#at++;
      const parts = partsOf(token.text);
      const fromBaseline = parts[0]?.key === 'baseline';
      return { kind: 'metric', name: token.text, parts: fromBaseline ? parts.slice(1) : parts, fromBaseline, start: token.start, end: token.end };
    }
    if (token?.text === '(') {
      this.#open();
      const inner = this.#sum();
      return { ...inner, start: token.start, end: this.#close() };
    }
    return this.#fail(`A number or a metric is missing before ${this.#here()}.`);
  }

  #open(): void {
    if (++this.#depth > LIMITS.depth) this.#fail(`The rule is nested deeper than ${LIMITS.depth}.`);
    this.#at++;
  }

  /** Takes the closing bracket; the answer is where it ends. */
  #close(): number {
    const end = this.#tokens[this.#at]?.end ?? this.#end;
    if (!this.#take(')')) return this.#fail(`A closing bracket is missing before ${this.#here()}.`);
    this.#depth--;
    return end;
  }

  #take(...marks: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'mark' || !marks.includes(token.text)) return undefined;
    this.#at++;
    return token.text;
  }

  #here(): string {
    const token = this.#tokens[this.#at];
    return token ? `'${token.text}'` : 'the end';
  }

  #fail(message: string): never {
    const token = this.#tokens[this.#at];
    throw new Stop({ message, start: token?.start ?? this.#end, end: token?.end ?? this.#end });
  }
}

/** A number as written. A percent sign moves the decimal point, so that 12.3% is the double nearest to 0.123. */
function numberOf(text: string): number {
  if (!text.endsWith('%')) return Number(text);
  const [mantissa = '', exponent = '0'] = text.slice(0, -1).toLowerCase().split('e');
  return Number(`${mantissa}e${BigInt(exponent.replace(/^\+/, '')) - 2n}`);
}

const PARTS = /\[([^\]]*)\]|([^.[\]]+)/g;

/** Takes a metric's name apart. */
export function partsOf(name: string): MetricPart[] {
  return [...name.matchAll(PARTS)].map(([, bracketed, plain]) => ({ key: bracketed ?? plain ?? '', bracketed: bracketed !== undefined }));
}
