import { describe, expect, it } from 'vitest';
import { START, tokenizeYamlLine } from './yaml-tokens.ts';

/** The coloured parts of a text, line by line: `type:text`. */
function colours(text: string): string[][] {
  let state = START;
  return text.split('\n').map((line) => {
    const result = tokenizeYamlLine(line, state);
    state = result.state;
    return result.tokens
      .map(({ start, type }, index) => ({ type, text: line.slice(start, result.tokens[index + 1]?.start ?? line.length) }))
      .filter(({ type }) => type !== '')
      .map(({ type, text: part }) => `${type} ${part}`);
  });
}

describe('tokenizeYamlLine', () => {
  it('sets job keys off from other keys', () => {
    expect(colours('jobs:\n  train:\n    inputs:\n      a: 1\n  # note\n  tune:\noutputs:\n  model:')).toEqual([
      ['key jobs', 'punctuation :'],
      ['job train', 'punctuation :'],
      ['key inputs', 'punctuation :'],
      ['key a', 'punctuation :', 'number 1'],
      ['comment # note'],
      ['job tune', 'punctuation :'],
      ['key outputs', 'punctuation :'],
      ['key model', 'punctuation :'],
    ]);
  });

  it('finds expressions in plain, quoted and block scalars', () => {
    expect(colours('a: ${{parent.inputs.x}}  # c')[0]).toEqual(['key a', 'punctuation :', 'expression ${{parent.inputs.x}}', 'comment # c']);
    expect(colours('a: "x ${{inputs.x}} y"')[0]).toEqual(['key a', 'punctuation :', 'string "x ', 'expression ${{inputs.x}}', 'string  y"']);
    expect(colours('command: >-\n  python a.py\n    --x ${{inputs.x}}\nb: 2')).toEqual([
      ['key command', 'punctuation :', 'punctuation >-'],
      ['string   python a.py'],
      ['string     --x ', 'expression ${{inputs.x}}'],
      ['key b', 'punctuation :', 'number 2'],
    ]);
  });

  it('knows numbers and words as Azure ML reads them', () => {
    const types = ['1', '-0.5', '1.0e-5', '1e5', 'yes', '~', 'y', '1.2.3', 'lightgbm'].map((value) => colours(`a: ${value}`)[0]?.[2]?.split(' ')[0]);

    expect(types).toEqual(['number', 'number', 'number', 'string', 'number', 'number', 'string', 'string', 'string']);
  });

  it('follows flow style over several lines', () => {
    expect(colours('a: {type: choice, values: [15, "b",\n  c]}\nb: x')).toEqual([
      [
        'key a',
        'punctuation :',
        'punctuation {',
        'key type',
        'punctuation :',
        'string choice',
        'punctuation ,',
        'key values',
        'punctuation :',
        'punctuation [',
        'number 15',
        'punctuation ,',
        'string "b"',
        'punctuation ,',
      ],
      ['string c', 'punctuation ]}'],
      ['key b', 'punctuation :', 'string x'],
    ]);
  });

  it('follows quoted scalars over several lines', () => {
    expect(colours('a: "x\n  y: \\" z"\nb: 1')[2]).toEqual(['key b', 'punctuation :', 'number 1']);
    expect(colours("a: 'it''s'")[0]).toEqual(['key a', 'punctuation :', "string 'it''s'"]);
  });

  it('ends a block scalar where the indentation falls back, also in a sequence', () => {
    expect(colours('- run: |\n    a: b\n\n  next: 1')).toEqual([
      ['punctuation -', 'key run', 'punctuation :', 'punctuation |'],
      ['string     a: b'],
      [],
      ['key next', 'punctuation :', 'number 1'],
    ]);
  });

  it('does not take a hash inside a word for a comment', () => {
    expect(colours('a: b#c')[0]).toEqual(['key a', 'punctuation :', 'string b#c']);
  });

  it('colours anchors, aliases and merge keys', () => {
    expect(colours('a: &x\n  <<: *y')).toEqual([
      ['key a', 'punctuation :', 'punctuation &x'],
      ['key <<', 'punctuation :', 'punctuation *y'],
    ]);
  });

  it('colours keys below a quote or bracket that was never closed', () => {
    expect(colours('a:\n  b: "0.2\n  c: 1')[2]).toEqual(['key c', 'punctuation :', 'number 1']);
    expect(colours('a:\n  b: [1, 2\n  c: 1')[2]).toEqual(['key c', 'punctuation :', 'number 1']);
    expect(colours('a: "x\nb: y"\nc: 1')[1]).toEqual(['string b: y"']);
  });
});
