import { marginText, valueText } from '#renderer/state/gates/gate-look.ts';
import { readJson } from '#shared/gates/read-json.ts';
import type { RuleLine } from '#shared/gates/rules.ts';
import { directionOf } from '#shared/runs/metric-direction.ts';

/** A rule of a gate that reads this file, and what it came to in the run. */
export interface ReadingRule {
  readonly gate: string;
  /** Its label, else its text. */
  readonly name: string;
  readonly text: string;
  /** Metrics that it reads, as rules write them. */
  readonly reads: readonly string[];
  readonly result: 'passed' | 'held-back' | 'failed' | 'skipped' | undefined;
}

/** A row of a file of numbers. */
export interface NumberRow {
  /** As a rule would write it; also its key. */
  readonly name: string;
  readonly key: string;
  readonly depth: number;
  /** Has rows below it. */
  readonly isGroup: boolean;
  /** "3 keys", "n 402". */
  readonly note: string | undefined;
  readonly value: string;
  readonly champion: string;
  readonly difference: string;
  readonly is: 'better' | 'worse' | 'same' | undefined;
  /** May be used in a rule. */
  readonly isNumber: boolean;
  readonly rules: readonly ReadingRule[];
}

const MOST_ROWS = 2000;
const MOST_LIST = 100;

/** The value of a JSON file, also of what Python writes for numbers that are none; undefined when it is none. */
export function readNumbers(text: string): unknown {
  const read = readJson(text);
  return read.ok ? read.value : undefined;
}

/** Every value of a file as rows: groups first by their place, each number beside the champion's and the rules that read it. */
export function numberRows(value: unknown, champion: unknown, rules: readonly ReadingRule[], lines: readonly RuleLine[] = []): readonly NumberRow[] {
  const rows: NumberRow[] = [];
  const walk = (current: unknown, other: unknown, name: string, key: string, depth: number): void => {
    if (rows.length >= MOST_ROWS) return;
    const children = childrenOf(current);
    if (children) {
      if (depth >= 0) {
        const count = children.find(([child, each]) => child === 'n' && typeof each === 'number');
        const note = count
          ? `n ${valueText(Number(count[1]))}`
          : Array.isArray(current)
            ? `${current.length} items`
            : children.length === 1
              ? '1 key'
              : `${children.length} keys`;
        rows.push({ name, key, depth, isGroup: true, note, value: '', champion: '', difference: '', is: undefined, isNumber: false, rules: [] });
      }
      for (const [child, each] of children.slice(0, MOST_LIST)) {
        if (child === 'n' && depth >= 0 && typeof each === 'number') continue;
        walk(each, childOf(other, child), nameBelow(name, child), child, depth + 1);
      }
      return;
    }
    rows.push(leafOf(current, other, { name, key, depth }, rules, lines));
  };
  walk(value, champion, '', '', -1);
  return rows;
}

function leafOf(
  value: unknown,
  other: unknown,
  at: { readonly name: string; readonly key: string; readonly depth: number },
  rules: readonly ReadingRule[],
  lines: readonly RuleLine[],
): NumberRow {
  const isNumber = typeof value === 'number';
  const both = isNumber && typeof other === 'number' ? value - other : undefined;
  const better = directionOf(at.name, lines);
  const is =
    both === undefined
      ? undefined
      : Math.abs(both) < 5e-5
        ? 'same'
        : better === undefined
          ? undefined
          : both > 0 === (better === 'higher')
            ? 'better'
            : 'worse';
  return {
    ...at,
    isGroup: false,
    note: undefined,
    value: plain(value),
    champion: other === undefined ? '' : plain(other),
    difference: both === undefined ? '' : both === 0 ? '0' : marginText(both),
    is,
    isNumber,
    rules: rules.filter((rule) => rule.reads.includes(at.name)),
  };
}

/** How many numbers there are: "27 numbers". */
export function countNumbers(rows: readonly NumberRow[]): number {
  return rows.filter((row) => row.isNumber).length;
}

/** Rows below a shut group are not drawn. */
export function openRows(rows: readonly NumberRow[], shut: ReadonlySet<string>): readonly NumberRow[] {
  const shown: NumberRow[] = [];
  let hidden: number | undefined;
  for (const row of rows) {
    if (hidden !== undefined && row.depth > hidden) continue;
    hidden = row.isGroup && shut.has(row.name) ? row.depth : undefined;
    shown.push(row);
  }
  return shown;
}

function childrenOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((each, k) => [String(k), each] as const);
  return value !== null && typeof value === 'object' ? Object.entries(value) : undefined;
}

function childOf(value: unknown, key: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** As a rule writes it: `cohorts.over_60.recall`, `cohorts[age > 60].recall`. */
function nameBelow(name: string, key: string): string {
  if (name === '') return key;
  return /^[\p{L}\p{N}_-]+$/u.test(key) ? `${name}.${key}` : `${name}[${key}]`;
}

function plain(value: unknown): string {
  if (typeof value === 'number') return valueText(value);
  if (typeof value === 'string') return value;
  return value === null ? 'null' : String(value);
}
