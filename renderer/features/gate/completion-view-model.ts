import { valueText } from '#renderer/state/gates/gate-look.ts';
import { isDeclared, type KnownMetrics, numberOf } from './metrics-known.ts';

export interface Completion {
  /** What is written in place of the beginning. */
  readonly name: string;
  /** Its value in the file tried. */
  readonly detail: string;
  readonly group: string;
}

export interface Completions {
  /** Where the beginning of the name stands. */
  readonly start: number;
  readonly prefix: string;
  readonly items: readonly Completion[];
}

const MOST = 40;
const BEGINNING = /(?:^|[^\p{L}\p{N}_.\]-])([\p{L}_][\p{L}\p{N}_.-]*)$/u;

/** Metrics whose names go on from what stands before the caret. `asked`: also without a beginning. */
export function completionsAt(text: string, caret: number, known: KnownMetrics, asked: boolean): Completions | undefined {
  const before = text.slice(0, caret);
  const prefix = BEGINNING.exec(before)?.[1] ?? '';
  if (prefix === '' && !asked) return undefined;
  const items = prefix.startsWith('baseline.') ? ofBaseline(known) : ofMetrics(known);
  const wanted = prefix.toLowerCase();
  const starts = items.filter((item) => item.name.toLowerCase().startsWith(wanted) && item.name !== prefix);
  const holds = prefix.length < 2 ? [] : items.filter((item) => !item.name.toLowerCase().startsWith(wanted) && item.name.toLowerCase().includes(wanted));
  const found = [...starts, ...holds].slice(0, MOST);
  // In the order of the groups, so that each has one head.
  const groups = [...new Set(items.map((item) => item.group))];
  const sorted = groups.flatMap((group) => found.filter((item) => item.group === group));
  return sorted.length === 0 ? undefined : { start: caret - prefix.length, prefix, items: sorted };
}

function ofMetrics(known: KnownMetrics): Completion[] {
  const { declared, metrics, baseline } = known;
  const names = metrics?.names ?? [];
  const exact = declared.filter((name) => !name.includes('*'));
  const matching = names.filter((name) => !exact.includes(name) && isDeclared(declared, name));
  const seen = names.filter((name) => !isDeclared(declared, name));
  const detail = (name: string) => valueText(numberOf(metrics, name) ?? null);
  const writer = known.component ?? known.writer;
  const items: Completion[] = [...exact, ...matching].map((name) => ({
    name,
    detail: detail(name),
    group: writer === undefined ? 'Declared by its component' : `Declared by \`${writer}\``,
  }));
  if (metrics) for (const name of seen) items.push({ name, detail: detail(name), group: `Only in ${metrics.name}` });
  items.push({ name: 'baseline.', detail: baseline ? `${baseline.names.length} metrics` : '', group: 'Champion' });
  for (const name of ['abs(', 'min(', 'max(']) items.push({ name, detail: '', group: 'Functions' });
  return items;
}

function ofBaseline({ declared, baseline }: KnownMetrics): Completion[] {
  const names = baseline?.names ?? declared.filter((name) => !name.includes('*'));
  return names.map((name) => ({ name: `baseline.${name}`, detail: valueText(numberOf(baseline, name) ?? null), group: 'Champion' }));
}
