import { describe, expect, it } from 'vitest';
import { findNode, getMerged } from './find.ts';
import { pathAt } from './path-at.ts';
import { printScalar } from './print-scalar.ts';
import { readYaml } from './read.ts';
import { resolveScalar } from './scalar-type.ts';
import { toPlain } from './to-plain.ts';

const text = 'a: &x\n  b: "c"  # d\n\nlist:\n- one\n- {k: v}\nblock: |\n  text\n\nmerged:\n  <<: *x\n  e:\n# end\n';
const doc = readYaml(text);
const shown = (path: (string | number)[]): string | undefined => {
  const found = findNode(doc, path);
  const part = found?.entry ?? found?.item;
  return part && text.slice(part.start, part.end);
};

describe('where things stand', () => {
  it('ends an entry at its value, not at the comment behind it', () => {
    expect(shown(['a', 'b'])).toBe('b: "c"');
    expect(shown(['a'])).toBe('a: &x\n  b: "c"');
  });

  it('ends an entry without a value at its colon', () => {
    expect(shown(['merged', 'e'])).toBe('e:');
  });

  it('gives a block scalar its last line break', () => {
    expect(shown(['block'])).toBe('block: |\n  text\n');
  });

  it('begins a list item at its dash, in brackets at its value', () => {
    expect(shown(['list', 1])).toBe('- {k: v}');
    expect(shown(['list', 1, 'k'])).toBe('k: v');
  });

  it('follows aliases and merge keys', () => {
    expect(findNode(doc, ['merged', 'b'])?.node).toMatchObject({ text: 'c' });
    expect(doc.map && getMerged(doc.map, 'nothing')).toBeUndefined();
    expect(toPlain(doc.root)).toEqual({ a: { b: 'c' }, list: ['one', { k: 'v' }], block: 'text\n', merged: { b: 'c', e: null } });
  });
});

describe('what an offset belongs to', () => {
  const at = (needle: string): unknown => {
    const found = pathAt(doc, text.indexOf(needle));
    return found && [found.path.join('.'), found.on];
  };

  it('tells keys, values and gaps apart', () => {
    expect(at('b: ')).toEqual(['a.b', 'key']);
    expect(at('c"')).toEqual(['a.b', 'value']);
    expect(at('# end')).toEqual(['', 'gap']);
    expect(at('one')).toEqual(['list.0', 'value']);
    expect(at('v}')).toEqual(['list.1.k', 'value']);
  });

  it('lets the column of a blank line decide how deep it is', () => {
    const open = readYaml('jobs:\n  one:\n    type: command\n    \n');

    expect(pathAt(open, open.text.length - 1)?.path).toEqual(['jobs', 'one']);
    expect(pathAt(open, open.text.length - 3)?.path).toEqual(['jobs']);
    expect(pathAt(readYaml(''), 0)).toBeUndefined();
  });
});

describe('printing scalars', () => {
  it.each([
    ['plain text', 'plain text'],
    ['yes', '"yes"'],
    ['1e5', '"1e5"'],
    ['08', '"08"'],
    ['12:30', '"12:30"'],
    ['a: b', '"a: b"'],
    ['', '""'],
    ['C:\\x', 'C:\\x'],
    ['say "a: b"', `'say "a: b"'`],
    ['two\nlines', '"two\\nlines"'],
    ['${{parent.inputs.x}}', '${{parent.inputs.x}}'],
    [2e-5, '2.0e-05'],
    [0.1, '0.1'],
    [7, '7'],
    [true, 'true'],
    [null, 'null'],
  ])('prints %j as %s', (value, printed) => {
    expect(printScalar(value)).toBe(printed);
  });

  it('quotes what brackets would cut, and in the style that is asked for', () => {
    expect(printScalar('${{parent.inputs.x}}', { flow: true })).toBe('"${{parent.inputs.x}}"');
    expect(printScalar('yes', { quote: 'single' })).toBe("'yes'");
    expect(printScalar('a\tb', { quote: 'single' })).toBe('"a\\tb"');
  });

  it('prints every string so that it reads back', () => {
    for (let code = 1; code < 0x300; code++) {
      for (const value of [String.fromCharCode(code), `a${String.fromCharCode(code)}`, `${String.fromCharCode(code)} b`, `-${String.fromCharCode(code)}`]) {
        for (const [flow, source] of [
          [false, `k: ${printScalar(value)}\n`],
          [true, `k: [${printScalar(value, { flow: true })}]\n`],
        ] as const) {
          const read = readYaml(source);
          expect([read.readable, toPlain(read.root)], source).toEqual([true, { k: flow ? [value] : value }]);
        }
      }
    }
  });
});

describe('scalar types', () => {
  it('are those of PyYAML', () => {
    expect(resolveScalar('017', 'plain')).toEqual({ type: 'int', value: 15 });
    expect(resolveScalar('017', 'double')).toEqual({ type: 'string', value: '017' });
    expect(resolveScalar('12', 'plain', '!!str')).toEqual({ type: 'string', value: '12' });
    expect(resolveScalar('=', 'plain').type).toBe('error');
  });
});
