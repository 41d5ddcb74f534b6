import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunSummary } from '#shared/contract/run-summary.ts';
import type { ArgsOf, HostApi } from '#shared/contract/types.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import { type Selection, selectionIn } from '#shared/runs/select-tasks.ts';
import { holdBack } from '#shared/runs/simulate/hold-back.ts';
import type { Simulation } from '#shared/runs/simulate/simulation.ts';
import type { Announcer } from './announcer.store.ts';
import { changedJobs } from './changed-jobs.ts';
import type { Dialogs } from './dialogs.store.ts';
import { earlierHold } from './earlier-hold.ts';
import { readVerdictFile } from './gate-verdict.ts';
import type { JobRun, JobStatus } from './job-run.ts';
import { type FoldedRun, RunFold } from './run-fold.ts';
import { RunReplay } from './run-replay.ts';
import { RunTeller } from './run-teller.ts';
import type { VerdictsStore } from './verdicts.store.ts';
import type { WorkspaceStore } from './workspace.store.ts';

/** A run that is shown on its pipeline: the facts of the run, and all that its events add up to. */
export interface ShownRun extends FoldedRun {
  readonly run: string;
  /** Counted from 1 in its project. */
  readonly number: number;
  /** The pipeline, relative to the open project. */
  readonly path: string;
  readonly summary: RunSummary;
  readonly request: RunRequest | undefined;
  /** The exact text that it ran; undefined when it is gone. */
  readonly text: string | undefined;
  /** All of them, in order. The array grows in place: `eventCount` says that it did. */
  readonly events: readonly RunEvent[];
  readonly eventCount: number;
  readonly isLive: boolean;
  readonly source: 'run' | 'simulated' | 'replay';
}

export interface RunsState {
  /** The newest first; undefined until it has been asked for. */
  readonly list: readonly RunSummary[] | undefined;
  /** By path of the pipeline. */
  readonly shown: Readonly<Record<string, ShownRun>>;
  /** By path of the pipeline: the recorded run that is played. */
  readonly replays: Readonly<Record<string, ReplayState>>;
  /** Pipelines that are about to run. */
  readonly starting: Readonly<Record<string, true>>;
}

/** Where a replay stands. */
export interface ReplayState {
  readonly replay: RunReplay;
  /** The run as it was recorded. */
  readonly recorded: Pick<ShownRun, 'events'>;
  /** The gate that is made to hold back, and where its verdict is from: an earlier run, or made up. */
  readonly heldBack: { readonly gate: string; readonly on: string | undefined } | undefined;
  readonly atMs: number;
  readonly speed: number;
  readonly isPlaying: boolean;
}

/** How a run is asked for. */
export interface RunAsk {
  readonly selection: Selection;
  readonly force: boolean;
  /** Values of the pipeline's inputs, and what stands for names of the cloud, for this run alone. */
  readonly sets?: RunRequest['sets'];
  readonly maps?: RunRequest['maps'];
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

const ALL: RunAsk = { selection: { kind: 'all' }, force: false };
const LIST_AFTER_MS = 250;
const REPLAY_EVERY_MS = 80;
/** How fast a replay may go: 60 shows a minute in a second. */
export const REPLAY_SPEEDS: readonly number[] = [1, 2, 5, 10, 30, 60, 120];

/** The runs of the open project: started and stopped, shown on their pipelines as their events come, whoever started them. */
export class RunsStore {
  readonly store: StoreApi<RunsState> = createStore<RunsState>(() => ({ list: undefined, shown: {}, replays: {}, starting: {} }));
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
      this.store.setState({ list: undefined, shown: {}, replays: {}, starting: {} });
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

  jobRunOf(path: string | undefined, job: string): JobRun | undefined {
    return this.shownOf(path)?.jobs.get(job);
  }

  statusOf(path: string | undefined, job: string): JobStatus | undefined {
    return this.jobRunOf(path, job)?.status;
  }

