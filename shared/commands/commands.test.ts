import { describe, expect, it } from 'vitest';
import { keysOf } from './command.ts';
import { commands, menuBars, menuGroups } from './commands.ts';
import { isWhen, namesInWhen } from './when.ts';

const FACTS = new Set([
  'inField',
  'hasDraft',
  'canvasFocus',
  'outlineFocus',
  'graphFocus',
  'textFocus',
  'inspectorFocus',
  'hasProject',
  'hasDocument',
  'hasPipeline',
  'hasSelection',
  'hasSelectedJob',
  'hasOneSelectedJob',
  'isElectron',
  'isMac',
]);

describe('the list of commands', () => {
  it('names each command once, as area.verbNoun', () => {
    const ids = commands.map((command) => command.id);

    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-z][A-Za-z0-9]*$/);
  });

  it('asks only for facts that exist', () => {
    for (const command of commands) for (const name of command.when === undefined ? [] : namesInWhen(command.when)) expect(FACTS, command.id).toContain(name);
  });

  it('gives one key to two commands only where they cannot both count', () => {
    const byKey = new Map<string, string[]>();
    for (const command of commands) if (!command.isLocal) for (const keys of keysOf(command)) byKey.set(keys, [...(byKey.get(keys) ?? []), command.when ?? '']);

    for (const [keys, whens] of byKey) {
      const text = { textFocus: true, hasSelection: true, hasSelectedJob: true };
      const canvas = { canvasFocus: true, graphFocus: true, hasSelection: true, hasSelectedJob: true };
      for (const context of [text, canvas]) expect(whens.filter((when) => when === '' || isWhen(when, context)).length, keys).toBeLessThanOrEqual(1);
    }
  });

  it('keeps single keys away from places where they are typed', () => {
    for (const command of commands) {
      if (command.isLocal) continue;
      const isSingle = keysOf(command).some((keys) => /^(Shift\+)?[A-Z0-9?+/-]$|^(Space|Enter|Delete|Backspace)$/.test(keys));
      if (isSingle) expect(isWhen(command.when ?? '', { textFocus: true, inField: true }), command.id).toBe(false);
    }
  });

  it('puts every command with a menu into a bar that is shown', () => {
    const shown = menuBars.flatMap(({ bar }) => menuGroups(bar).flat());

    expect(shown.length).toBe(commands.filter((command) => command.menu).length);
  });

  it('writes titles in sentence case without a full stop', () => {
    for (const command of commands) expect(command.title, command.id).toMatch(/^[A-Z0-9][^.!]*$/);
  });
});

describe('isWhen', () => {
  it('binds && closer than ||', () => {
    expect(isWhen('a && b || c', { c: true })).toBe(true);
    expect(isWhen('a && b || c', { a: true })).toBe(false);
  });

  it('takes a missing fact for false', () => {
    expect(isWhen('!a', {})).toBe(true);
  });
});
