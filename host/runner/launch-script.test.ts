import { describe, expect, test } from 'vitest';
import { programOf } from './launch-script.ts';

describe('a command that needs no shell of its own', () => {
  test.each([
    ['python train.py --data /tmp/x --rate 0.1', 'python'],
    ['  head -qc 32 in/a < b > out\n', 'head'],
    ['./run.sh a=b', './run.sh'],
    ['/usr/bin/env A=b python', '/usr/bin/env'],
  ])('is a program with plain words and redirections: %s', (command, program) => {
    expect(programOf(command)).toBe(program);
  });

  test.each([
    'echo a',
    'cd x',
    'A=b python x.py',
    'a && b',
    'a | b',
    'a; b',
    'a\nb',
    'python $HOME/x.py',
    'python "a b.py"',
    'ls *.csv',
    'ls ~/x',
    'python x.py 2>&1',
    '> only-a-file',
    'if true',
    '-x',
    'cat <(a)',
    '',
  ])('is not one in which bash has something to do: %j', (command) => {
    expect(programOf(command)).toBeUndefined();
  });
});