  /** Saves what is not saved, asks for trust where it is needed, and starts. True when it runs. */
  async run(path: string, ask: RunAsk = ALL): Promise<boolean> {
    const { host, dialogs, announcer } = this.#parts;
    const project = this.#projectId;
    if (project === undefined || this.store.getState().starting[path] || this.liveOf(path)) return false;
    this.store.setState(({ starting }) => ({ starting: { ...starting, [path]: true } }));
    try {
      if (!(await this.#saveAll())) return false;
      const { sets = {}, maps = {}, ...how } = ask;
      if (ask.sets) this.#given.set(path, sets);
      const asked = { project, path, ...how, sets, maps };
      let answer = await host.runs.start(asked);
      if (!answer.ok && (answer.failure.code === 'not-trusted' || answer.failure.code === 'cannot-run')) {
        const said = await dialogs.sheet('trust', { path, ask: JSON.stringify({ ...how, sets, maps }) });
        if (said === undefined) return false;
        answer = await host.runs.start(said === 'environments' ? { ...asked, selection: { kind: 'environments' } } : asked);
      }
      if (!answer.ok) {
        announcer.announce(answer.failure.message, 'error');
        return false;
      }
      return await this.show(answer.value.run);
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
  async simulate(path: string, how: { readonly jobs?: Simulation['jobs']; readonly like?: string | undefined; readonly speed: number }): Promise<boolean> {
    const { host, announcer } = this.#parts;
    const project = this.#projectId;
    if (project === undefined || this.liveOf(path) || !(await this.#saveAll())) return false;
    const { jobs, like, speed } = how;
    const answer = await host.runs.simulate({
      project,
      path,
      speed,
      ...(jobs === undefined ? {} : { jobs: jobs as ArgsOf<'runs.simulate'>['jobs'] }),
      ...(like === undefined ? {} : { like }),
    });
    if (!answer.ok) announcer.announce(answer.failure.message, 'error');
    return answer.ok && (await this.show(answer.value.run));
  }

  async #saveAll(): Promise<boolean> {
    const { workspace } = this.#parts;
    for (const tab of workspace.store.getState().tabs) if (tab.isDirty && !(await workspace.save(tab.path))) return false;
    return true;
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
    this.#setReplay(summary.path, undefined);
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

  /** Plays the run that is shown once more, from its start. */
  replay(path: string): void {
    const shown = this.shownOf(path);
    if (!shown || shown.isLive) return;
    const replay = new RunReplay(shown.events);
    // Whatever it took, it is over in about a minute.
    const speed = REPLAY_SPEEDS.find((each) => replay.totalMs / each <= 60_000) ?? 120;
    this.#following.delete(shown.run);
    this.#setReplay(path, { replay, recorded: shown, heldBack: undefined, atMs: 0, speed, isPlaying: true });
    this.#seek(path, 0);
    this.#play();
  }

  /** Goes to a moment of a replay, changes its speed, stops or goes on. */
  changeReplay(path: string, change: Partial<Pick<ReplayState, 'atMs' | 'speed' | 'isPlaying'>>): void {
    const before = this.store.getState().replays[path];
    if (!before) return;
    const isAtEnd = change.isPlaying === true && before.atMs >= before.replay.totalMs;
    this.#setReplay(path, { ...before, ...change, ...(isAtEnd ? { atMs: 0 } : {}) });
    this.#seek(path, isAtEnd ? 0 : (change.atMs ?? before.atMs));
    this.#play();
  }

  /**
   * Lets a gate of a replay hold back, with the verdict of an earlier run that it held back, else with numbers made up; undefined: as it was recorded.
   * Nothing is run and nothing is written.
   */
  async holdBack(path: string, gate: string | undefined): Promise<void> {
    const state = this.store.getState().replays[path];
    if (!state) return;
    const { events } = state.recorded;
    const held =
      gate === undefined ? undefined : await earlierHold(this.#parts.host, this.#projectId, { path, gate, events, runs: this.store.getState().list ?? [] });
    const now = this.store.getState().replays[path];
    if (now?.recorded !== state.recorded) return;
    const replay = new RunReplay(held && gate !== undefined ? holdBack(events, gate, held.verdict) : events);
    this.#setReplay(path, { ...now, replay, heldBack: held && gate !== undefined ? { gate, on: held.on } : undefined });
    this.#seek(path, now.atMs);
  }

  /** Ends a replay: the run is shown as it ended. */
  async endReplay(path: string): Promise<void> {
    const shown = this.shownOf(path);
    this.#setReplay(path, undefined);
    if (shown) await this.show(shown.run);
  }

  #replayTimer: ReturnType<typeof setTimeout> | undefined;

  #play(): void {
    clearTimeout(this.#replayTimer);
    const playing = Object.entries(this.store.getState().replays).filter(([, each]) => each.isPlaying);
    if (playing.length === 0) return;
    const from = Date.now();
    this.#replayTimer = setTimeout(() => {
      for (const [path, { atMs, speed, replay }] of playing) {
        const next = Math.min(replay.totalMs, atMs + (Date.now() - from) * speed);
        const now = this.store.getState().replays[path];
        if (now) this.#setReplay(path, { ...now, atMs: next, isPlaying: next < replay.totalMs });
        this.#seek(path, next);
      }
      this.#play();
    }, REPLAY_EVERY_MS);
  }

  #seek(path: string, ms: number): void {
    const shown = this.shownOf(path);
    const state = this.store.getState().replays[path];
    if (!shown || !state) return;
    const { folded, count } = state.replay.at(ms);
    if (shown.source === 'replay' && shown.eventCount === count && shown.jobs === folded.jobs) return;
    this.#put({ ...shown, ...folded, events: state.replay.events.slice(0, count), eventCount: count, isLive: false, source: 'replay' });
  }

  #setReplay(path: string, state: ReplayState | undefined): void {
    this.store.setState(({ replays: { [path]: _before, ...rest } }) => ({ replays: state === undefined ? rest : { ...rest, [path]: state } }));
  }

  /** Takes the run off its pipeline. */
  hide(path: string): void {
    const shown = this.shownOf(path);
    if (!shown) return;
    this.#hidden.add(path);
    this.#setReplay(path, undefined);
    this.#following.delete(shown.run);
    this.#forgetVerdicts(shown);
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

  /** The rules that a run judged by: with others its verdict counts no more. */
  #tried(shown: ShownRun, job: string): { readonly tried?: readonly string[] } {
    const pipeline = this.#parts.workspace.session(shown.path)?.pipeline;
    const gate = pipeline?.job(job);
    if (!pipeline || gate?.gateKind !== 'metrics') return {};
    const isOther = shown.text !== undefined && changedJobs(shown.text)(pipeline).has(job);
    return { tried: isOther ? [] : gate.rules };
  }

  #forgetVerdicts({ path, verdicts: judged, questions }: ShownRun): void {
    const { verdicts } = this.#parts;
    for (const job of [...Object.keys(judged), ...questions.map((each) => each.job)])
      if (verdicts.judgedOf(path, job)?.source === 'run') verdicts.judge(path, job, undefined);
  }

  #put(next: ShownRun): void {
    const before = this.shownOf(next.path);
    this.store.setState(({ shown }) => ({ shown: { ...shown, [next.path]: next } }));
    const isOther = before !== undefined && before.run !== next.run;
    if (!isOther && before?.verdicts === next.verdicts && before.questions === next.questions) return;
    const { verdicts } = this.#parts;
    // What the run before has said of gates counts no more.
    if (isOther) this.#forgetVerdicts(before);
    // Gone back in a replay: what has not been judged yet.
    for (const job of Object.keys(isOther ? {} : (before?.verdicts ?? {})))
      if (next.verdicts[job] === undefined && verdicts.judgedOf(next.path, job)?.source === 'run') verdicts.judge(next.path, job, undefined);
    const asked = isOther ? [] : (before?.questions ?? []);
    for (const { job } of asked)
      if (!next.questions.some((each) => each.job === job) && next.verdicts[job] === undefined) verdicts.judge(next.path, job, undefined);
    for (const each of next.questions) {
      if (asked.includes(each)) continue;
      const { job, question, approvers, askedAt } = each;
      const verdict = { verdict: 'asking', rules: [], question, when: askedAt, ...(approvers === undefined ? {} : { who: approvers }) } as const;
      verdicts.judge(next.path, job, { source: 'run', on: `run ${next.number}`, verdict });
    }
    for (const [job, verdict] of Object.entries(next.verdicts)) {
      if (before?.verdicts[job] === verdict) continue;
      const read = readVerdictFile(JSON.stringify(verdict));
      if (!read.ok) continue;
      const held = this.store.getState().replays[next.path]?.heldBack;
      const isHeld = held?.gate === job;
      verdicts.judge(next.path, job, {
        source: 'run',
        on: `run ${next.number}`,
        verdict: read.value,
        isSimulated: next.summary.simulated || isHeld,
        ...(isHeld && held.on !== undefined ? { playedFrom: held.on } : {}),
        ...this.#tried(next, job),
      });
    }
  }
}
