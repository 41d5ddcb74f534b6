import { isBlank, lengthOf, trimBlanks } from './characters.ts';
import { type ComparisonRead, parseComparison } from './parse-comparison.ts';
import { type Expression, LIMITS, type ParsedRules, type RuleLine, type RuleSyntaxError, type RuleToken } from './rules.ts';

/** Reads a rules text: one rule a line, blank lines and lines that start with `#` left out. Never throws, whatever the text is. */
export function parseRules(text: string): ParsedRules {
  const rules: RuleLine[] = [];
  const errors: RuleSyntaxError[] = [];
  let lineNumber = 0;
  for (const { start, end } of linesOf(text)) {
    lineNumber++;
    const trimmed = trim(text, start, end);
    if (trimmed.start === trimmed.end || text[trimmed.start] === '#') continue;
    if (rules.length === LIMITS.rules) {
      errors.push({ message: `There are more than ${LIMITS.rules} rules.`, ...trimmed });
      break;
    }
    rules.push(parseLine(text, lineNumber, { start, end }, trimmed));
  }
  return { rules, errors };
}

/** Names of the metrics that a rule reads, as written, without doubles; those of the baseline with `baseline.`. */
export function metricNamesIn(rule: RuleLine): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    switch (node.kind) {
      case 'number':
        return;
      case 'metric':
        names.add(node.name);
        return;
      case 'sign':
        visit(node.of);
        return;
      case 'binary':
        visit(node.left);
        visit(node.right);
        return;
      case 'call':
        for (const argument of node.args) visit(argument);
    }
  };
  if (rule.tree) for (const side of [rule.tree.left, rule.tree.right]) visit(side);
  return [...names];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines end with `\n`, `\r\n` or `\r`; a byte order mark in front belongs to none. */
function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (let at = start; at <= text.length; at++) {
    const character = text[at];
    if (character !== '\n' && character !== '\r' && character !== undefined) continue;
    lines.push({ start, end: at });
    if (character === '\r' && text[at + 1] === '\n') at++;
    start = at + 1;
  }
  return lines;
}

function trim(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isBlank(text[from] ?? '')) from++;
  while (to > from && isBlank(text[to - 1] ?? '')) to--;
  return { start: from, end: to };
}

function parseLine(text: string, lineNumber: number, line: Span, { start, end }: Span): RuleLine {
  const own = text.slice(start, end);
  const made = (label: string | null, read: ComparisonRead, tokens: readonly RuleToken[] = []): RuleLine => ({
    lineNumber,
    start,
    end,
    text: own,
    label,
    whenBaseline: read.whenBaseline,
    tokens: [...tokens, ...read.tokens],
    tree: read.tree,
    error: read.error,
  });
  const failed = (message: string, at: Span): ComparisonRead => ({ tokens: [], whenBaseline: false, tree: undefined, error: { message, ...at } });

  // Counted on the line as it is written, before anything is read of it.
  if (lengthOf(text.slice(line.start, line.end)) > LIMITS.lineLength) {
    return made(null, failed(`The line is longer than ${LIMITS.lineLength} characters.`, { start, end }));
  }
  const plain = parseComparison(text, start, end);
  const colon = own.indexOf(':');
  if (plain.tree || colon < 0) return made(null, plain);

  const behind = start + colon + 1;
  const label = trimBlanks(own.slice(0, colon));
  const words: RuleToken[] = [
    { kind: 'label', text: label, start, end: start + label.length },
    { kind: 'colon', text: ':', start: behind - 1, end: behind },
  ];
  const labelled = parseComparison(text, behind, end);
  const before = own.slice(0, colon);
  if (isBehindComparison(before) || (!labelled.tree && isWithinKeyOrComment(before))) return made(null, plain);
  if (label === '') return made(null, failed('A label is missing before the colon.', { start: behind - 1, end: behind }), words.slice(1));
  if (lengthOf(label) > LIMITS.labelLength) {
    return made(label, { ...failed(`The label is longer than ${LIMITS.labelLength} characters.`, { start, end: start + label.length }) }, words);
  }
  return made(label, labelled, words);
}

/**
 * True when this text compares something and then begins a comment: a colon behind it is the comment's, so that `a >= 0..9 # was: a >= 0.5` is a
 * rule that cannot be read, not the rule of its comment.
 */
function isBehindComparison(before: string): boolean {
  return commentsIn(before).some((at) => /[<>=]/.test(before.slice(0, at)));
}

/** True when a colon behind this text belongs to a key in brackets or to a comment, unless the line makes sense with a label. */
function isWithinKeyOrComment(before: string): boolean {
  if (before.lastIndexOf('[') > before.lastIndexOf(']')) return true;
  return commentsIn(before).length > 0;
}

/** Where a comment may begin: at each `#` behind a blank. */
function commentsIn(text: string): number[] {
  return [...text.matchAll(/#/g)].map((match) => match.index).filter((at) => at > 0 && isBlank(text[at - 1] ?? ''));
}
