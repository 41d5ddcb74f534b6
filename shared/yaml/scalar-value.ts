/** The most decimal digits that Python turns into an integer. */
const mostDigits = 4300;

/** The number that PyYAML's constructor makes of an integer; undefined when it raises. */
export function readInt(text: string): number | undefined {
  let digits = text.replaceAll('_', '');
  if (digits === '') return undefined;
  const isNegative = digits.startsWith('-');
  if (isNegative || digits.startsWith('+')) digits = digits.slice(1);
  let value: number | undefined;
  if (digits === '0') value = 0;
  else if (digits.startsWith('0b')) value = readDigits(digits.slice(2), 2);
  else if (digits.startsWith('0x')) value = readDigits(digits.slice(2), 16);
  else if (digits.startsWith('0')) value = readDigits(digits, 8);
  else if (digits.includes(':')) value = readBase60(digits, (part) => readDigits(part, 10));
  else if (digits !== '') value = readDigits(digits, 10);
  return value === undefined ? undefined : isNegative && value !== 0 ? -value : value;
}

/** Python's `int(text, base)`, which takes blanks around and one sign. */
function readDigits(text: string, base: number): number | undefined {
  const trimmed = text.trim();
  const prefix = base === 2 ? '(?:0[bB])?' : base === 8 ? '(?:0[oO])?' : base === 16 ? '(?:0[xX])?' : '';
  const set = base === 2 ? '01' : base === 8 ? '0-7' : base === 10 ? '0-9' : '0-9a-fA-F';
  const match = new RegExp(`^([-+]?)${prefix}([${set}]+)$`).exec(trimmed);
  const digits = match?.[2];
  if (digits === undefined) return undefined;
  if (base === 10 && digits.length > mostDigits) return undefined;
  const value = base === 10 ? Number(digits) : readInBase(digits, base);
  return match?.[1] === '-' && value !== 0 ? -value : value;
}

function readInBase(digits: string, base: number): number {
  const exact = Number.parseInt(digits, base);
  if (Number.isSafeInteger(exact)) return exact;
  const prefix = base === 2 ? '0b' : base === 8 ? '0o' : '0x';
  return Number(BigInt(prefix + digits));
}

function readBase60(text: string, readPart: (part: string) => number | undefined): number | undefined {
  let value = 0;
  for (const part of text.split(':')) {
    const digit = readPart(part);
    if (digit === undefined) return undefined;
    value = value * 60 + digit;
  }
  return value;
}

/** The number that PyYAML's constructor makes of a float; undefined when it raises. */
export function readFloat(text: string): number | undefined {
  let digits = text.replaceAll('_', '').toLowerCase();
  if (digits === '') return undefined;
  const sign = digits.startsWith('-') ? -1 : 1;
  if (sign === -1 || digits.startsWith('+')) digits = digits.slice(1);
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY;
  if (digits === '.nan') return Number.NaN;
  const value = digits.includes(':') ? readFloatBase60(digits) : readPythonFloat(digits);
  return value === undefined ? undefined : sign * value;
}

/** Summed from the last part on, as PyYAML does: the rounding is the same. */
function readFloatBase60(text: string): number | undefined {
  let value = 0;
  let base = 1;
  for (const part of text.split(':').reverse()) {
    const digit = readPythonFloat(part);
    if (digit === undefined) return undefined;
    value += digit * base;
    base *= 60;
  }
  return value;
}

function readPythonFloat(text: string): number | undefined {
  const trimmed = text.trim();
  const word = /^([-+]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (word) return word[2]?.toLowerCase() === 'nan' ? Number.NaN : word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

const timestampParts =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+]([0-9]{1,2})(?::([0-9]{2}))?))?)?$/;

/** The text of a timestamp when there is such a moment; undefined when PyYAML's constructor raises. */
export function readTimestamp(text: string): string | undefined {
  const match = timestampParts.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = match.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined || second === undefined) return undefined;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (year < 1 || day < 1 || day > days || hour > 23 || minute > 59 || second > 59) return undefined;
  return (zoneHour ?? 0) * 60 + (zoneMinute ?? 0) < 24 * 60 ? text : undefined;
}
