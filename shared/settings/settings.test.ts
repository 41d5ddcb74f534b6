import { describe, expect, it } from 'vitest';
import { settings } from './settings.ts';
import { printSettingsFile, readSettingsFile, settingsWithDefaults } from './settings-file.ts';

describe('the settings file', () => {
  it('holds only what differs from the defaults', () => {
    const text = printSettingsFile({ 'editor.fontSize': 15, 'editor.wordWrap': false });

    expect(JSON.parse(text)).toEqual({ version: 1, settings: { 'editor.fontSize': 15 } });
  });

  it('falls back to the default of a bad value and says so', () => {
    const read = readSettingsFile('{"version":1,"settings":{"editor.fontSize":"huge","appearance.theme":"dark"}}');

    expect(read.values).toEqual({ 'appearance.theme': 'dark' });
    expect(read.problems.map((problem) => problem.key)).toEqual(['editor.fontSize']);
    expect(settingsWithDefaults(read.values)['editor.fontSize']).toBe(13);
  });

  it('never stops the app, whatever the file holds', () => {
    for (const text of ['', 'null', '[]', '{"settings":[]}', '{"settings":7}', '\u0000']) {
      const read = readSettingsFile(text);

      expect(read.values).toEqual({});
      expect(read.problems).toHaveLength(1);
    }
  });

  it('keeps keys of another version', () => {
    const before = '{"version":1,"settings":{"future.thing":[1],"editor.fontSize":20}}';

    const after = printSettingsFile({ 'editor.fontSize': 13 }, before);

    expect(JSON.parse(after)).toEqual({ version: 1, settings: { 'future.thing': [1] } });
  });

  it('names every setting once, as area.name', () => {
    const keys = settings.map((setting) => setting.key);

    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
  });
});
