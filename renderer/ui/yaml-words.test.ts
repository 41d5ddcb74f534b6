import { expect, it } from 'vitest';
import { yamlWords } from './yaml-words.ts';

const of = (line: string) => yamlWords(line).map((word) => [word.kind, word.text]);

it('colours keys, expressions and comments', () => {
  expect(of('  data: ${{parent.inputs.x}} # why')).toEqual([
    ['plain', '  '],
    ['key', 'data'],
    ['plain', ': '],
    ['expression', '${{parent.inputs.x}}'],
    ['plain', ' '],
    ['comment', '# why'],
  ]);
  expect(of('# all')).toEqual([['comment', '# all']]);
});

it('colours a number that is the whole value, and no other digits', () => {
  expect(of('test_size: 0.25')).toEqual([
    ['key', 'test_size'],
    ['plain', ': '],
    ['number', '0.25'],
  ]);
  expect(of('accuracy >= 0.85')).toEqual([['plain', 'accuracy >= 0.85']]);
  expect(of('name: run 2')).toEqual([
    ['key', 'name'],
    ['plain', ': run 2'],
  ]);
});
