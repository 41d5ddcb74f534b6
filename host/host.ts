import { Journal } from '#host/files/journal.ts';
import { Places } from '#host/files/places.ts';
import { ProfileStore } from '#host/files/profile-store.ts';
import { Projects } from '#host/files/projects.ts';
import { Recent } from '#host/files/recent.ts';
import { SettingsStore } from '#host/files/settings-store.ts';
import { ViewState } from '#host/files/view-state.ts';
import type { Disposable } from '#shared/base/disposable.ts';
import type { AppInfo } from '#shared/contract/schemas.ts';
import type { EventName, PayloadOf } from '#shared/contract/types.ts';
import { type ClientParts, ClientSession } from './client-session.ts';
import type { HostClient } from './handlers.ts';
import { RunService } from './runs/run-service.ts';
import { TrackingService } from './tracking/tracking-service.ts';

export interface HostOptions {
  /** Where settings, recent projects and unsaved work are kept. */
  readonly profile: string;
  /** The folder that holds `examples/` and `components/`. */
  readonly appRoot: string;
  readonly version: string;
  readonly shell: AppInfo['shell'];
  readonly log: (message: string) => void;
  readonly now?: () => Date;
}

/** What all clients of a process share. */
export interface HostServices {
  readonly options: HostOptions;
  readonly store: ProfileStore;
  readonly places: Places;
  readonly projects: Projects;
  readonly journal: Journal;
  readonly recent: Recent;
  readonly settings: SettingsStore;
  readonly viewState: ViewState;
  readonly runs: RunService;
  readonly tracking: TrackingService;
}

/** Owns files, processes and (later) the network for every window of a shell. It knows neither Electron nor the screen. */
export class Host implements Disposable {
  readonly services: HostServices;
  readonly #clients = new Set<ClientSession>();

  constructor(options: HostOptions) {
    const now = options.now ?? (() => new Date());
    const store = new ProfileStore(options.profile);
    const places = new Places();
    this.services = {
      options,
      store,
      places,
      projects: new Projects(places, options.log),
      journal: new Journal(store, now),
      recent: new Recent(store, now),
      settings: new SettingsStore(store),
      viewState: new ViewState(store),
      runs: new RunService(options.appRoot, options.log),
      tracking: new TrackingService({ appRoot: options.appRoot, env: process.env }),
    };
    this.services.projects.onDidChangeFile.on((event) => this.#tellAll('files.changed', event));
    this.services.projects.onDidChangeList.on((event) => this.#tellAll('files.listChanged', event));
    this.services.settings.onDidChange.on((state) => this.#tellAll('settings.changed', state));
    this.services.runs.onDidHappen.on(({ root, ...batch }) => {
      this.services.tracking.follow(root);
      for (const { id, root: project } of this.services.projects.all)
        if (this.services.runs.rootsOf(project).includes(root)) this.#tellAll('runs.happened', { ...batch, project: id });
    });
    this.services.projects.onDidClose.on(({ root }) => this.services.runs.leave(root));
    void this.services.settings.watch();
  }

  /** Adds a window or a tab. */
  connect(parts: ClientParts): HostClient {
    const client = new ClientSession(this.services, parts, () => this.#clients.delete(client));
    this.#clients.add(client);
    return client;
  }

  dispose(): void {
    for (const client of [...this.#clients]) client.dispose();
    this.services.runs.dispose();
    this.services.tracking.dispose();
    this.services.projects.dispose();
    this.services.settings.dispose();
  }

  /** Stops what runs, waits for what is being written in the profile, then ends everything. */
  async close(): Promise<void> {
    await this.services.runs.close();
    await this.services.store.settled();
    this.dispose();
  }

  #tellAll<E extends EventName>(name: E, payload: PayloadOf<E>): void {
    for (const client of this.#clients) client.tell(name, payload);
  }
}
