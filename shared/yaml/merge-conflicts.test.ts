import { describe, expect, it, test } from 'vitest';
import { readYaml } from './read.ts';
import { applyEdits } from './text-edit.ts';

const CONFLICT = 'a: 1\n<<<<<<< HEAD\nb: 2\nc: 3\n=======\nb: 4\n>>>>>>> other branch\nd: 5\n';

describe('a merge conflict that git left', () => {
  test.each([
    ['between other keys', CONFLICT, 'a: 1\nb: 2\nc: 3\nd: 5\n', 'a: 1\nb: 4\nd: 5\n'],
    ['with the line ends of Windows', CONFLICT.replaceAll('\n', '\r\n'), 'a: 1\r\nb: 2\r\nc: 3\r\nd: 5\r\n', 'a: 1\r\nb: 4\r\nd: 5\r\n'],
    ['with what both came from', CONFLICT.replace('=======', '||||||| base\nb: 0\n======='), 'a: 1\nb: 2\nc: 3\nd: 5\n', 'a: 1\nb: 4\nd: 5\n'],
    ['where one side is empty', CONFLICT.replace('b: 4\n', ''), 'a: 1\nb: 2\nc: 3\nd: 5\n', 'a: 1\nd: 5\n'],
  ])('%s is one problem, and each side of it makes the text right', (_what, text, upper, lower) => {
    const [problem, ...others] = readYaml(text).problems;

    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'merge-conflict', severity: 'error' });
    expect(text.slice(problem?.start, problem?.end)).toBe('<<<<<<< HEAD');
    const sides = [problem?.fix, problem?.otherFix];
    expect(sides.map((side) => side?.title)).toEqual(['Keep the upper version (HEAD)', 'Keep the lower version (other branch)']);
    expect(sides.map((side) => applyEdits(text, side?.edits ?? []))).toEqual([upper, lower]);
    expect(readYaml(applyEdits(text, sides[0]?.edits ?? [])).problems).toEqual([]);
  });

  it('is told once for each', () => {
    expect(readYaml(`${CONFLICT}e: 6\n${CONFLICT.slice(5)}`).problems.map(({ code }) => code)).toEqual(['merge-conflict', 'merge-conflict']);
  });

  it('is none without its other marks', () => {
    expect(readYaml('a: 1\n<<<<<<< HEAD\nb: 2\n').problems.map(({ code }) => code)).not.toContain('merge-conflict');
  });
});
