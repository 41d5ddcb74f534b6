import { COLON, canStartPlain, DASH, HASH, isBlank, isFlowIndicator, SPACE, TAB } from './characters.ts';
import { resolvePlain } from './scalar-type.ts';

/** How a scalar is to be printed. */
export interface PrintOptions {
  /** The quotes to use where some are needed, as a neighbour has them. Without: double, or single where that saves escapes. */
  readonly quote?: 'single' | 'double';
  /** Whether it will stand within brackets or braces. */
  readonly flow?: boolean;
}

/** The shortest text that both Azure ML's loader (PyYAML) and a YAML 1.2 reader take for `value`, of the same type. Always one line. */
export function printScalar(value: string | number | boolean | null, options: PrintOptions = {}): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return printNumber(value);
  if (isPlainSafe(value, options.flow ?? false)) return value;
  return printQuoted(value, options.quote);
}

/** A number in the one form that PyYAML does not take for a string: a float has a dot, and its exponent a sign. */
function printNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  const text = Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return mantissa;
  const sign = exponent.startsWith('-') ? '-' : '+';
  const digits = exponent.replace(/^[-+]/, '').padStart(2, '0');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${sign}${digits}`;
}

const typedInYaml12 =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Whether `text` without quotes reads back as this string, in PyYAML and in YAML 1.2. */
export function isPlainSafe(text: string, inFlow: boolean): boolean {
  if (text === '' || resolvePlain(text).type !== 'string' || typedInYaml12.test(text)) return false;
  const first = text.charCodeAt(0);
  if (!canStartPlain(first)) {
    if (first !== DASH || text.length < 2 || isBlank(text.charCodeAt(1)) || (inFlow && isFlowIndicator(text.charCodeAt(1)))) return false;
  }
  if (text.startsWith('---') || text.startsWith('...') || text.endsWith(' ')) return false;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code === TAB || needsEscape(code) || (inFlow && isFlowIndicator(code))) return false;
    if (code === COLON) {
      const next = k + 1 < text.length ? text.charCodeAt(k + 1) : SPACE;
      if (isBlank(next)) return false;
    } else if (code === HASH && text.charCodeAt(k - 1) === SPACE) return false;
    else if (code >= 0xd800 && code <= 0xdfff && isHalfPair(text, k)) return false;
  }
  return true;
}

/** `text` in quotes, on one line. Single quotes are used only where the text needs no escapes. */
export function printQuoted(text: string, quote: 'single' | 'double' | undefined): string {
  const needsDouble = hasEscapes(text);
  const prefersSingle = quote === undefined ? /[\\"]/.test(text) && !text.includes("'") : quote === 'single';
  if (prefersSingle && !needsDouble) return `'${text.replaceAll("'", "''")}'`;
  let result = '"';
  for (let k = 0; k < text.length; k++) result += escapeAt(text, k);
  return `${result}"`;
}

function hasEscapes(text: string): boolean {
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code === TAB || needsEscape(code) || (code >= 0xd800 && code <= 0xdfff && isHalfPair(text, k))) return true;
  }
  return false;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\0', '\\0'],
]);

function escapeAt(text: string, index: number): string {
  const character = text.charAt(index);
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = text.charCodeAt(index);
  if (!needsEscape(code) && !(code >= 0xd800 && code <= 0xdfff && isHalfPair(text, index))) return character;
  const digits = code.toString(16).toUpperCase();
  return code < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** Control characters, line breaks, and what editors do not show. */
function needsEscape(code: number): boolean {
  if (code < 0x20) return code !== TAB;
  if (code < 0x7f) return false;
  return code < 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff || code >= 0xfffe;
}

function isHalfPair(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 0xdc00) {
    const next = text.charCodeAt(index + 1);
    return !(next >= 0xdc00 && next <= 0xdfff);
  }
  const before = text.charCodeAt(index - 1);
  return !(before >= 0xd800 && before < 0xdc00);
}
