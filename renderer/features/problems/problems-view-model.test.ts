import { describe, expect, it } from 'vitest';
import type { ProblemRow } from '#renderer/state/problems/problem-rows.ts';
import { countByNode, rowsOf } from '#renderer/state/problems/problem-rows.ts';
import type { Problem } from '#shared/checks/problem.ts';
import { changeWords, filterRows, nextProblem, readPage, worstOf } from './problems-view-model.ts';

function problem(code: string, severity: Problem['severity'], start: number, rest: Partial<Problem> = {}): Problem {
  return {
    code,
    severity,
    message: `Job \`train\` has ${code}.`,
    path: 'a.yml',
    start,
    end: start + 1,
    field: [],
    owner: undefined,
    related: [],
    fixes: [],
    ...rest,
  };
}
const ids = (rows: readonly ProblemRow[]) => rows.map((row) => row.problem.code);

const rows = rowsOf([
  problem('one', 'error', 50),
  problem('two', 'warning', 10, { fixes: [{ id: 'f', title: 'Fix', steps: [] }] }),
  problem('three', 'info', 30, { path: 'b.yml' }),
]);

describe('the list of problems', () => {
  it('names rows so that they are found again after a check, also two alike', () => {
    const twice = [problem('x', 'error', 1, { field: ['jobs', 'a'] }), problem('x', 'error', 9, { field: ['jobs', 'a'] })];

    expect(rowsOf(twice).map((row) => row.id)).toEqual(['a.yml:x:jobs.a', 'a.yml:x:jobs.a#1']);
  });

  it('is filtered by words, severity and by what can be fixed', () => {
    expect(ids(filterRows(rows, { words: 'TRAIN two', kind: 'all' }))).toEqual(['two']);
    expect(ids(filterRows(rows, { words: '', kind: 'info' }))).toEqual(['three']);
    expect(ids(filterRows(rows, { words: '', kind: 'fixable' }))).toEqual(['two']);
    expect(ids(filterRows(rows, { words: 'b.yml', kind: 'all' }))).toEqual(['three']);
  });

  it('shows the worst first in the strip, and goes round with F8', () => {
    expect(worstOf(rows)?.problem.code).toBe('one');
    expect(nextProblem(rows, { path: 'a.yml', offset: 10 }, 1)?.problem.code).toBe('one');
    expect(nextProblem(rows, { path: 'a.yml', offset: 50 }, 1)?.problem.code).toBe('two');
    expect(nextProblem(rows, { path: 'a.yml', offset: 10 }, -1)?.problem.code).toBe('three');
    expect(nextProblem([], { path: undefined, offset: 0 }, 1)).toBeUndefined();
  });

  it('counts by job, input and output of the pipeline', () => {
    const counts = countByNode([
      problem('x', 'error', 1, { owner: 'parent.jobs.train.inputs.data' }),
      problem('y', 'warning', 1, { owner: 'parent.jobs.train' }),
      problem('z', 'info', 1, { owner: 'parent.jobs.train' }),
      problem('p', 'error', 1, { owner: 'parent.inputs.raw' }),
    ]);

    expect([...counts]).toEqual([
      ['jobs.train', { errors: 1, warnings: 1, infos: 1 }],
      ['inputs.raw', { errors: 1, warnings: 0, infos: 0 }],
    ]);
  });
});

describe('what a fix does, in words', () => {
  const words = (before: string, after: string) => changeWords([{ path: 'a.yml', before, after, edits: [] }]);

  it('counts lines', () => {
    expect(words('a\nb\n', 'a\nx\ny\nb\n')).toBe('adds 2 lines, changes none');
    expect(words('a\nb\n', 'a\nc\n')).toBe('changes 1 line');
    expect(words('a\nb\nc\n', 'a\nc\n')).toBe('removes 1 line');
    expect(words('a\nb\n', 'a\nc\nd\n')).toBe('adds 1 line, changes 1 line');
    expect(words('a\nm\nb\n', 'a\nx\nm\ny\nb\n')).toBe('adds 2 lines, changes none');
  });
});

it('reads why something matters from its page', () => {
  const page = readPage(
    '# Job reads\n\n`unknown-job` · error · BND-002\n\nAzure ML accepts\nit.\n\nMore.\n\n## Wrong\n\n```yaml\nx\n```\n\n## Right\n\n```yaml\ny: 1\n```\n',
  );

  expect(page).toEqual({ title: 'Job reads', paragraphs: ['Azure ML accepts it.', 'More.'], right: 'y: 1\n' });
});
