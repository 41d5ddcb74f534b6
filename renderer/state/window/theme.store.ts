import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SettingsStore } from './settings.store.ts';

export type ThemeName = 'light' | 'dark' | 'contrast-dark' | 'contrast-light';

/** What is drawn now: the theme, and whether things may move. */
export type ThemeStore = StoreApi<{ readonly theme: ThemeName; readonly motion: boolean }>;

const QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(prefers-reduced-motion: reduce)'];

/** Follows the settings and the system, and keeps `<html>` in step: `data-theme`, `data-motion`. The key in local storage is for the first paint (theme.js). */
export function createThemeStore(settings: SettingsStore): ThemeStore {
  const store: ThemeStore = createStore(() => resolve(settings));
  const update = () => {
    const next = resolve(settings);
    const root = document.documentElement;
    root.dataset.theme = next.theme;
    root.dataset.motion = next.motion ? 'full' : 'none';
    try {
      localStorage.setItem('sluice.theme', settings.get('appearance.theme'));
    } catch {
      // A browser may refuse storage; the theme is then set a moment after the first paint.
    }
    const before = store.getState();
    if (before.theme !== next.theme || before.motion !== next.motion) store.setState(next);
  };
  settings.store.subscribe(update);
  for (const query of QUERIES) matchMedia(query).addEventListener('change', update);
  update();
  return store;
}

function resolve(settings: SettingsStore): { theme: ThemeName; motion: boolean } {
  const wanted = settings.get('appearance.theme');
  const motion = settings.get('appearance.motion');
  const [isDark, isContrast, isStill] = QUERIES.map((query) => matchMedia(query).matches);
  const system: ThemeName = isContrast ? (isDark ? 'contrast-dark' : 'contrast-light') : isDark ? 'dark' : 'light';
  return { theme: wanted === 'system' ? system : wanted, motion: motion === 'full' || (motion === 'system' && !isStill) };
}
