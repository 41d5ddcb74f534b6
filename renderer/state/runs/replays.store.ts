import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostApi } from '#shared/contract/types.ts';
import { holdBack } from '#shared/runs/simulate/hold-back.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';
import { earlierHold } from './earlier-hold.ts';
import { RunReplay } from './run-replay.ts';
import type { RunsStore } from './runs.store.ts';
import type { HeldBack, ShownRun } from './shown-run.ts';

/** Where a replay stands. */
export interface ReplayState {
  readonly replay: RunReplay;
  /** The run as it was recorded. */
  readonly recorded: Pick<ShownRun, 'events'>;
  readonly heldBack: HeldBack | undefined;
  readonly atMs: number;
  readonly speed: number;
  readonly isPlaying: boolean;
}

/** By path of the pipeline: the recorded run that is played. */
export type ReplaysState = Readonly<Record<string, ReplayState>>;

export interface ReplaysParts {
  readonly host: HostApi;
  readonly workspace: WorkspaceStore;
  readonly runs: RunsStore;
}

const REPLAY_EVERY_MS = 80;
/** How fast a replay may go: 60 shows a minute in a second. */
export const REPLAY_SPEEDS: readonly number[] = [1, 2, 5, 10, 30, 60, 120];

/** Recorded runs that are played once more on their pipelines. Nothing is run and nothing is written. */
export class ReplaysStore {
  readonly store: StoreApi<ReplaysState> = createStore<ReplaysState>(() => ({}));
  readonly #parts: ReplaysParts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ReplaysParts) {
    this.#parts = parts;
    // A run that is shown itself, or taken off its pipeline, ends the replay there.
    parts.runs.store.subscribe(({ shown }) => {
      for (const path of Object.keys(this.store.getState())) if (shown[path]?.source !== 'replay') this.#set(path, undefined);
    });
  }

  /** Plays the run that is shown once more, from its start. */
  start(path: string): void {
    const shown = this.#parts.runs.shownOf(path);
    if (!shown || shown.isLive) return;
    const replay = new RunReplay(shown.events);
    // Whatever it took, it is over in about a minute.
    const speed = REPLAY_SPEEDS.find((each) => replay.totalMs / each <= 60_000) ?? 120;
    this.#set(path, { replay, recorded: shown, heldBack: undefined, atMs: 0, speed, isPlaying: true });
    this.#seek(path, 0);
    this.#play();
  }

  /** Goes to a moment of a replay, changes its speed, stops or goes on. */
  change(path: string, change: Partial<Pick<ReplayState, 'atMs' | 'speed' | 'isPlaying'>>): void {
    const before = this.store.getState()[path];
    if (!before) return;
    const isAtEnd = change.isPlaying === true && before.atMs >= before.replay.totalMs;
    this.#set(path, { ...before, ...change, ...(isAtEnd ? { atMs: 0 } : {}) });
    this.#seek(path, isAtEnd ? 0 : (change.atMs ?? before.atMs));
    this.#play();
  }

  /** Lets a gate of a replay hold back, with the verdict of an earlier run that it held back, else with numbers made up; undefined: as it was recorded. */
  async holdBack(path: string, gate: string | undefined): Promise<void> {
    const { host, workspace, runs } = this.#parts;
    const state = this.store.getState()[path];
    if (!state) return;
    const { events } = state.recorded;
    const project = workspace.store.getState().project?.project;
    const held = gate === undefined ? undefined : await earlierHold(host, project, { path, gate, events, runs: runs.store.getState().list ?? [] });
    const now = this.store.getState()[path];
    if (now?.recorded !== state.recorded) return;
    const replay = new RunReplay(held && gate !== undefined ? holdBack(events, gate, held.verdict) : events);
    this.#set(path, { ...now, replay, heldBack: held && gate !== undefined ? { gate, on: held.on } : undefined });
    this.#seek(path, now.atMs);
  }

  /** Ends a replay: the run is shown as it ended. */
  async end(path: string): Promise<void> {
    const shown = this.#parts.runs.shownOf(path);
    this.#set(path, undefined);
    if (shown) await this.#parts.runs.show(shown.run);
  }

  #play(): void {
    clearTimeout(this.#timer);
    const playing = Object.entries(this.store.getState()).filter(([, each]) => each.isPlaying);
    if (playing.length === 0) return;
    const from = Date.now();
    this.#timer = setTimeout(() => {
      for (const [path, { atMs, speed, replay }] of playing) {
        const next = Math.min(replay.totalMs, atMs + (Date.now() - from) * speed);
        const now = this.store.getState()[path];
        if (now) this.#set(path, { ...now, atMs: next, isPlaying: next < replay.totalMs });
        this.#seek(path, next);
      }
      this.#play();
    }, REPLAY_EVERY_MS);
  }

  #seek(path: string, ms: number): void {
    const { runs } = this.#parts;
    const shown = runs.shownOf(path);
    const state = this.store.getState()[path];
    if (!shown || !state) return;
    const { heldBack } = state;
    const { folded, count } = state.replay.at(ms);
    if (shown.source === 'replay' && shown.eventCount === count && shown.jobs === folded.jobs && shown.heldBack === heldBack) return;
    runs.showMoment({ ...shown, ...folded, events: state.replay.events.slice(0, count), eventCount: count, isLive: false, source: 'replay', heldBack });
  }

  #set(path: string, state: ReplayState | undefined): void {
    const { [path]: _before, ...rest } = this.store.getState();
    this.store.setState(state === undefined ? rest : { ...rest, [path]: state }, true);
  }
}
