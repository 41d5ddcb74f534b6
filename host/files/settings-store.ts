import { type FSWatcher, watch } from 'chokidar';
import type { Disposable } from '#shared/base/disposable.ts';
import { Emitter } from '#shared/base/emitter.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { SettingsState } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';
import { decodeSetting, type SettingValue } from '#shared/settings/setting.ts';
import { settingByKey } from '#shared/settings/settings.ts';
import { printSettingsFile, readSettingsFile } from '#shared/settings/settings-file.ts';
import { makeFolder } from './folders.ts';
import type { ProfileStore, StoreFailure } from './profile-store.ts';

const NAME = 'settings.json';

/** The settings file: only what the user changed. Changes by hand and by other windows are told as they happen. */
export class SettingsStore implements Disposable {
  readonly onDidChange = new Emitter<SettingsState>();
  readonly #store: ProfileStore;
  #watcher: FSWatcher | undefined;
  #lastText: string | undefined;
  #isDisposed = false;

  constructor(store: ProfileStore) {
    this.#store = store;
  }

  async read(): Promise<SettingsState> {
    const text = await this.#store.read(NAME);
    this.#lastText = text;
    const { values, problems } = text === undefined ? { values: {}, problems: [] } : readSettingsFile(text);
    return { values: { ...values }, problems: [...problems] };
  }

  /** Changes one setting; `null` puts it back to its default. */
  async write(key: string, value: SettingValue | null): Promise<Result<SettingsState, StoreFailure | Failure<'unknown-setting' | 'bad-value'>>> {
    const setting = settingByKey(key);
    if (setting === undefined) return fail({ code: 'unknown-setting', message: `There is no setting ${key}.` });
    const decoded = value === null ? ok(setting.default) : decodeSetting(setting, value);
    if (!decoded.ok) return fail({ code: 'bad-value', message: decoded.failure });
    const before = await this.#store.read(NAME);
    const { values } = before === undefined ? { values: {} } : readSettingsFile(before);
    if (before !== undefined && !isJson(before)) await this.#store.write('settings.damaged.json', before);
    const text = printSettingsFile({ ...values, [key]: decoded.value }, before);
    const written = await this.#store.write(NAME, text);
    if (!written.ok) return written;
    const state = await this.read();
    this.onDidChange.fire(state);
    return ok(state);
  }

  /** Starts to look for changes that others make. */
  async watch(): Promise<void> {
    // What is not there cannot be watched.
    await makeFolder(this.#store.folder).catch(() => undefined);
    if (this.#isDisposed) return;
    this.#watcher ??= watch(this.#store.folder, { depth: 0, ignoreInitial: true, ignored: (path) => path !== this.#store.folder && !path.endsWith(NAME) }).on(
      'all',
      () => void this.#changedOnDisk(),
    );
    this.#watcher.on('error', () => undefined);
  }

  dispose(): void {
    this.#isDisposed = true;
    void this.#watcher?.close();
  }

  async #changedOnDisk(): Promise<void> {
    const known = this.#lastText;
    const state = await this.read();
    if (this.#lastText !== known) this.onDidChange.fire(state);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
