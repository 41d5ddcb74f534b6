import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemsOnDisk, yamlFilesBelow } from '../testing/project-on-disk.ts';
import type { Problem } from './problem.ts';

// Files that others wrote and that Azure ML takes: a folder beside the project.
const folder = join('..', 'shared', 'corpus');
const isThere = existsSync(folder);

/** Genuine defects of these files, by the end of their path: what is said about them, and how loud. */
const DEFECTS: readonly (readonly [file: string, code: string, severity: string])[] = [
  ['basics/3a_basic_pipeline/pipeline.yml', 'unknown-setting', 'warning'],
  ['iris-batch-prediction-using-parallel/pipeline.yml', 'misspelt-argument', 'warning'],
  ['deployment-ordinal/pipeline.yml', 'component-name', 'error'],
  ['6c_r_iris/component.yml', 'component-name', 'error'],
];

/** Said of code and data that are not in the copy of these files. */
const ABSENT: ReadonlySet<string> = new Set(['file-not-found', 'component-not-found', 'data-not-found']);

describe.skipIf(!isThere)('files that others wrote', () => {
  const found = (isThere ? yamlFilesBelow(folder) : []).flatMap((path) => problemsOnDisk(folder, path));
  const isAbsent = ({ code, message }: Problem): boolean => ABSENT.has(code) || (code === 'broken-component' && message.includes('which does not exist'));
  const isKnown = (problem: Problem): boolean => DEFECTS.some(([file, code]) => problem.path.endsWith(file) && problem.code === code);

  test('have no errors but their genuine defects', () => {
    const wrong = found.filter((problem) => problem.severity === 'error' && !isAbsent(problem) && !isKnown(problem));

    if (process.env.SLUICE_HITS !== undefined) console.info(hits(found));
    expect(wrong.map((problem) => `${problem.path}: ${problem.code}: ${problem.message}`)).toEqual([]);
  });

  test.each(DEFECTS)('%s has %s', (file, code, severity) => {
    const problem = found.find((one) => one.path.endsWith(file) && one.code === code);

    expect(problem?.severity).toBe(severity);
  });
});

/** Findings and files for each code, the commonest first. */
function hits(problems: readonly Problem[]): string {
  const byCode = new Map<string, { count: number; readonly files: Set<string>; readonly severities: Set<string> }>();
  for (const { code, path, severity } of problems) {
    const one = byCode.get(code) ?? { count: 0, files: new Set(), severities: new Set() };
    one.count++;
    one.files.add(path);
    one.severities.add(severity);
    byCode.set(code, one);
  }
  const rows = [...byCode].sort(([, a], [, b]) => b.count - a.count);
  return rows.map(([code, { count, files, severities }]) => `${code}  ${count}/${files.size}  ${[...severities].join(' ')}`).join('\n');
}
