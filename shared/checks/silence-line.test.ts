import { describe, expect, it, test } from 'vitest';
import { problemsOf } from '../testing/check-tester.ts';
import { readYaml } from '../yaml/read.ts';
import { applyEdits } from '../yaml/text-edit.ts';
import { readChecksFile } from './checks-file.ts';
import { setSeverity } from './set-severity.ts';
import { silenceLine } from './silence-line.ts';

function silenced(marked: string, code = 'unknown-job', reason = 'comes later'): string {
  const offset = marked.indexOf('|>');
  const text = marked.replace('|>', '');
  const edits = silenceLine(readYaml(text), offset, code, reason);
  return edits.ok ? applyEdits(text, edits.value) : edits.failure;
}

describe('silencing a line', () => {
  test.each([
    ['at the end of the line', 'a: |>x\nb: 1\n', 'a: x  # sluice-ignore unknown-job: comes later\nb: 1\n'],
    ['in the last line, without a final line end', 'a: 1\nb: |>x', 'a: 1\nb: x  # sluice-ignore unknown-job: comes later'],
    ['with the line ends of Windows', 'a: |>x\r\nb: 1\r\n', 'a: x  # sluice-ignore unknown-job: comes later\r\nb: 1\r\n'],
    ['over trailing blanks', 'a: |>x   \nb: 1\n', 'a: x  # sluice-ignore unknown-job: comes later\nb: 1\n'],
    ['behind another comment', 'a: |>x # why\n', 'a: x # why  # sluice-ignore unknown-job: comes later\n'],
    ['joined to a comment of this kind', 'a: |>x  # sluice-ignore one, two: old\n', 'a: x  # sluice-ignore one, two, unknown-job: old; comes later\n'],
    ['with the reason that was missing', 'a: |>x  # sluice-ignore unknown-job\n', 'a: x  # sluice-ignore unknown-job: comes later\n'],
    ['behind the head of a block text', 'a: |>|\n  x\n', 'a: |  # sluice-ignore unknown-job: comes later\n  x\n'],
    ['above a text of several lines', 'k:\n  a: "|>x\n    y"\n', 'k:\n  # sluice-ignore unknown-job: comes later\n  a: "x\n    y"\n'],
  ])('%s', (_name, marked, expected) => {
    expect(silenced(marked)).toBe(expected);
  });

  it('is not done where it would change what the text says', () => {
    expect(silenced('a: |\n  one\n  t|>wo\n')).toMatch(/^This line is part of a text/);
  });

  it('wants a reason, and keeps it on one line', () => {
    expect(silenced('a: |>x\n', 'c', ' ')).toMatch(/^Say why/);
    expect(silenced('a: |>x\n', 'c', ' one\n two ')).toBe('a: x  # sluice-ignore c: one two\n');
  });
});

describe('a comment that was meant to silence', () => {
  test.each([
    ['# sluice-ignore unknown-job', 'only with a reason'],
    ['# sluice-ignore: it is generated', 'silences nothing'],
    ['# sluice-ignore', 'silences nothing'],
    ['# sluice-ignore unknown-job - a dash', 'silences nothing'],
    ['# sluice-ignore unknwon-job: its file is generated', 'no check `unknwon-job`, so this comment does not silence it. Did you mean `unknown-job`?'],
  ])('%s is told', (comment, words) => {
    const problems = problemsOf([], `type: pipeline ${comment}\njobs: {}\n`);

    expect(problems).toMatchObject([{ code: 'ignore-without-reason', severity: 'warning', message: expect.stringContaining(words) }]);
  });

  it('is not looked for in what only speaks of it', () => {
    expect(problemsOf([], 'type: pipeline # see sluice-ignore in the docs\njobs: {}\n')).toEqual([]);
  });
});

describe('what a project says of its checks', () => {
  const codes = new Set(['unknown-job', 'latest-data']);

  test.each([
    ['severities:\n  unknown-job: off\n', 'Did you mean `severity`?'],
    ['severity: off\n', 'each check with its level'],
    ['severity:\n  - unknown-job\n', 'each check with its level'],
    ['severity:\n  unknwon-job: off\n', 'Did you mean `unknown-job`?'],
    ['severity:\n  unknown-job: fatal\n', '`unknown-job` is `fatal`; it is one of off, info, warning, error.'],
    ['severity:\n  unknown-job:\n', '`unknown-job` has no level'],
    ['- unknown-job\n', 'holds no keys'],
  ])('%j is said in one sentence', (text, words) => {
    const { settings, notes } = readChecksFile(text, codes);

    expect(settings.severity).toEqual({});
    expect(notes).toEqual([expect.stringContaining(words)]);
  });

  it('is read with a mark at its beginning, the line ends of Windows and capitals', () => {
    const { settings, notes } = readChecksFile('\ufeffseverity:\r\n  unknown-job: Warning\r\n  latest-data: OFF\r\n', codes);

    expect({ severity: settings.severity, notes }).toEqual({ severity: { 'unknown-job': 'warning', 'latest-data': 'off' }, notes: [] });
  });
});

describe('the severity of a problem in a project', () => {
  const said = (text: string, code: string, level: 'error' | 'off' | undefined): string => {
    const edits = setSeverity(text, code, level);
    if (!edits.ok) throw new Error(edits.failure.message);
    return applyEdits(text, edits.value);
  };
  const COMMENTED = '# ours\nprofile: ga   # strict\nseverity:\n    latest-data: "off" # ok\nrequired-metadata: [a]\n';

  it('makes the file when there is none', () => {
    expect(said('', 'unknown-job', 'error')).toBe('severity:\n  unknown-job: error\n');
    expect(readChecksFile(said('', 'unknown-job', 'off'), new Set(['unknown-job'])).settings.severity).toEqual({ 'unknown-job': 'off' });
  });

  it('adds and changes one line', () => {
    expect(said(COMMENTED, 'unknown-job', 'error')).toBe(COMMENTED.replace('# ok\n', '# ok\n    unknown-job: "error"\n'));
    expect(said(COMMENTED, 'latest-data', 'error')).toBe(COMMENTED.replace('off', 'error'));
    const off = said(COMMENTED, 'unknown-job', 'off');
    expect(readChecksFile(off, new Set(['unknown-job', 'latest-data'])).settings.severity).toEqual({ 'unknown-job': 'off', 'latest-data': 'off' });
  });

  it('adds the key to a file that says something else', () => {
    expect(said('profile: ga\n', 'unknown-job', 'error')).toBe('profile: ga\nseverity:\n  unknown-job: error\n');
  });

  it('takes back what was said', () => {
    expect(said('severity:\n  a: error\n  b: info\n', 'a', undefined)).toBe('severity:\n  b: info\n');
    expect(said('profile: ga\n', 'a', undefined)).toBe('profile: ga\n');
  });
});
