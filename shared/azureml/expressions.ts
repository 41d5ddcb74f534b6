import type { Expression, ExpressionAt } from './expression.ts';

const SERVER_NAMES: ReadonlySet<string> = new Set(['name', 'output_name', 'default_datastore']);

/** Every `${{ … }}` in a string, in order. Blanks inside the braces are allowed here; `spaced` tells. */
export function parseExpressions(text: string): ExpressionAt[] {
  const found: ExpressionAt[] = [];
  for (let start = text.indexOf('${{'); start >= 0; ) {
    const close = text.indexOf('}}', start + 3);
    if (close < 0) break;
    const inside = text.slice(start + 3, close);
    const lineEnd = inside.lastIndexOf('\n');
    if (lineEnd >= 0) {
      // What is opened before the end of a line is not closed behind it.
      start = text.indexOf('${{', start + 3 + lineEnd);
      continue;
    }
    const path = inside.trim();
    const pathStart = path === inside ? start + 3 : start + 3 + (inside.length - inside.trimStart().length);
    const end = close + 2;
    found.push({ expression: parsePath(path), start, end, pathStart, pathEnd: pathStart + path.length, spaced: path.length !== inside.length });
    start = text.indexOf('${{', end);
  }
  return found;
}

/** The expression that a string consists of, in the tight form that makes it a binding to Azure ML; undefined when anything else stands in it. */
export function wholeBinding(text: string): Expression | undefined {
  if (!text.startsWith('${{') || !text.endsWith('}}')) return undefined;
  const found = parseExpressions(text);
  const only = found[0];
  return found.length === 1 && only && !only.spaced && only.start === 0 && only.end === text.length ? only.expression : undefined;
}

/** The one expression of a string that holds nothing else but blanks and line ends around it, spaced or not. */
export function soleExpression(text: string): ExpressionAt | undefined {
  const found = parseExpressions(text);
  const only = found[0];
  if (found.length !== 1 || !only) return undefined;
  return text.slice(0, only.start).trim() === '' && text.slice(only.end).trim() === '' ? only : undefined;
}

/** Reads the path between the braces: `parent.jobs.train.outputs.model`. Names of inputs and outputs may be dotted (groups). */
export function parsePath(path: string): Expression {
  const other: Expression = { kind: 'other', path };
  if (/\s/.test(path)) return other;
  if (SERVER_NAMES.has(path)) return { kind: 'server', name: path as 'name' | 'output_name' | 'default_datastore' };
  const dot = path.indexOf('.');
  if (dot < 0) return other;
  const root = path.slice(0, dot);
  const rest = path.slice(dot + 1);
  if (rest === '') return other;
  switch (root) {
    case 'inputs':
      return { kind: 'own-input', input: rest };
    case 'outputs':
      return { kind: 'own-output', output: rest };
    case 'search_space':
      return { kind: 'search-space', parameter: rest };
    case 'parent':
      return parseParentPath(rest) ?? other;
    default:
      return other;
  }
}

function parseParentPath(rest: string): Expression | undefined {
  const dot = rest.indexOf('.');
  if (dot < 0) return undefined;
  const section = rest.slice(0, dot);
  const name = rest.slice(dot + 1);
  if (name === '') return undefined;
  if (section === 'inputs') return { kind: 'parent-input', input: name };
  if (section === 'outputs') return { kind: 'parent-output', output: name };
  if (section !== 'jobs') return undefined;
  const end = name.indexOf('.');
  if (end < 0) return { kind: 'job', job: name };
  if (end === 0) return undefined;
  const job = name.slice(0, end);
  if (name.startsWith('.outputs.', end) && name.length > end + 9) return { kind: 'job-output', job, output: name.slice(end + 9) };
  if (name.startsWith('.inputs.', end) && name.length > end + 8) return { kind: 'job-input', job, input: name.slice(end + 8) };
  return undefined;
}

/** The path of an expression, as it stands between the braces. */
export function printPath(expression: Expression): string {
  switch (expression.kind) {
    case 'parent-input':
      return `parent.inputs.${expression.input}`;
    case 'parent-output':
      return `parent.outputs.${expression.output}`;
    case 'job-output':
      return `parent.jobs.${expression.job}.outputs.${expression.output}`;
    case 'job-input':
      return `parent.jobs.${expression.job}.inputs.${expression.input}`;
    case 'job':
      return `parent.jobs.${expression.job}`;
    case 'own-input':
      return `inputs.${expression.input}`;
    case 'own-output':
      return `outputs.${expression.output}`;
    case 'search-space':
      return `search_space.${expression.parameter}`;
    case 'server':
      return expression.name;
    case 'other':
      return expression.path;
  }
}

/** The tight text of an expression: the only form that Azure ML reads as a binding. */
export function printExpression(expression: Expression): string {
  return `\${{${printPath(expression)}}}`;
}

/** Where an expression's braces are opened and never closed, or closed around nothing: it would be passed on as plain text (BND-006). */
export function findBrokenExpressions(text: string): { readonly start: number; readonly end: number; readonly reason: 'unclosed' | 'empty' }[] {
  const broken: { start: number; end: number; reason: 'unclosed' | 'empty' }[] = [];
  for (let at = text.indexOf('${{'); at >= 0; at = text.indexOf('${{', at + 3)) {
    const lineEnd = text.indexOf('\n', at);
    const close = text.indexOf('}}', at);
    if (close < 0 || (lineEnd >= 0 && close > lineEnd)) broken.push({ start: at, end: lineEnd < 0 ? text.length : lineEnd, reason: 'unclosed' });
    else if (text.slice(at + 3, close).trim() === '') broken.push({ start: at, end: close + 2, reason: 'empty' });
  }
  return broken;
}

/** A `$[[ … ]]` fragment of a command, which Azure ML drops when the optional input in it is not set. */
export interface OptionalFragment {
  readonly start: number;
  readonly end: number;
  /** Offsets of what stands between the brackets. */
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly expressions: readonly ExpressionAt[];
}

/** The optional fragments of a command. Positions of the expressions are offsets in the whole string. */
export function parseOptionalFragments(command: string): OptionalFragment[] {
  const fragments: OptionalFragment[] = [];
  if (!command.includes('$[[')) return fragments;
  const all = parseExpressions(command);
  for (const match of command.matchAll(/\$\[\[([\s\S]*?)\]\]/g)) {
    const start = match.index;
    const end = start + match[0].length;
    fragments.push({ start, end, innerStart: start + 3, innerEnd: end - 2, expressions: all.filter((one) => one.start >= start && one.end <= end) });
  }
  return fragments;
}
