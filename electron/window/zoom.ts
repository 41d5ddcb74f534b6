import type { BrowserWindow } from 'electron';
import type { SettingsStore } from '#host/files/settings-store.ts';
import type { Disposable } from '#shared/base/disposable.ts';
import type { SettingsState } from '#shared/contract/schemas.ts';
import { settingsWithDefaults } from '#shared/settings/settings-file.ts';

/** Shows everything in the window as large as the settings say, now and when they change. */
export function followZoom(window: BrowserWindow, settings: SettingsStore): Disposable {
  let factor = 1;
  const apply = (): void => {
    if (!window.isDestroyed()) window.webContents.setZoomFactor(factor);
  };
  const take = (state: SettingsState): void => {
    factor = zoomFactor(state);
    apply();
  };
  void settings.read().then(take);
  // A page that is loaded anew begins at its own size.
  window.webContents.on('dom-ready', apply);
  return settings.onDidChange.on(take);
}

/** 1 is 100 %. */
export function zoomFactor({ values }: Pick<SettingsState, 'values'>): number {
  return settingsWithDefaults(values)['appearance.zoom'] / 100;
}
