import type { Random } from '#shared/testing/random.ts';

/** Texts to be judged by both implementations; a metrics text that is undefined is a missing file. */
export interface GateCase {
  readonly rules: string;
  readonly metrics?: string;
  readonly baseline?: string;
}

const NAMES = [
  'accuracy',
  'recall',
  'roc_auc',
  'val',
  'loss',
  'val-loss',
  'cohorts',
  'over_60',
  'folds',
  'auc',
  'rmse',
  'précision',
  'f1',
  '_x',
  'a--b',
  '回忆率',
  'r²',
  'min',
  'abs',
  'when',
  'baseline',
];
const KEYS = [
  ...NAMES,
  'age > 60',
  'a b',
  'x:y',
  '#1',
  '0',
  '1',
  '00',
  'val.loss',
  'a.b.c',
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '😀',
  'e\u0301',
  'a-',
  '-a',
  '５',
  '..',
  '.a',
];
const NUMBERS = [
  '0',
  '1',
  '-1',
  '0.5',
  '0.85',
  '0.1',
  '1e3',
  '1E-7',
  '-0',
  '-0.0',
  '1e999',
  '-1e999',
  '123456789012345678901234567890',
  '0.30000000000000004',
  '5e-324',
  '1.7976931348623157e308',
];
const LITERALS = [
  '0',
  '1',
  '2',
  '0.5',
  '.5',
  '5.',
  '5.e1',
  '5%',
  '12.3%',
  '1e2%',
  '1e-3',
  '1E+2',
  '1e',
  '1e999',
  '007',
  '0x1',
  '1..2',
  '1_000',
  '٣',
  '100%%',
  '99999999999999999999',
];
const SCRAPS = [
  '(',
  ')',
  '[',
  ']',
  ',',
  ':',
  '#',
  ' #',
  '.',
  '-',
  '+',
  '*',
  '/',
  '%',
  '>=',
  '<=',
  '>',
  '<',
  '==',
  '!=',
  '=',
  '!',
  ' ',
  '\t',
  '\u00a0',
  '\u2003',
  '\n',
  '\r',
  '\r\n',
  '\ufeff',
  '$',
  '`',
  '"',
  "'",
  '\\',
  '≥',
  '−',
  '😀',
  '\u0301',
  '\ud800',
  'when baseline,',
  'when',
  'baseline.',
  'label: ',
  '__import__("os")',
  '\u0085',
  '\u2028',
  '\u000b',
  '\u001c',
  '\u0000',
  'ª',
  'Ⅷ',
  '½',
  '＞',
];
const BLANKS = ['', '', ' ', ' ', '  ', '\t', '\u00a0'];

/** Metrics that rules of a tame case name; its files hold them all. */
const TAME = [
  'accuracy',
  'recall',
  'val.loss',
  'val-loss',
  'cohorts.over_60.recall',
  'cohorts[age > 60].recall',
  'folds.0.auc',
  'folds.1.auc',
  'précision',
  '回忆率',
  'r²',
  'min',
  'when',
  'flag',
];
const TAME_LITERALS = ['0', '1', '2', '0.5', '.5', '5.', '5%', '12.3%', '1e-3', '1E+2', '3', '10', '0.1', '0.2', '0.3'];

/** A random case: sometimes one whose rules can all be judged, sometimes what the grammar allows, sometimes spoilt. */
export function randomGate(random: Random): GateCase {
  const isTame = random.chance(0.5);
  const lines = Array.from({ length: random.chance(0.01) ? 195 + random.below(10) : 1 + random.below(4) }, () => randomLine(random, isTame));
  let rules = (random.chance(0.1) ? '\ufeff' : '') + lines.join(random.pick(['\n', '\n', '\r\n', '\r']));
  if (random.chance(isTame ? 0.05 : 0.4)) rules = spoil(random, rules);
  const file = () => (isTame ? tameJson(random) : randomJson(random));
  const metrics = random.chance(0.02) ? undefined : file();
  const baseline = random.chance(0.4) ? undefined : file();
  return { rules, ...(metrics === undefined ? {} : { metrics }), ...(baseline === undefined ? {} : { baseline }) };
}

function randomLine(random: Random, isTame: boolean): string {
  if (random.chance(0.05)) return random.pick(['', '   ', '# comment', ' # comment: a > 1', '#', '\t']);
  const operator = random.pick(['>=', '<=', '>', '<', '==', '!=']);
  const comment = random.chance(0.15) ? random.pick([' # why', ' # note: a > 1', '\t#x', ' #']) : '';
  if (isTame) {
    const label = random.chance(0.2) ? random.pick(['gap: ', 'beats champion:', 'a [b]: ', 'issue #4: ', 'when baseline: ', 'é: ']) : '';
    const when = random.chance(0.15) ? 'when baseline, ' : '';
    return `${random.pick(BLANKS)}${label}${when}${sum(random, 2, true)} ${operator}${blank(random)}${sum(random, 2, true)}${comment}${random.pick(BLANKS)}`;
  }
  const label = random.chance(0.2)
    ? random.pick(['gap: ', 'beats champion:', ' : ', 'a [b]: ', 'a [b: ', 'issue #4: ', 'when baseline: ', `${'l'.repeat(79 + random.below(3))}: `, 'é: '])
    : '';
  const when = random.chance(0.15) ? random.pick(['when baseline, ', 'when  baseline , ', 'when baseline,', 'when baseline ']) : '';
  const depth = random.chance(0.1) ? 49 + random.below(4) : 0;
  const left = '('.repeat(depth) + sum(random, 2, false) + ')'.repeat(depth);
  const long = random.chance(0.01) ? ' '.repeat(980 + random.below(40)) : '';
  const odd = random.chance(0.1) ? '# no' : comment;
  return `${random.pick(BLANKS)}${label}${when}${left}${blank(random)}${operator}${long}${blank(random)}${sum(random, 2, false)}${odd}${random.pick(BLANKS)}`;
}

