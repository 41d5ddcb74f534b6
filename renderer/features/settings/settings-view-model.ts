import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { SettingDefinition } from '#shared/settings/setting.ts';
import { settings } from '#shared/settings/settings.ts';

export interface SettingsSection {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  readonly settings: readonly SettingDefinition[];
}

/** Sections by the first word of the keys; a key of a new area gets a section of its own. */
const SECTIONS: Readonly<Record<string, { readonly title: string; readonly icon: IconName }>> = {
  appearance: { title: 'Appearance', icon: 'palette' },
  editor: { title: 'Text', icon: 'text-align-start' },
  graph: { title: 'Graph', icon: 'workflow' },
  files: { title: 'Files', icon: 'files' },
  library: { title: 'Library', icon: 'boxes' },
  run: { title: 'Runs', icon: 'play' },
  checks: { title: 'Checks', icon: 'circle-alert' },
};

/** The page: sections in the order of the list, filtered by words. The zoom of the window is the browser's own where the shell is a browser. */
export function settingsSections(words: string, shell: 'electron' | 'browser'): readonly SettingsSection[] {
  const query = words.trim().toLowerCase();
  const sections = new Map<string, SettingDefinition[]>();
  const list: readonly SettingDefinition[] = settings;
  for (const setting of list) {
    if (shell === 'browser' && setting.key === 'appearance.zoom') continue;
    const area = setting.key.split('.')[0] ?? '';
    const fits = query === '' || [setting.title, setting.key, setting.description].some((text) => text.toLowerCase().includes(query));
    if (fits) sections.set(area, [...(sections.get(area) ?? []), setting]);
  }
  return [...sections].map(([id, each]) => ({
    id,
    title: SECTIONS[id]?.title ?? id.charAt(0).toUpperCase() + id.slice(1),
    icon: SECTIONS[id]?.icon ?? 'settings',
    settings: each,
  }));
}

/** How many settings there are to search. */
export function countSettings(shell: 'electron' | 'browser'): number {
  return settingsSections('', shell).reduce((sum, section) => sum + section.settings.length, 0);
}
