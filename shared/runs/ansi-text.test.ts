import { describe, expect, it } from 'vitest';
import { lastWritten, readAnsi, stripAnsi } from './ansi-text.ts';

const texts = (line: string) => readAnsi(line).spans.map(({ text, style }) => [text, style]);

describe('the colours of a log', () => {
  it('leaves a plain line alone', () => {
    expect(texts('epoch 1')).toEqual([['epoch 1', {}]]);
    expect(texts('')).toEqual([]);
  });

  it('takes a line apart at its colours', () => {
    expect(texts('a \x1b[1;31mred\x1b[0m b')).toEqual([
      ['a ', {}],
      ['red', { isBold: true, colour: 'red' }],
      [' b', {}],
    ]);
  });

  it('maps bright, 256 and true colours to the nearest name', () => {
    expect(texts('\x1b[92mx')).toEqual([['x', { colour: 'green' }]]);
    expect(texts('\x1b[38;5;208mx')).toEqual([['x', { colour: 'yellow' }]]);
    expect(texts('\x1b[38;2;20;40;250;1mx')).toEqual([['x', { colour: 'blue', isBold: true }]]);
    expect(texts('\x1b[48;5;196mx\x1b[49my')).toEqual([
      ['x', { background: 'red' }],
      ['y', {}],
    ]);
  });

  it('hands the style on to the next line', () => {
    const first = readAnsi('\x1b[33mstart');

    expect(readAnsi('end\x1b[m', first.state)).toEqual({ spans: [{ text: 'end', style: { colour: 'yellow' } }], state: {} });
  });

  it('drops what moves the cursor, titles and links, and what is cut off', () => {
    expect(stripAnsi('\x1b[2Kdone\x1b[1A')).toBe('done');
    expect(stripAnsi('\x1b]0;title\x07text')).toBe('text');
    expect(stripAnsi('\x1b]8;;https://a.b\x1b\\link\x1b]8;;\x1b\\')).toBe('link');
    expect(stripAnsi('end\x1b[3')).toBe('end');
    expect(stripAnsi('end\x1b')).toBe('end');
  });

  it('shows other control characters as pictures', () => {
    expect(texts('a\0b\tc')).toEqual([['a␀b\tc', {}]]);
  });
});

describe('a line that returns to its start', () => {
  it('shows what was written last', () => {
    expect(lastWritten(' 10%|#\r 50%|##\r100%|###')).toBe('100%|###');
  });

  it('knows line ends of Windows, and a bar that waits at its start', () => {
    expect(lastWritten('one\r\ntwo\r\n')).toBe('one\ntwo\n');
    expect(lastWritten(' 10%\r 50%\r')).toBe(' 50%');
    expect(lastWritten('a\rb\nc\rd')).toBe('b\nd');
  });
});
