import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunSummary } from '#shared/contract/run-summary.ts';
import type { HostApi } from '#shared/contract/types.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import { selectionIn } from '#shared/runs/select-tasks.ts';
import type { VerdictsStore } from '../gates/verdicts.store.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { Dialogs } from '../window/dialogs.store.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';
import type { JobStatus } from './job-run.ts';
import { RunFold } from './run-fold.ts';
import { RunTeller } from './run-teller.ts';
import { forgetVerdicts, tellVerdicts } from './run-verdicts.ts';
import type { ShownRun } from './shown-run.ts';
import { type RunAsk, type SimulationAsk, startRun, startSimulation } from './start-run.ts';

export interface RunsState {
  /** The newest first; undefined until it has been asked for. */
  readonly list: readonly RunSummary[] | undefined;
  /** By path of the pipeline. */
  readonly shown: Readonly<Record<string, ShownRun>>;
  /** Pipelines that are about to run. */
  readonly starting: Readonly<Record<string, true>>;
}

export interface RunsParts {
  readonly host: HostApi;
  readonly workspace: WorkspaceStore;
  readonly dialogs: Dialogs;
  readonly announcer: Announcer;
  readonly verdicts: VerdictsStore;
}

interface Following {
  readonly fold: RunFold;
  readonly events: RunEvent[];
}

const LIST_AFTER_MS = 250;