function sum(random: Random, depth: number, isTame: boolean): string {
  const terms = [factor(random, depth, isTame)];
  const between = isTame ? ' ' : blank(random);
  while (random.chance(0.3)) terms.push(random.pick(['+', '-', '*', '/']), factor(random, depth, isTame));
  return terms.join(between);
}

function factor(random: Random, depth: number, isTame: boolean): string {
  const sign = random.chance(0.1) ? random.pick(isTame ? ['-', '+', '- '] : ['-', '+', '- ', '--']) : '';
  const kind = depth === 0 ? random.below(6) : random.below(9);
  if (kind < 2) return sign + random.pick(isTame || random.chance(0.5) ? TAME_LITERALS : LITERALS);
  if (kind < 6) return sign + (isTame ? (random.chance(0.15) ? 'baseline.' : '') + random.pick(TAME) : metric(random));
  if (kind < 7) return `${sign}(${sum(random, depth - 1, isTame)})`;
  const name = random.pick(isTame ? ['abs', 'min', 'max'] : ['abs', 'min', 'max', 'sum', 'abs ']);
  const count = isTame ? (name === 'abs' ? 1 : 1 + random.below(3)) : random.chance(0.1) ? 0 : 1 + random.below(3);
  return `${sign}${name}(${Array.from({ length: count }, () => sum(random, depth - 1, isTame)).join(',')})`;
}

/** A file that holds a number for every tame metric, now and then something else. */
function tameJson(random: Random): string {
  const number = () =>
    random.chance(0.02)
      ? random.pick(['null', '"x"', 'NaN', 'Infinity', '{}', '[]'])
      : random.chance(0.3)
        ? random.pick(NUMBERS)
        : String(random.below(1000) / 1000);
  const flat = ['accuracy', 'recall', 'val.loss', 'val-loss', 'précision', '回忆率', 'r²', 'min', 'when'].map((name) => `"${name}": ${number()}`);
  const nested = `"cohorts": {"over_60": {"recall": ${number()}}, "age > 60": {"recall": ${number()}}}, "folds": [{"auc": ${number()}}, {"auc": ${number()}}]`;
  return `{${flat.join(', ')}, ${nested}, "flag": ${random.pick(['true', 'false'])}}`;
}

function metric(random: Random): string {
  let name = random.chance(0.2) ? `baseline.${random.pick(NAMES)}` : random.pick(NAMES);
  while (random.chance(0.35)) name += random.pick([`.${random.pick(NAMES)}`, `.${random.below(3)}`, `[${random.pick(KEYS)}]`, '.00', `.${random.pick(KEYS)}`]);
  return name;
}

function blank(random: Random): string {
  return random.pick(BLANKS);
}

function randomJson(random: Random): string {
  if (random.chance(0.02))
    return random.pick([
      '',
      'null',
      '[]',
      '1',
      '"x"',
      'NaN',
      '{',
      '{"a":}',
      '{"a" 1}',
      '[1,]',
      '{"a":1,}',
      '01',
      '1.',
      '-',
      '+1',
      "{'a':1}",
      '{"a":"\\x"}',
      '{"a":"\n"}',
      '\ufeff\ufeff{}',
      'nul',
      '{"a":1}x',
      '-NaN',
      `${'['.repeat(200)}${']'.repeat(200)}`,
      `${'['.repeat(201)}${']'.repeat(201)}`,
      `"${'['.repeat(300)}"`,
      `{"a":"\\"${'{'.repeat(300)}"}`,
      '"',
      '"\\',
      '"\\u12"',
      '\u00a0{}',
      '{"a":1}\u000b',
    ]);
  let text = object(random, 3);
  if (random.chance(0.05)) text = spoil(random, text);
  // Half a surrogate pair has no bytes, so no file can hold it.
  return (random.chance(0.05) ? '\ufeff' : '') + text.replace(/\p{Surrogate}/gu, '');
}

function object(random: Random, depth: number): string {
  const entries = Array.from({ length: random.below(7) }, () => `${key(random)}${blankJson(random)}:${value(random, depth)}`);
  return `{${entries.join(',')}}`;
}

function key(random: Random): string {
  const text = JSON.stringify(random.pick(KEYS));
  return random.chance(0.1)
    ? text.replace(/^"(.)/, (all, first: string) => (first === '\\' || first === '"' ? all : `"\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}`))
    : text;
}

function value(random: Random, depth: number): string {
  const kind = random.below(depth === 0 ? 7 : 10);
  if (kind < 5) return blankJson(random) + random.pick(NUMBERS);
  if (kind < 7) return random.pick(['true', 'false', 'null', '"0.9"', 'NaN', 'Infinity', '-Infinity', '""', '"\\ud83d\\ude00"']);
  if (kind < 9) return object(random, depth - 1);
  return `[${Array.from({ length: random.below(4) }, () => value(random, depth - 1)).join(',')}]`;
}

function blankJson(random: Random): string {
  return random.pick(['', ' ', '\n ']);
}

/** Puts in, takes out or doubles something at a random place. */
function spoil(random: Random, text: string): string {
  let spoilt = text;
  for (let k = 1 + random.below(3); k > 0; k--) {
    const at = random.below(spoilt.length + 1);
    const to = Math.min(spoilt.length, at + random.below(4));
    spoilt = random.chance(0.6) ? spoilt.slice(0, at) + random.pick(SCRAPS) + spoilt.slice(at) : spoilt.slice(0, at) + spoilt.slice(to);
  }
  return spoilt;
}
