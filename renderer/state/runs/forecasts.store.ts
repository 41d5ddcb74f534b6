import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostApi } from '#shared/contract/types.ts';
import type { TaskForecast } from '#shared/runs/forecast.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';
import type { RunsStore } from './runs.store.ts';

export type ForecastsState = Readonly<Record<string, Readonly<Record<string, TaskForecast>>>>;

/** Files that are saved one after the other are looked at once. */
const REST_MS = 700;

/** What a run of the drawn pipeline would do with each job, known before it starts: by path, then by job. Of files as they are saved. */
export class ForecastsStore {
  readonly store: StoreApi<ForecastsState> = createStore<ForecastsState>(() => ({}));
  readonly #host: HostApi;
  readonly #workspace: WorkspaceStore;
  readonly #runs: RunsStore;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(parts: { readonly host: HostApi; readonly workspace: WorkspaceStore; readonly runs: RunsStore }) {
    this.#host = parts.host;
    this.#workspace = parts.workspace;
    this.#runs = parts.runs;
    let before = '';
    const look = () => {
      const { graph, tabs, project } = this.#workspace.store.getState();
      const dirty = tabs.filter((tab) => tab.isDirty).map((tab) => tab.path);
      const { list, shown } = this.#runs.store.getState();
      const run = graph === undefined ? undefined : shown[graph];
      const now = [project?.project, graph, dirty.join(), list?.[0]?.run, run?.run, run?.isLive].join('\n');
      if (now === before) return;
      before = now;
      this.refreshSoon();
    };
    parts.workspace.store.subscribe(look);
    parts.runs.store.subscribe(look);
    if (typeof window !== 'undefined') window.addEventListener('focus', () => this.refreshSoon());
  }

  /** What would become of a job; undefined when that is not known. */
  of(path: string | undefined, job: string): TaskForecast | undefined {
    return path === undefined ? undefined : this.store.getState()[path]?.[job];
  }

  refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), REST_MS);
  }

  async #refresh(): Promise<void> {
    const { project, graph } = this.#workspace.store.getState();
    if (!project || graph === undefined || this.#runs.liveOf(graph)) return;
    // What has never run is not looked at: its data may be large, and all of it would run.
    const hasRun = this.#runs.store.getState().list?.some((run) => run.path === graph && !run.simulated) ?? false;
    const own = hasRun ? await this.#ask(project.project, graph) : {};
    if (own) this.store.setState((state) => ({ ...state, [graph]: own }));
  }

  async #ask(project: string, path: string): Promise<Readonly<Record<string, TaskForecast>> | undefined> {
    const asked = ++this.#asked;
    const answer = await this.#host.runs.forecast({ project, path });
    if (asked !== this.#asked) return undefined;
    // What was said of a text that could be planned does not hold for one that cannot.
    if (!answer.ok) return {};
    const before = this.store.getState()[path] ?? {};
    const byJob: Record<string, TaskForecast> = {};
    for (const { job, forecast } of answer.value.tasks) {
      // Of a sub-pipeline the first job that runs tells most.
      const known = byJob[job];
      if (known === undefined || (known.will !== 'run' && forecast.will === 'run')) byJob[job] = forecast;
    }
    for (const [job, forecast] of Object.entries(byJob)) {
      const old = before[job];
      if (old && old.will === forecast.will && old.why === forecast.why) byJob[job] = old;
    }
    return byJob;
  }
}

const WORDS = { run: 'Would run', reuse: 'Would be reused', maybe: 'May run', leave: 'Would not run' } as const;

/** "Would run: its command changed". */
export function forecastText(forecast: TaskForecast): string {
  return `${WORDS[forecast.will]}: ${forecast.why}`;
}
