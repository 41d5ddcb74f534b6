/** A stretch of the rules text, in UTF-16 units from 0. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type Operator = '>=' | '<=' | '>' | '<' | '==' | '!=';

export type TokenKind = 'label' | 'colon' | 'when' | 'number' | 'metric' | 'function' | 'operator' | 'mark' | 'comment' | 'unreadable';

/** A word of a rule, for colouring. */
export interface RuleToken extends Range {
  readonly kind: TokenKind;
  readonly text: string;
}

/** One step of a metric's name: `over_60`, `0`, or the key of `[age > 60]`. */
export interface MetricPart {
  readonly key: string;
  readonly bracketed: boolean;
}

/** What is computed on one side of a comparison. */
export type Expression =
  | ({ readonly kind: 'number'; readonly value: number } & Range)
  | ({ readonly kind: 'metric'; readonly name: string; readonly parts: readonly MetricPart[]; readonly fromBaseline: boolean } & Range)
  | ({ readonly kind: 'sign'; readonly sign: '+' | '-'; readonly of: Expression } & Range)
  | ({ readonly kind: 'binary'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Expression; readonly right: Expression } & Range)
  | ({ readonly kind: 'call'; readonly name: 'abs' | 'min' | 'max'; readonly args: readonly Expression[] } & Range);

/** `left operator right`, with the texts of both sides as written. */
export interface Comparison {
  readonly left: Expression;
  readonly operator: Operator;
  readonly right: Expression;
  readonly leftText: string;
  readonly rightText: string;
  readonly operatorRange: Range;
}

/** Why a rule cannot be read: one sentence, and where. */
export interface RuleSyntaxError extends Range {
  readonly message: string;
}

/** One rule of the text. */
export interface RuleLine extends Range {
  /** From 1. */
  readonly lineNumber: number;
  /** The line without blanks at both ends; label and comment included. */
  readonly text: string;
  readonly label: string | null;
  readonly whenBaseline: boolean;
  readonly tokens: readonly RuleToken[];
  /** What the rule says; undefined when it cannot be read, and then `error` says why. */
  readonly tree: Comparison | undefined;
  readonly error: RuleSyntaxError | undefined;
}

/** What a rules text says. */
export interface ParsedRules {
  readonly rules: readonly RuleLine[];
  /** What is wrong with the list as a whole: too many rules. */
  readonly errors: readonly RuleSyntaxError[];
}

/** Limits of the language. A line's length is counted in characters, nesting in brackets and functions. */
export const LIMITS = { lineLength: 1000, rules: 200, depth: 50, labelLength: 80, metricsBytes: 64 * 2 ** 20, jsonDepth: 200 } as const;
