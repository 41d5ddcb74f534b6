import { describe, expect, it } from 'vitest';
import { readYaml } from './read.ts';
import { toPlain } from './to-plain.ts';

const sound = `type: pipeline
jobs:
  one:
    type: command
    command: echo
  two:
    type: command
    inputs:
      x: 1
      y: 2
  three:
    type: command
outputs:
  model: 1
`;

/** What is written instead of a part of the sound text, the code of the one problem, and what its place shows. */
const cases: readonly (readonly [name: string, from: string, to: string, code: string, at: string])[] = [
  ['a double quote without an end', 'echo', '"echo', 'unclosed-quote', '"'],
  ['a single quote without an end', 'echo', "'echo", 'unclosed-quote', "'"],
  ['a quote that the next value seems to close', 'x: 1\n      y: 2', 'x: "a\n      y: "b"', 'unclosed-quote', '"'],
  ['a square bracket without an end', 'x: 1', 'x: [1, 2', 'unclosed-bracket', '['],
  ['braces within brackets without an end', 'x: 1', 'x: [{a: 1', 'unclosed-bracket', '['],
  ['a key without a colon', 'y: 2', 'y', 'missing-colon', 'y'],
  ['a job without a colon', 'two:', 'two', 'missing-colon', 'two'],
  ['a colon without a space', 'y: 2', 'y:2', 'missing-colon', 'y:2'],
  ['tabs in the indentation', '      x: 1\n      y: 2', '\t\t\tx: 1\n\t\t\ty: 2', 'tab-indentation', '\t\t\t'],
  ['a tab behind a colon', 'x: 1', 'x:\t1', 'unexpected-character', '\t'],
  ['a line that is indented too little', '      y: 2', '     y: 2', 'bad-indentation', '     y'],
  ['a line that is indented too much', '    inputs', '      inputs', 'bad-indentation', '      i'],
  ['a value that starts with @', 'x: 1', 'x: @a b # c', 'unexpected-character', '@a b'],
  ['a value that starts with %', 'x: 1', 'x: %a', 'unexpected-character', '%a'],
  ['a value that starts with a backquote', 'x: 1', 'x: `a`', 'unexpected-character', '`a`'],
  ['a colon within a plain value', 'x: 1', 'x: a: b', 'unexpected-character', ':'],
  ['a space within a reference', 'x: 1', 'x: azureml: cpu', 'unexpected-character', ':'],
  ['a file pattern', 'x: 1', 'x: *.txt', 'unexpected-character', '*'],
  ['an alias without an anchor', 'x: 1', 'x: *txt', 'unknown-alias', '*txt'],
  ['a placeholder', 'x: 1', 'x: {{image}}', 'template-placeholder', '{{image}}'],
  ['a placeholder with more behind it', 'x: 1', 'x: {{a}}/b:{{c}}', 'template-placeholder', '{{a}}/b:{{c}}'],
  ['an unknown tag', 'x: 1', 'x: !foo b', 'bad-tag', '!foo b'],
  ['a backslash in double quotes', 'x: 1', 'x: "C:\\data"', 'bad-escape', '\\d'],
  ['something behind a quoted value', 'x: 1', 'x: "a" b', 'unexpected-character', 'b'],
  ['a date that is none', 'x: 1', 'x: 2024-13-45', 'value-rejected', '2024-13-45'],
  ['a control character', 'x: 1', 'x: a\u0007b', 'control-character', '\u0007'],
];

describe('reading on after a mistake', () => {
  it.each(cases)('reports %s once, keeps the other jobs and offers a repair that works', (_name, from, to, code, at) => {
    const doc = readYaml(sound.replace(from, () => to));

    const [problem] = doc.problems;
    expect(doc.problems.map((found) => found.code)).toEqual([code]);
    expect(doc.readable).toBe(false);
    expect(doc.text.slice(problem?.start, problem?.end)).toBe(at);
    expect(toPlain(doc.root)).toMatchObject({ type: 'pipeline', jobs: { one: { type: 'command' }, three: { type: 'command' } }, outputs: { model: 1 } });

    doc.update(problem?.fix?.edits ?? []);
    expect(doc.readable).toBe(true);
  });

  it('reports a second document and keeps the first', () => {
    const doc = readYaml('a: b\n---\nc: d\n');

    expect(doc.problems.map(({ code }) => code)).toEqual(['several-documents']);
    expect(toPlain(doc.root)).toEqual({ a: 'b' });
  });

  it('gives up on nesting without end instead of the stack', () => {
    const doc = readYaml('['.repeat(20_000));

    expect(doc.readable).toBe(false);
  });

  it('warns of quoted lines that other tools reject, with a repair that keeps the value', () => {
    const doc = readYaml('a:\n  b: "c\n  d"\n');
    const before = toPlain(doc.root);

    expect(doc.problems.map(({ code, severity }) => [code, severity])).toEqual([['under-indented-continuation', 'warning']]);
    doc.update(doc.problems[0]?.fix?.edits ?? []);

    expect(doc.problems).toEqual([]);
    expect(toPlain(doc.root)).toEqual(before);
  });

  it('reports one cause in each of two broken jobs', () => {
    const doc = readYaml(sound.replace('echo', '"echo').replace('y: 2', 'y: [2'));

    expect(doc.problems.map(({ code }) => code)).toEqual(['unclosed-quote', 'unclosed-bracket']);
  });
});
