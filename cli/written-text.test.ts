import { expect, test } from 'vitest';
import { writtenText } from './written-text.ts';

test('text is written in few pieces, and both streams keep their order', () => {
  const said: string[] = [];
  const written = writtenText({ out: (text) => said.push(`out ${text}`), err: (text) => said.push(`err ${text}`) });

  written.out('a');
  written.out('b');
  written.err('c');
  written.out('d');
  written.flush();
  written.flush();

  expect(said).toEqual(['out ab', 'err c', 'out d']);
});
