import { decodeSetting, type SettingDefinition, type SettingValue } from './setting.ts';
import { type Settings, settingByKey, settings } from './settings.ts';

/** What the user changed, and what could not be understood. */
export interface SettingsValues {
  readonly values: Readonly<Record<string, SettingValue>>;
  readonly problems: readonly { readonly key: string; readonly message: string }[];
}

const VERSION = 1;

/** Reads a settings file. Never refuses: what is bad falls back to its default and is reported. */
export function readSettingsFile(text: string): SettingsValues {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return {
      values: {},
      problems: [{ key: '', message: 'The settings file is not JSON. Every setting stands at its default; the file is kept until you change a setting.' }],
    };
  }
  const stored = typeof parsed === 'object' && parsed !== null && 'settings' in parsed ? parsed.settings : undefined;
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    return { values: {}, problems: [{ key: '', message: 'The settings file holds no "settings". Every setting stands at its default.' }] };
  }
  return readSettings({ ...stored });
}

/** The same for values that were taken out of a file already. */
export function readSettings(stored: Readonly<Record<string, unknown>>): SettingsValues {
  const values: Record<string, SettingValue> = {};
  const problems: { key: string; message: string }[] = [];
  for (const [key, value] of Object.entries(stored)) {
    const definition = settingByKey(key);
    if (definition === undefined) {
      problems.push({ key, message: `There is no setting ${key}. It is kept in the file and does nothing.` });
      continue;
    }
    const decoded = decodeSetting(definition, value);
    if (decoded.ok) values[key] = decoded.value;
    else problems.push({ key, message: `${decoded.failure} It stands at its default, ${String(definition.default)}.` });
  }
  return { values, problems };
}

/** The text of a settings file that holds only what differs from the defaults; keys that this version does not know stay as they are. */
export function printSettingsFile(values: Readonly<Record<string, SettingValue>>, previousText?: string): string {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(storedSettings(previousText))) if (settingByKey(key) === undefined) kept[key] = value;
  for (const [key, value] of Object.entries(values)) if (settingByKey(key)?.default !== value) kept[key] = value;
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ version: VERSION, settings: sorted }, null, 2)}\n`;
}

/** Fills in the defaults. */
export function settingsWithDefaults(values: Readonly<Record<string, SettingValue>>): Settings {
  const all: Record<string, SettingValue> = {};
  const list: readonly SettingDefinition[] = settings;
  for (const setting of list) {
    const decoded = decodeSetting(setting, values[setting.key] ?? setting.default);
    all[setting.key] = decoded.ok ? decoded.value : setting.default;
  }
  // Every key of the list was just set to a value that its own schema accepts.
  return all as unknown as Settings;
}

function storedSettings(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    const stored = typeof parsed === 'object' && parsed !== null && 'settings' in parsed ? parsed.settings : undefined;
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  } catch {
    return {};
  }
}
