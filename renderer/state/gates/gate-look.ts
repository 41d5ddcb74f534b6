import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { GateKind } from '#shared/azureml/gate-kind.ts';
import type { GateRule, VerdictWord } from './gate-verdict.ts';

const EMBLEMS = {
  data: 'clipboard-check',
  tests: 'list-checks',
  metrics: 'gate-set',
  cohorts: 'users',
  secrets: 'key-round',
  smoke: 'flask-conical',
  approval: 'user-check',
} as const satisfies Record<GateKind, IconName>;

const GLYPHS = { passed: 'gate-open', 'held-back': 'gate-closed', failed: 'gate-set', asking: 'gate-set' } as const satisfies Record<VerdictWord, IconName>;

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '!=': '≠', '==': '=', '>': '>', '<': '<' };

/** What a gate judges by, for sentences: "4 rules", "1 of 7 checks". */
const UNITS: Readonly<Record<GateKind, readonly [string, string]>> = {
  data: ['check', 'checks'],
  tests: ['module', 'modules'],
  metrics: ['rule', 'rules'],
  cohorts: ['cohort', 'cohorts'],
  secrets: ['place', 'places'],
  smoke: ['check', 'checks'],
  approval: ['question', 'questions'],
};

/** The icon at the left of a plate: the emblem of the kind; only the metrics gate shows the glyph of its verdict there. */
export function emblemOf(kind: GateKind, verdict: VerdictWord | undefined): IconName {
  return kind === 'metrics' && verdict !== undefined ? GLYPHS[verdict] : EMBLEMS[kind];
}

/** The glyph of a gate with a verdict. */
export function glyphOf(verdict: VerdictWord): IconName {
  return GLYPHS[verdict];
}

/** The icon behind the word: the glyph of every gate but the metrics gate, an hourglass while a person is asked, a cross where nothing could be judged. */
export function signOfVerdict(kind: GateKind, verdict: VerdictWord): IconName | undefined {
  return verdict === 'asking' ? 'hourglass' : verdict === 'failed' ? 'circle-x' : kind === 'metrics' ? undefined : GLYPHS[verdict];
}

/** "Held back", "Approved". */
export function wordOfVerdict(kind: GateKind, verdict: VerdictWord): string {
  switch (verdict) {
    case 'passed':
      return kind === 'approval' ? 'Approved' : 'Passed';
    case 'held-back':
      return 'Held back';
    case 'failed':
      return 'Failed';
    default:
      return 'Waiting for a person';
  }
}

/** "1 rule", "7 checks". */
export function countOf(kind: GateKind, count: number): string {
  return `${count} ${UNITS[kind][count === 1 ? 0 : 1]}`;
}

/** "≥" for ">=": in our own tables the true sign. */
export function signOf(operator: string | null): string {
  return operator === null ? '' : (SIGNS[operator] ?? operator);
}

/** A metric in 4 decimals; whole numbers as they are, in groups of three. Words as they are. */
export function valueText(value: number | string | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : 'NaN';
  if (Number.isInteger(value)) return groups(value);
  const size = Math.abs(value);
  if (size < 0.0001 || size >= 1e15) return value.toExponential(2);
  return size >= 1000 ? groups(value, 2) : value.toFixed(4);
}

/** A limit: as written when it is a number, else its value. */
export function limitText(rule: Pick<GateRule, 'right' | 'limit'>): string {
  const written = rule.right?.trim();
  return written !== undefined && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?%?$/i.test(written) ? written : valueText(rule.limit);
}

/** "+0.0212": a margin always has its sign. `minus` is the true sign; in mono columns of the canvas a hyphen is as wide. */
export function marginText(margin: number, minus = '−'): string {
  return `${margin < 0 || Object.is(margin, -0) ? minus : '+'}${valueText(Math.abs(margin)) || '0'}`;
}

/** A time of a verdict file as it is said: "14:47" today, with its day before. What is no time stays as it is. */
export function whenText(when: string, now: Date): string {
  const at = new Date(when);
  if (!/^\d{4}-\d\d-\d\dT/.test(when) || Number.isNaN(at.getTime())) return when;
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  return at.toDateString() === now.toDateString()
    ? `today ${clock}`
    : `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')} ${clock}`;
}

/** What a rule is called: its label, else its left side. */
export function nameOfRule(rule: GateRule): string {
  return placeOf(rule) ?? rule.cohort ?? rule.label ?? rule.column ?? rule.module ?? rule.left ?? rule.text;
}

function placeOf(rule: GateRule): string | undefined {
  return rule.file === undefined ? undefined : `${rule.file.slice(rule.file.lastIndexOf('/') + 1)}${rule.line === undefined ? '' : `:${rule.line}`}`;
}

function groups(value: number, decimals = 0): string {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = (whole ?? '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${rest === undefined ? '' : `.${rest}`}`;
}
