import { printQuoted, printScalar } from '#shared/yaml/print-scalar.ts';
import { isPlainMap, type Plain } from './plain.ts';

/** A value as text behind `key:` or `-`: what stands on the same line, and the full lines below it (indented, without breaks). */
export interface Printed {
  readonly head: string;
  readonly lines: readonly string[];
}

export interface PrintOptions {
  /** Column of the key or dash that holds the value. */
  readonly indent: number;
  /** How much deeper the keys of a nested mapping stand. */
  readonly step: number;
  /** How much deeper than its key the dashes of a list stand. */
  readonly dashStep: number;
  /** The value stands behind a dash: a mapping starts on the dash's own line. */
  readonly item?: boolean;
  /** Quotes for a text value, where it is quoted by choice. */
  readonly quote?: 'single' | 'double';
  /** True and False rather than true and false. */
  readonly capital?: boolean;
  /**
   * Text of several lines goes into quotes: always, because comments deeper than the key follow that a block scalar would swallow; or where it ends in a
   * line break, because the file ends without one.
   */
  readonly noBlocks?: 'all' | 'ending';
  /** Short lists of plain values stand in brackets: `[7, 15, 31]`. */
  readonly flowLists?: boolean;
}

const LONGEST_FLOW = 60;

/** Numbers, and words that need no quotes. */
function isShort(value: Plain): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && /^[\w.-]{1,24}$/.test(value) && printScalar(value, { flow: true }) === value)
  );
}

/** Prints a value in block style. Text of several lines becomes a literal block. */
export function printBlock(value: Plain, options: PrintOptions): Printed {
  if (typeof value === 'string' && value.includes('\n')) return printText(value, options);
  if (Array.isArray(value)) {
    const flow = value.length === 0 || (options.flowLists && !options.item && value.every(isShort)) ? printFlow(value) : undefined;
    return flow !== undefined && flow.length <= LONGEST_FLOW ? { head: flow, lines: [] } : printList(value, options);
  }
  if (isPlainMap(value)) return Object.keys(value).length === 0 ? { head: '{}', lines: [] } : printMap(value, options);
  if (typeof value === 'boolean' && options.capital) return { head: value ? 'True' : 'False', lines: [] };
  return { head: printOne(value as string | number | boolean | null, options.quote, false), lines: [] };
}

/** Prints a value on one line, in flow style. */
export function printFlow(value: Plain, quote?: 'single' | 'double'): string {
  if (Array.isArray(value)) return `[${value.map((item: Plain) => printFlow(item)).join(', ')}]`;
  if (isPlainMap(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${printKey(key, true)}: ${printFlow(item)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return printOne(value as string | number | boolean | null, quote, true);
}

/** A key as text: quoted when it would otherwise be read as something else. */
export function printKey(key: string, flow: boolean): string {
  return printScalar(key, { flow });
}

/** Text of several lines as a literal block, chomping chosen by its end; in double quotes when a block cannot hold it. */
export function printText(value: string, options: PrintOptions, contentIndent?: number): Printed {
  if (
    options.noBlocks === 'all' ||
    (options.noBlocks === 'ending' && value.endsWith('\n')) ||
    /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\ufffe\uffff]/u.test(value) ||
    /^\s*$/.test(value)
  )
    return { head: printOne(value, 'double', false), lines: [] };
  const body = value.replace(/\n+$/, '');
  const ends = value.length - body.length;
  const indent = contentIndent ?? options.indent + options.step;
  const first = body.split('\n').find((line) => line !== '') ?? '';
  const deeper = /^[ \t]/.test(first) || /^\n*[ \t]+\n/.test(body);
  if (deeper && (indent - options.indent < 1 || indent - options.indent > 9)) return { head: printOne(value, 'double', false), lines: [] };
  const head = `|${deeper ? indent - options.indent : ''}${ends === 0 ? '-' : ends === 1 ? '' : '+'}`;
  const pad = ' '.repeat(indent);
  const lines = body.split('\n').map((line) => (line === '' ? '' : pad + line));
  for (let k = 1; k < ends; k++) lines.push('');
  return { head, lines };
}

function printMap(value: { readonly [key: string]: Plain }, options: PrintOptions): Printed {
  const column = options.indent + (options.item ? 2 : options.step);
  const pad = ' '.repeat(column);
  const lines: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    const printed = printBlock(item, { ...inner(options), indent: column });
    lines.push(`${pad}${printKey(key, false)}:${printed.head === '' ? '' : ` ${printed.head}`}`, ...printed.lines);
  }
  return options.item ? { head: (lines[0] ?? '').slice(column), lines: lines.slice(1) } : { head: '', lines };
}

function printList(value: readonly Plain[], options: PrintOptions): Printed {
  const column = options.indent + (options.item ? 2 : options.dashStep);
  const pad = ' '.repeat(column);
  const lines: string[] = [];
  for (const item of value) {
    const printed = printBlock(item, { ...inner(options), indent: column, item: true });
    lines.push(`${pad}-${printed.head === '' ? '' : ` ${printed.head}`}`, ...printed.lines);
  }
  return options.item ? { head: (lines[0] ?? '').slice(column), lines: lines.slice(1) } : { head: '', lines };
}

/** What a nested value takes over from the one around it. */
function inner(options: PrintOptions): Pick<PrintOptions, 'step' | 'dashStep' | 'noBlocks' | 'flowLists'> {
  const { step, dashStep, noBlocks, flowLists } = options;
  return { step, dashStep, ...(noBlocks ? { noBlocks } : {}), ...(flowLists ? { flowLists } : {}) };
}

function printOne(value: string | number | boolean | null, quote: 'single' | 'double' | undefined, flow: boolean): string {
  return typeof value === 'string' && quote ? printQuoted(value, quote) : printScalar(value, { flow });
}
