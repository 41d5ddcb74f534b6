import { describe, expect, it } from 'vitest';
import { linesOfDiff } from './diff-view.tsx';
import { keyCaps } from './keys.ts';

describe('linesOfDiff', () => {
  it('shows three lines around a change and folds the rest', () => {
    const before = Array.from({ length: 20 }, (_each, k) => `line ${k + 1}`).join('\n');

    const lines = linesOfDiff(before, before.replace('line 10', 'ten'));

    expect(lines.map((line) => line.kind)).toEqual(['fold', 'same', 'same', 'same', 'removed', 'added', 'same', 'same', 'same', 'fold']);
    expect(lines.find((line) => line.kind === 'added')?.number).toBe(10);
  });
});

describe('keyCaps', () => {
  it('writes keys as the platform does', () => {
    expect(keyCaps('Mod+Shift+P', false)).toEqual(['Ctrl', 'Shift', 'P']);
    expect(keyCaps('Mod+Shift+P', true)).toEqual(['⌘', '⇧', 'P']);
    expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+']);
    expect(keyCaps('+', false)).toEqual(['+']);
  });
});
