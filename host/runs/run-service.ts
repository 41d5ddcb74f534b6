import { join } from 'node:path';
import { findProjectRoot } from '#host/files/component-files.ts';
import { listRunIds, readRunEvents } from '#host/files/runs/run-folder.ts';
import { cleanUpInterrupted } from '#host/runner/find-runs.ts';
import type { PlannedFile } from '#host/runner/plan-file.ts';
import { runPipeline } from '#host/runner/run-pipeline.ts';
import { writeSimulatedRun } from '#host/runner/write-simulated.ts';
import type { Disposable } from '#shared/base/disposable.ts';
import { Emitter } from '#shared/base/emitter.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';
import type { Simulation } from '#shared/runs/simulate/simulation.ts';
import { errnoOf, writeFailure } from '../files/file-failure.ts';
import { type EventBatch, EventBatches } from './event-batches.ts';
import { RunFollower } from './run-follower.ts';

interface LiveRun {
  readonly root: string;
  readonly file: string;
  readonly control: AbortController;
  readonly batches: EventBatches;
  readonly ended: Promise<void>;
}

interface Started {
  readonly run: string;
}
type StartFailure = Failure<'already-running' | 'not-writable' | 'disk-full'>;
type RunIt = (signal: AbortSignal, onEvent: (event: RunEvent) => void) => Promise<Started>;

/** How a run is asked for. */
export interface StartOptions {
  readonly planned: PlannedFile;
  readonly selection: Selection;
  readonly force: boolean;
  /** Values of inputs, and what stands for names, that it was planned with. */
  readonly sets: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
  readonly parallel: number | undefined;
}

/** The runs of this process, and those of others in the projects that are open: started, stopped, told of. One for each host. */
export class RunService implements Disposable {
  /** What happened, whoever started the run. */
  readonly onDidHappen = new Emitter<EventBatch>();
  readonly #appRoot: string;
  readonly #log: (message: string) => void;
  readonly #live = new Map<string, LiveRun>();
  readonly #starting = new Set<string>();
  readonly #follower: RunFollower;
  /** Folders of runs by project: the one that the command would take, and those of pipelines that have one of their own. */
  readonly #roots = new Map<string, Set<string>>();

  constructor(appRoot: string, log: (message: string) => void) {
    this.#appRoot = appRoot;
    this.#log = log;
    this.#follower = new RunFollower({ tell: (batch) => this.onDidHappen.fire(batch), isOurs: (run) => this.#live.has(run) });
  }

  /** The folders whose `.sluice/runs` belong to an open project. */
  rootsOf(project: string): readonly string[] {
    let roots = this.#roots.get(project);
    if (!roots) {
      roots = new Set([findProjectRoot(join(project, 'pipeline.yml'), '')]);
      this.#roots.set(project, roots);
      for (const root of roots) this.#enter(root);
    }
    return [...roots];
  }

  /** A pipeline of a project keeps its runs in this folder. */
  addRoot(project: string, root: string): void {
    if (this.rootsOf(project).includes(root)) return;
    this.#roots.get(project)?.add(root);
    this.#enter(root);
  }

  /** What a killed Sluice left running is ended before anybody looks. */
  #enter(root: string): void {
    cleanUpInterrupted(root);
    this.#follower.follow(root);
  }

  /** The project is closed: runs of others in it are not looked at any more. Our own go on. */
  leave(project: string): void {
    const roots = this.#roots.get(project);
    this.#roots.delete(project);
    for (const root of roots ?? []) if (![...this.#roots.values()].some((others) => others.has(root))) this.#follower.leave(root);
  }

  /** The folder that a run of a project is kept in; undefined when there is no such run. */
  rootOf(project: string, run: string): string | undefined {
    return this.rootsOf(project).find((root) => this.#live.get(run)?.root === root || listRunIds(root).includes(run));
  }

  /** It runs in this process. */
  isOurs(run: string): boolean {
    return this.#live.has(run);
  }

  /** How many runs of this process go on. */
  get liveCount(): number {
    return this.#live.size;
  }

  eventsOf(root: string, run: string): readonly RunEvent[] {
    const live = this.#live.get(run);
    return live ? [...live.batches.events] : readRunEvents(root, run);
  }

  /** Starts a run; answers with its id as soon as its folder is there. */
  start({ planned, ...how }: StartOptions): Promise<Result<Started, StartFailure>> {
    cleanUpInterrupted(planned.root);
    const asked = { env: process.env, appRoot: this.#appRoot };
    return this.#once(planned, (signal, onEvent) => runPipeline({ ...planned, ...how, ...asked, signal, onEvent }));
  }

  /** Plays a run of which nothing is executed. */
  simulate(planned: PlannedFile, simulation: Simulation, speed: number): Promise<Result<Started, StartFailure>> {
    return this.#once(planned, (signal, onEvent) =>
      writeSimulatedRun({ ...planned, simulation, speed, sets: new Map(), signal, onEvent, now: () => new Date() }),
    );
  }

  /** A pipeline runs once at a time. */
  async #once(planned: PlannedFile, run: RunIt): Promise<Result<Started, StartFailure>> {
    const { root, plan } = planned;
    const id = `${root}\n${plan.file}`;
    const isRunning = this.#starting.has(id) || [...this.#live.values()].some((live) => live.root === root && live.file === plan.file);
    if (isRunning) return fail({ code: 'already-running', message: `${plan.file} is running already. Stop it first, or wait until it is done.` });
    this.#starting.add(id);
    try {
      return await this.#begin(planned, run);
    } finally {
      this.#starting.delete(id);
    }
  }

  #begin({ root, plan }: PlannedFile, run: RunIt): Promise<Result<Started, StartFailure>> {
    const control = new AbortController();
    return new Promise((settle, reject) => {
      let batches: EventBatches | undefined;
      const onEvent = (event: RunEvent): void => {
        if (!batches) {
          batches = new EventBatches(root, event.run, (batch) => this.onDidHappen.fire(batch));
          this.#live.set(event.run, { root, file: plan.file, control, batches, ended });
          settle(ok({ run: event.run }));
        }
        batches.add([event]);
      };
      const ended = run(control.signal, onEvent).then(
        (outcome) => this.#end(outcome.run),
        (error: unknown) => {
          const id = batches?.events[0]?.run;
          if (id !== undefined) this.#end(id);
          this.#log(`error: a run ended inside Sluice: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
          // What is no answer of the system is a bug: whoever asked is told so.
          if (errnoOf(error) === undefined) return reject(error);
          const { code, message } = writeFailure(error, 'The folder of the run');
          settle(fail({ code: code === 'disk-full' ? code : 'not-writable', message }));
        },
      );
    });
  }

  /** Asks a run to stop; false when it does not run in this process. */
  stop(run: string): boolean {
    const live = this.#live.get(run);
    live?.control.abort();
    return live !== undefined;
  }

  /** Stops everything that runs here and waits until it has ended. */
  async close(): Promise<void> {
    const live = [...this.#live.values()];
    for (const { control } of live) control.abort();
    await Promise.all(live.map(({ ended }) => ended));
  }

  dispose(): void {
    for (const { control } of this.#live.values()) control.abort();
    this.#follower.dispose();
  }

  #end(run: string): void {
    this.#live.get(run)?.batches.flush();
    this.#live.delete(run);
  }
}
