import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Check } from '#shared/checks/check.ts';
import { type ChecksFile, defaultChecks } from '#shared/checks/checks-file.ts';
import type { Problem, ProblemFix } from '#shared/checks/problem.ts';
import type { ProjectFiles } from '#shared/checks/project-files.ts';
import { Checker } from '#shared/checks/run-checks.ts';
import { libraryPath } from '#shared/document/apply-fix.ts';
import { editById } from '#shared/edits/edits.ts';
import { runEdit } from '#shared/edits/run-edit.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import { contextOf, type Files } from './project-of.ts';

/** How a text stands in its made-up project. */
export interface Setting {
  readonly files?: Files;
  readonly path?: string;
  readonly settings?: Partial<ChecksFile>;
}

/** A made-up project as checks see it: everything that is not in the record is missing. */
export function projectFilesOf(files: Files): ProjectFiles {
  const paths = Object.keys(files);
  return {
    version: 1,
    kindOf: (path) =>
      path.startsWith('..') ? 'unknown' : paths.includes(path) ? 'file' : paths.some((other) => other.startsWith(`${path}/`)) ? 'folder' : 'missing',
    list: () => paths,
    read: (path) => files[path],
    committed: (path) => files[`HEAD:${path}`],
  };
}

/** What the checks say about a text. */
export function problemsOf(
  checks: readonly Check[] | undefined,
  text: string,
  { files = {}, path = 'pipeline.yml', settings = {} }: Setting = {},
): readonly Problem[] {
  const { doc, pipeline, components } = contextOf(text, files, path);
  const context = { path, doc, pipeline, components, files: projectFilesOf({ ...files, [path]: text }), settings: { ...defaultChecks, ...settings } };
  const problems = new Checker(checks).check(context);
  const crashed = problems.find((problem) => problem.code === 'check-crashed');
  if (crashed) throw new Error(crashed.message);
  return problems;
}

/** All files of the project after a fix, or why it was refused. */
export function filesAfterFix(fix: ProblemFix, text: string, { files = {}, path = 'pipeline.yml' }: Setting = {}): Result<Record<string, string>, string> {
  const after: Record<string, string> = { ...files, [path]: text };
  for (const step of fix.steps) {
    if (step.kind === 'text') {
      after[path] = applyEdits(after[path] ?? '', step.edits);
      continue;
    }
    if (step.kind === 'library') {
      const at = libraryPath(step.component);
      after[at] ??= readFileSync(new URL(`../../${at}`, import.meta.url), 'utf8');
      continue;
    }
    const target = step.path ?? path;
    const edit = editById(step.edit);
    if (!edit) return fail(`there is no edit ${step.edit}`);
    const { [target]: own = '', ...others } = after;
    const result = runEdit(edit, contextOf(own, others, target), step.args);
    if (!result.ok) return fail(`${step.edit}: ${result.failure.message}`);
    after[target] = applyEdits(own, result.value.edits);
    for (const change of result.value.files ?? [])
      after[change.path] = change.kind === 'create' ? change.text : applyEdits(after[change.path] ?? '', change.edits);
  }
  return ok(after);
}

/** Starts a test of one check. In `invalid` and `fixes` the place is marked in the text: `{|spilt|}`. */
export function checkTester(
  check: Check,
  defaults: Setting = {},
): {
  valid(text: string, setting?: Setting): void;
  invalid(marked: string, setting?: Setting & { readonly times?: number; readonly severity?: Problem['severity'] }): Problem;
  fixes(marked: string, expected: string, setting?: Setting & { readonly fix?: string }): void;
} {
  const run = (text: string, setting: Setting): readonly Problem[] =>
    problemsOf([check], text, { ...defaults, ...setting }).filter((problem) => problem.code === check.code);
  const invalid = (marked: string, setting: Setting & { readonly times?: number; readonly severity?: Problem['severity'] } = {}): Problem => {
    const { text, start, end } = unmark(marked);
    const problems = run(text, setting);
    const problem = start === undefined ? problems[0] : problems.find((one) => one.start === start && (end === undefined || one.end === end));
    if (!problem)
      throw new Error(
        `${check.code} was not reported there; reported: ${problems.map((one) => `${JSON.stringify(text.slice(one.start, one.end))} ${one.message}`).join('\n') || 'nothing'}`,
      );
    if (setting.times !== undefined) expect(problems.length).toBe(setting.times);
    if (setting.severity !== undefined) expect(problem.severity).toBe(setting.severity);
    return problem;
  };
  return {
    valid: (text, setting = {}) => expect(run(text, setting).map((problem) => problem.message)).toEqual([]),
    invalid,
    fixes(marked, expected, setting = {}) {
      const problem = invalid(marked, setting);
      const fix = setting.fix === undefined ? problem.fixes[0] : problem.fixes.find((one) => one.id === setting.fix);
      if (!fix) throw new Error(`no such fix; there are: ${problem.fixes.map((one) => one.id).join(', ')}`);
      const where = { ...defaults, ...setting };
      const after = filesAfterFix(fix, unmark(marked).text, where);
      if (!after.ok) throw new Error(after.failure);
      expect(after.value[where.path ?? 'pipeline.yml']).toBe(expected);
    },
  };
}

function unmark(marked: string): { readonly text: string; readonly start?: number; readonly end?: number } {
  const start = marked.indexOf('{|');
  const end = marked.indexOf('|}');
  if (start < 0 || end < 0) return { text: marked };
  return { text: marked.slice(0, start) + marked.slice(start + 2, end) + marked.slice(end + 2), start, end: end - 2 };
}
