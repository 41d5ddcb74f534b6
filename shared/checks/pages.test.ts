import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesAfterFix, problemsOf } from '../testing/check-tester.ts';
import { readYaml } from '../yaml/read.ts';
import { checks } from './checks.ts';
import { readChecksFile } from './checks-file.ts';
import { syntaxTitles } from './syntax-titles.ts';

const folder = new URL('../../docs/problems/', import.meta.url);

interface Example {
  readonly path: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The fenced blocks under `## Wrong` and `## Right`: a block without a path is the document, with one another file of the project. */
function examplesOf(page: string, heading: 'Wrong' | 'Right'): readonly Example[] {
  const sections = page.split(/^## /m).filter((section) => section.startsWith(heading));
  return sections.map((section) => {
    const files: Record<string, string> = {};
    let document: { path: string; text: string } | undefined;
    for (const [, , path = '', text = ''] of section.matchAll(/^```(yaml|python|json|text) ?(\S*)\n([\s\S]*?)^```$/gm)) {
      if (path === '' && !document) document = { path: 'pipeline.yml', text };
      else files[path] = text;
    }
    const [only] = Object.entries(files);
    if (!document && only) document = { path: only[0], text: only[1] };
    if (!document) throw new Error(`no document under ${heading}`);
    return { ...document, files };
  });
}

/** What takes more lines than a page has, or must not stand on one: shown beside the check. */
const UNSHOWN: ReadonlySet<string> = new Set(['too-many-jobs', 'secret-in-file']);

const codes = new Set(checks.map((check) => check.code));

function settingOf({ files, path }: Example) {
  const own = files['.sluice/checks.yml'];
  return { files, path, settings: own === undefined ? {} : readChecksFile(own, codes).settings };
}

describe('the list of checks', () => {
  it('has every code once, in kebab-case', () => {
    expect(codes.size).toBe(checks.length);
    for (const code of codes) expect(code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });
});

describe.each(checks.map((check) => [check.code, check] as const))('the page of %s', (code, check) => {
  const url = new URL(`${code}.md`, folder);
  const page = fs.existsSync(url) ? fs.readFileSync(url, 'utf8').replaceAll('\r\n', '\n') : '';

  it('says what it is in the words of the check', () => {
    expect(page.split('\n')[0]).toBe(`# ${check.title}`);
    expect(page).toContain(check.rule);
  });

  it('has a wrong example that is found, and whose first fix helps', () => {
    const examples = examplesOf(page, 'Wrong');
    expect(examples.length).toBeGreaterThan(0);
    if (UNSHOWN.has(code)) return;
    for (const example of examples) {
      const setting = settingOf(example);
      const found = problemsOf([check], example.text, setting).filter((problem) => problem.code === code);
      expect(found.length).toBeGreaterThan(0);
      for (const problem of found) {
        expect(problem.message).toMatch(/^[^\n]+[.?]$/);
        const [fix] = problem.fixes;
        if (!fix) continue;
        const after = filesAfterFix(fix, example.text, setting);
        if (!after.ok) throw new Error(`${fix.title}: ${after.failure}`);
        const { [example.path]: text = '', ...files } = after.value;
        const left = problemsOf([check], text, { ...setting, files }).filter((other) => other.code === code);
        expect(left.length).toBeLessThan(found.length);
      }
    }
  });

  it('has a right example in which nothing is found', () => {
    const examples = examplesOf(page, 'Right');
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const problems = problemsOf(undefined, example.text, settingOf(example));
      expect(problems.filter((problem) => problem.code === code || problem.severity === 'error').map((problem) => problem.message)).toEqual([]);
    }
  });
});

describe.each(Object.entries(syntaxTitles))('the page of %s, which the reader of the text reports', (code, title) => {
  const url = new URL(`${code}.md`, folder);
  const page = fs.existsSync(url) ? fs.readFileSync(url, 'utf8').replaceAll('\r\n', '\n') : '';

  it('has a wrong example that gives the code, and a right one without errors', () => {
    expect(page.split('\n')[0]).toBe(`# ${title}`);
    for (const { text } of examplesOf(page, 'Wrong')) expect(readYaml(text).problems.map((problem) => problem.code)).toContain(code);
    for (const example of examplesOf(page, 'Right')) {
      const problems = problemsOf(undefined, example.text, settingOf(example));
      expect(problems.filter((problem) => problem.code === code || problem.severity === 'error').map((problem) => problem.message)).toEqual([]);
    }
  });
});