/** The runs of the open project: started and stopped, shown on their pipelines as their events come, whoever started them. */
export class RunsStore {
  readonly store: StoreApi<RunsState> = createStore<RunsState>(() => ({ list: undefined, shown: {}, starting: {} }));
  readonly #parts: RunsParts;
  readonly #teller: RunTeller;
  readonly #following = new Map<string, Following>();
  readonly #reading = new Map<string, Promise<boolean>>();
  /** By path of the pipeline: values that it was given last. */
  readonly #given = new Map<string, RunRequest['sets']>();
  /** Pipelines whose run was taken off the graph: it does not come back by itself. */
  readonly #hidden = new Set<string>();
  #project: string | undefined;
  #graph: string | undefined;
  #backTimer: ReturnType<typeof setTimeout> | undefined;
  #listTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: RunsParts) {
    this.#parts = parts;
    this.#teller = new RunTeller(parts.announcer, parts.host);
    parts.host.on('runs.happened', ({ project, run, from, events }) => {
      if (project === this.#projectId) void this.#happened(run, from, events);
    });
    parts.workspace.store.subscribe(({ project, graph }) => {
      if (graph !== this.#graph) this.#lookBackSoon(graph);
      if (project?.project === this.#project) return;
      this.#project = project?.project;
      this.#following.clear();
      this.#given.clear();
      this.#hidden.clear();
      this.store.setState({ list: undefined, shown: {}, starting: {} });
      if (project) void this.#enter();
    });
  }

  get #projectId(): string | undefined {
    return this.#parts.workspace.store.getState().project?.project;
  }

  shownOf(path: string | undefined): ShownRun | undefined {
    return path === undefined ? undefined : this.store.getState().shown[path];
  }

  /** The run of a pipeline that goes on now. */
  liveOf(path: string | undefined): ShownRun | undefined {
    const shown = this.shownOf(path);
    return shown?.isLive ? shown : undefined;
  }

  /** The values that a pipeline's inputs were given last, or in the run that is shown. */
  givenOf(path: string): RunRequest['sets'] {
    return this.#given.get(path) ?? this.shownOf(path)?.request?.sets ?? {};
  }

  statusOf(path: string | undefined, job: string): JobStatus | undefined {
    return this.shownOf(path)?.jobs.get(job)?.status;
  }

  /** Saves what is not saved, asks for trust where it is needed, and starts. True when it runs. */
  async run(path: string, ask: RunAsk): Promise<boolean> {
    const project = this.#projectId;
    if (project === undefined || this.store.getState().starting[path] || this.liveOf(path)) return false;
    this.store.setState(({ starting }) => ({ starting: { ...starting, [path]: true } }));
    try {
      const run = await startRun(this.#parts, project, path, ask, (sets) => this.#given.set(path, sets));
      return run !== undefined && (await this.show(run));
    } finally {
      this.store.setState(({ starting: { [path]: _done, ...rest } }) => ({ starting: rest }));
    }
  }

  /** Starts the run that is shown once more: as much of the pipeline, with what it was given. What passed and did not change is reused. */
  again(path: string): Promise<boolean> {
    const request = this.shownOf(path)?.request;
    return this.run(path, { selection: selectionIn(request?.mode ?? {}), force: false, sets: request?.sets ?? {}, maps: request?.maps ?? {} });
  }

  /** Plays a run without executing anything. */
  async simulate(path: string, how: SimulationAsk): Promise<boolean> {
    const project = this.#projectId;
    if (project === undefined || this.liveOf(path)) return false;
    const run = await startSimulation(this.#parts, project, path, how);
    return run !== undefined && (await this.show(run));
  }

  /** Stops the run of a pipeline, or one job of it, with its trials and rounds: the rest goes on. */
  async stop(path: string, job?: string): Promise<void> {
    const live = this.liveOf(path);
    const project = this.#projectId;
    if (!live || project === undefined) return;
    const answer = await this.#parts.host.runs.stop({ project, run: live.run, ...(job === undefined ? {} : { job }) });
    if (!answer.ok) this.#parts.announcer.announce(answer.failure.message, 'error');
    else if (job !== undefined) this.#parts.announcer.announce(`${job} is being stopped.`);
  }

  /** Shows a run on its pipeline; follows it while it goes on. */
  show(run: string): Promise<boolean> {
    const running = this.#reading.get(run);
    if (running) return running;
    const reading = this.#read(run).finally(() => this.#reading.delete(run));
    this.#reading.set(run, reading);
    return reading;
  }

  async #read(run: string, isLookingBack = false): Promise<boolean> {
    const project = this.#projectId;
    if (project === undefined) return false;
    const answer = await this.#parts.host.runs.read({ project, run });
    // Whatever was shown or started meanwhile is of more interest.
    if (isLookingBack && (!answer.ok || !this.#isFree(answer.value.summary.path))) return false;
    if (!answer.ok) {
      this.#parts.announcer.announce(answer.failure.message, 'error');
      return false;
    }
    if (project !== this.#projectId) return false;
    const { summary, events, request, text } = answer.value;
    const following: Following = { fold: new RunFold(), events: [...events] };
    let folded = following.fold.add(events);
    if (summary.result === 'interrupted') folded = following.fold.interrupt();
    for (const [path, shown] of Object.entries(this.store.getState().shown)) if (shown.run === run || path === summary.path) this.#following.delete(shown.run);
    this.#following.set(run, following);
    this.#put({
      ...folded,
      run,
      number: summary.number,
      path: summary.path,
      summary,
      request,
      text,
      events: following.events,
      eventCount: following.events.length,
      isLive: summary.result === 'running' && folded.result === 'running',
      source: summary.simulated ? 'simulated' : 'run',
    });
    this.refreshSoon();
    return true;
  }

  /** Shows a moment of the run that is shown, as a replay gives it: what the run itself does is not followed meanwhile. */
  showMoment(moment: ShownRun): void {
    this.#following.delete(moment.run);
    this.#put(moment);
  }

  /** Takes the run off its pipeline. */
  hide(path: string): void {
    const shown = this.shownOf(path);
    if (!shown) return;
    this.#hidden.add(path);
    this.#following.delete(shown.run);
    forgetVerdicts(this.#parts.verdicts, shown);
    this.store.setState(({ shown: { [path]: _gone, ...rest } }) => ({ shown: rest }));
  }

  /** Reads the list of runs again. */
  async refresh(): Promise<void> {
    const project = this.#projectId;
    if (project === undefined) return;
    const { graph } = this.#parts.workspace.store.getState();
    const answer = await this.#parts.host.runs.list({ project, ...(graph === undefined ? {} : { path: graph }) });
    if (answer.ok && project === this.#projectId) this.store.setState({ list: answer.value.runs });
  }

  /** The same a moment later, once however often it is asked for. */
  refreshSoon(): void {
    this.#listTimer ??= setTimeout(() => {
      this.#listTimer = undefined;
      void this.refresh();
    }, LIST_AFTER_MS);
  }

  /** A project was opened: what runs in it, or was interrupted last, is shown. */
  async #enter(): Promise<void> {
    await this.refresh();
    const seen = new Set<string>();
    for (const { run, path, result } of this.store.getState().list ?? []) {
      if (!seen.has(path) && (result === 'running' || result === 'interrupted')) await this.show(run);
      seen.add(path);
    }
  }

  /** A pipeline came into view: once it is drawn, its last run is put on it. */
  #lookBackSoon(graph: string | undefined): void {
    this.#graph = graph;
    clearTimeout(this.#backTimer);
    if (graph !== undefined && this.#isFree(graph)) this.#backTimer = setTimeout(() => void this.#lookBack(graph), LIST_AFTER_MS);
  }

  async #lookBack(graph: string): Promise<void> {
    await this.refresh();
    if (!this.#isFree(graph)) return;
    const last = this.store.getState().list?.find((run) => run.path === graph && !run.simulated && run.asked !== 'environments only');
    if (last) await this.#read(last.run, true);
  }

  #isFree(path: string): boolean {
    return this.shownOf(path) === undefined && !this.#hidden.has(path) && this.store.getState().starting[path] === undefined;
  }

  async #happened(run: string, from: number, events: readonly RunEvent[]): Promise<void> {
    const following = this.#following.get(run);
    const shown = Object.values(this.store.getState().shown).find((each) => each.run === run);
    if (!following || !shown) {
      // A run that begins is shown, unless its pipeline shows one that goes on.
      const isReading = this.#reading.has(run);
      if (from === 0 || isReading) await this.show(run);
      else this.refreshSoon();
      // What came while it was read may be more than what was read.
      if (isReading && this.#following.has(run)) await this.#happened(run, from, events);
      return;
    }
    const known = following.events.length;
    if (from > known) {
      await this.show(run);
      return;
    }
    const added = events.slice(known - from);
    if (added.length === 0) return;
    for (const event of added) following.events.push(event);
    const folded = following.fold.add(added);
    const isLive = folded.result === 'running';
    const next: ShownRun = { ...shown, ...folded, eventCount: following.events.length, isLive };
    this.#put(next);
    this.#teller.tell(next, added);
    if (!isLive) this.refreshSoon();
  }

  #put(next: ShownRun): void {
    const before = this.shownOf(next.path);
    this.store.setState(({ shown }) => ({ shown: { ...shown, [next.path]: next } }));
    tellVerdicts(this.#parts, before, next);
  }
}
