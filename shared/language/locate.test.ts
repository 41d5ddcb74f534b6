import { describe, expect, it } from 'vitest';
import { locate } from './locate.ts';

/** The place of the `|` in a text. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const place = locate(text, offset);
  return { ...place, replaces: text.slice(place.range.start, place.range.end) };
}

const JOB = 'type: pipeline\njobs:\n  train:\n    type: command\n    component: ./c.yml\n';

describe('locate', () => {
  it('finds a key being typed and the keys beside it', () => {
    expect(at(`${JOB}    inp|\n    compute: x\n  other:\n    type: y\n`)).toMatchObject({
      path: ['jobs', 'train'],
      on: 'key',
      typed: 'inp',
      replaces: 'inp',
      siblings: ['component', 'type', 'compute'],
      hasColon: false,
    });
  });

  it('takes the column of the caret on a blank line', () => {
    expect(at(`${JOB}    |`)).toMatchObject({ path: ['jobs', 'train'], on: 'key', siblings: ['component', 'type'] });
    expect(at(`${JOB}  |`)).toMatchObject({ path: ['jobs'], on: 'key', siblings: ['train'] });
    expect(at(`${JOB}|`)).toMatchObject({ path: [], on: 'key', siblings: ['jobs', 'type'] });
  });

  it('finds a value with what it would replace', () => {
    expect(at('jobs:\n  a:\n    type: com|mand  # kind')).toMatchObject({ path: ['jobs', 'a', 'type'], on: 'value', typed: 'com', replaces: 'command' });
    expect(at('jobs:\n  a:\n    type: |')).toMatchObject({ path: ['jobs', 'a', 'type'], on: 'value', typed: '', replaces: '' });
    expect(at('a: "x|y"')).toMatchObject({ on: 'value', quote: '"', replaces: '"xy"' });
  });

  it('finds an expression in a plain value, a quoted one and a block scalar', () => {
    expect(at('jobs:\n  a:\n    inputs:\n      x: ${{parent.jo|bs.a}}')).toMatchObject({
      path: ['jobs', 'a', 'inputs', 'x'],
      on: 'expression',
      typed: 'parent.jo',
      replaces: 'parent.jobs.a',
    });
    expect(at('x: "a ${{|}} b"')).toMatchObject({ path: ['x'], on: 'expression', typed: '' });
    expect(at('command: >-\n  python a.py\n  --x ${{inp|')).toMatchObject({ path: ['command'], on: 'expression', typed: 'inp', replaces: 'inp' });
  });

  it('offers nothing in comments and in the text of a block scalar', () => {
    expect(at('a: 1  # x|').on).toBe('text');
    expect(at('run: >-\n  foo|').on).toBe('text');
  });

  it('walks through sequences, indented or not', () => {
    expect(at('a:\n  - name: x\n    ty|')).toMatchObject({ path: ['a', '-'], on: 'key', siblings: ['name'] });
    expect(at('a:\n- name: x\n  ty|')).toMatchObject({ path: ['a', '-'], on: 'key', siblings: ['name'] });
    expect(at('a:\n  - na|')).toMatchObject({ path: ['a', '-'], on: 'key' });
    expect(at('a:\n  - x: 1\n  - y: |')).toMatchObject({ path: ['a', '-', 'y'], on: 'value' });
  });

  it('walks through flow style on one line', () => {
    expect(at('inputs:\n  x: {type: uri_file, pa|}')).toMatchObject({ path: ['inputs', 'x'], on: 'key', typed: 'pa', siblings: ['type'], isFlow: true });
    expect(at('inputs:\n  x: {type: uri|}')).toMatchObject({ path: ['inputs', 'x', 'type'], on: 'value', typed: 'uri' });
    expect(at('inputs:\n  x: {path: ${{par|}}, mode: y}')).toMatchObject({ path: ['inputs', 'x', 'path'], on: 'expression', typed: 'par' });
  });

  it('reads CRLF text', () => {
    expect(at('jobs:\r\n  a:\r\n    type: x\r\n    co|\r\n')).toMatchObject({ path: ['jobs', 'a'], typed: 'co', siblings: ['type'] });
  });
});
