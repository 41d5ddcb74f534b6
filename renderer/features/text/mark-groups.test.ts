import { describe, expect, it } from 'vitest';
import type { Problem, Severity } from '#shared/checks/problem.ts';
import { groupsOf, isDrawn, movedGroups } from './mark-groups.ts';

const problemAt = (start: number, severity: Severity, job: string): Problem => ({
  code: 'unknown-key',
  severity,
  message: `In ${job}.`,
  path: 'pipeline.yml',
  start,
  end: start + 4,
  field: ['jobs', job, 'comput'],
  owner: `parent.jobs.${job}`,
  related: [],
  fixes: [],
});

describe('the groups of marks', () => {
  it('leave room for errors however many warnings there are', () => {
    const warnings = Array.from({ length: 2000 }, (_, k) => problemAt(k * 10, 'warning', `job_${k}`));
    const groups = groupsOf([problemAt(5, 'error', 'a'), problemAt(50_000, 'error', 'b'), ...warnings]);

    expect(groups.get('sluice')?.map((problem) => problem.start)).toEqual([5, 50_000]);
    expect([...groups.values()].flat()).toHaveLength(402);
  });

  it('keep what stands, so that one more warning draws one group anew', () => {
    const warnings = Array.from({ length: 300 }, (_, k) => problemAt(k * 10, 'warning', `job_${k}`));
    const before = groupsOf(warnings);
    const now = groupsOf([problemAt(0, 'warning', 'new'), ...warnings.map((problem) => ({ ...problem, start: problem.start + 7, end: problem.end + 7 }))]);

    const moved = movedGroups(before, [[{ start: 0, end: 0, newText: '# more\n' }]]);
    const anew = [...now].filter(([name, problems]) => !isDrawn(moved.get(name) ?? [], problems));

    expect(anew).toHaveLength(1);
  });
});
