import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostApi } from '#shared/contract/types.ts';
import type { SettingValue } from '#shared/settings/setting.ts';
import { type SettingKey, type Settings, settings } from '#shared/settings/settings.ts';
import { readSettings, settingsWithDefaults } from '#shared/settings/settings-file.ts';

export interface SettingsState {
  /** Every setting with its value. */
  readonly all: Settings;
  /** Only what the user changed. */
  readonly changed: Readonly<Record<string, SettingValue>>;
  readonly problems: readonly { readonly key: string; readonly message: string }[];
}

/** The settings as the host keeps them. A write shows at once and is taken back when the host refuses it. */
export class SettingsStore {
  readonly store: StoreApi<SettingsState> = createStore<SettingsState>(() => ({ all: settingsWithDefaults({}), changed: {}, problems: [] }));
  readonly #host: HostApi;

  constructor(host: HostApi) {
    this.#host = host;
  }

  async load(): Promise<void> {
    this.#host.on('settings.changed', (state) => this.#take(state.values, state.problems));
    const answer = await this.#host.settings.read({});
    if (answer.ok) this.#take(answer.value.values, answer.value.problems);
  }

  get<K extends SettingKey>(key: K): Settings[K] {
    return this.store.getState().all[key];
  }

  /** Writes a value; `null` puts the default back. The sentence when the host could not keep it. */
  async set<K extends SettingKey>(key: K, value: Settings[K] | null): Promise<string | undefined> {
    const before = this.store.getState();
    const { [key]: _old, ...rest } = before.changed;
    const standard = settings.find((setting) => setting.key === key)?.default;
    this.#take(value === null || value === standard ? rest : { ...rest, [key]: value }, before.problems);
    const answer = await this.#host.settings.write({ key, value: value === standard ? null : value });
    if (answer.ok) return undefined;
    this.store.setState(before);
    return answer.failure.message;
  }

  #take(values: Readonly<Record<string, SettingValue>>, problems: SettingsState['problems']): void {
    const read = readSettings(values);
    this.store.setState({ all: settingsWithDefaults(read.values), changed: read.values, problems });
  }
}
