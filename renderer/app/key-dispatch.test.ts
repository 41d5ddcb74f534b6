import { describe, expect, it } from 'vitest';
import { combinationsOf } from './key-dispatch.ts';

const press = (key: string, code: string, held: readonly string[] = []) => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});

describe('combinationsOf', () => {
  it('writes Ctrl as Mod, on macOS Cmd', () => {
    expect(combinationsOf(press('z', 'KeyZ', ['ctrl']), false)).toContain('Mod+Z');
    expect(combinationsOf(press('z', 'KeyZ', ['meta']), true)).toContain('Mod+Z');
  });

  it('keeps off the system key', () => {
    expect(combinationsOf(press('z', 'KeyZ', ['meta']), false)).toEqual([]);
  });

  it('reads a question mark whatever Shift is', () => {
    expect(combinationsOf(press('?', 'Slash', ['shift']), false)).toContain('?');
  });

  it('tells Shift+1 on layouts where it types something else', () => {
    expect(combinationsOf(press('!', 'Digit1', ['shift']), false)).toContain('Shift+1');
  });

  it('leaves a letter alone without Shift', () => {
    expect(combinationsOf(press('c', 'KeyC'), false)).toEqual(['C']);
    expect(combinationsOf(press('C', 'KeyC', ['shift']), false)).toEqual(['Shift+C']);
  });

  it('names the space bar', () => {
    expect(combinationsOf(press(' ', 'Space'), false)).toContain('Space');
  });
});
