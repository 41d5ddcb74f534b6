import type { TaskId } from '#shared/runs/run-plan.ts';
import type { ChildProcess } from './child-process.ts';

/** What a scope is called: a task, and the job that it is drawn with. */
interface ScopeName {
  readonly id: TaskId;
  readonly job: string;
}

/** What can be stopped by itself: a run, a job of it, a trial or a round of that. What runs within stops with it. */
export class StopScope {
  readonly #name: ScopeName | undefined;
  readonly #parent: StopScope | undefined;
  /** Names that were asked for, of the whole run: what begins later is stopped as well. */
  readonly #asked: Set<string>;
  readonly #within = new Set<StopScope>();
  readonly #children = new Set<ChildProcess>();
  readonly #listeners = new Set<() => void>();
  #isStopped = false;

  /** A run is made without a name; everything else enters. */
  constructor(parent?: StopScope, name?: ScopeName) {
    this.#parent = parent;
    this.#name = name;
    this.#asked = parent ? parent.#asked : new Set();
    if (parent) parent.#within.add(this);
    this.#isStopped = parent !== undefined && (parent.#isStopped || (this.#asked.size > 0 && this.#isNamed(this.#asked)));
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Makes a scope within this one. It leaves when what it stands for has ended. */
  enter(name: ScopeName): StopScope {
    return new StopScope(this, name);
  }

  leave(): void {
    const parent = this.#parent;
    if (parent) parent.#within.delete(this);
  }

  /** Stops all that runs within, and what would begin in it. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    for (const child of this.#children) child.stop();
    for (const listener of [...this.#listeners]) listener();
    for (const scope of this.#within) scope.stop();
  }

  /** Stops the tasks of that name, or of the job of that name, now and when they begin. */
  stopNamed(name: string): void {
    this.#asked.add(name);
    this.#stopNamed(new Set([name]));
  }

  #stopNamed(names: ReadonlySet<string>): void {
    if (this.#isNamed(names)) this.stop();
    else for (const scope of this.#within) scope.#stopNamed(names);
  }

  #isNamed(names: ReadonlySet<string>): boolean {
    return this.#name !== undefined && (names.has(this.#name.id) || names.has(this.#name.job));
  }

  /** A process that runs in this scope. */
  add(child: ChildProcess): void {
    this.#children.add(child);
    // It may have been stopped while this was made ready.
    if (this.#isStopped) child.stop();
  }

  remove(child: ChildProcess): void {
    this.#children.delete(child);
  }

  /** Fires when it is stopped. */
  get signal(): AbortSignal {
    const control = new AbortController();
    if (this.#isStopped) control.abort();
    else this.#listeners.add(() => control.abort());
    return control.signal;
  }

  /** What `work` gives; undefined as soon as the scope is stopped before, and at once when it is. `work` itself goes on. */
  orStopped<T>(work: Promise<T>): Promise<T | undefined> {
    if (this.#isStopped) return Promise.resolve(undefined);
    return new Promise((settle, reject) => {
      const stop = () => settle(undefined);
      this.#listeners.add(stop);
      work.then(settle, reject).finally(() => this.#listeners.delete(stop));
    });
  }

  /** Why a task of this scope does not go on. */
  sayStopped(task: TaskId): string {
    let top: StopScope = this;
    while (top.#parent) top = top.#parent;
    return top.#isStopped ? 'The run was stopped.' : `\`${task}\` was stopped.`;
  }
}
