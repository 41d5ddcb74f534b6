import type { AfterPaint } from '#renderer/state/after-paint.ts';
import type { Disposable } from '#shared/base/disposable.ts';
import { Emitter } from '#shared/base/emitter.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { Direction, LayoutFile } from '#shared/layout/layout-file.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { buildScene, type ProblemCount, type Scene } from './scene-view-model.ts';

type Counts = ReadonlyMap<string, ProblemCount>;

/** Work on a key that takes longer than this waits until the letter is painted. */
const SAME_FRAME_MS = 4;

/** When things are done. */
interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly afterPaint: AfterPaint;
  /** Behind the paint, when nothing is more urgent. */
  readonly whenQuiet: AfterPaint;
}

/**
 * The scene of one document, kept in step with its session. Small changes are taken in at once, so that text and graph change in the same frame;
 * when the work before took long, the next waits until the text is painted.
 */
export class CanvasModel {
  readonly session: Session;
  readonly onDidChange = new Emitter<void>();
  #scene: Scene | undefined;
  #direction: Direction;
  #layout: LayoutFile | undefined;
  #counts: Counts = new Map();
  #drawnCounts: Counts = this.#counts;
  #lastCostMs = 0;
  #revision = -1;
  #pending: Disposable | undefined;
  /** The nodes show what changed; everybody else is told after the paint. */
  #telling: Disposable | undefined;
  readonly #nodeListeners = new Map<string, Set<() => void>>();
  /** Something changed that the scene does not show yet and that listeners will be told of before the next paint. */
  #isBehind = false;
  readonly #afterPaint: AfterPaint;
  readonly #whenQuiet: AfterPaint;
  readonly #now: () => number;

  constructor(session: Session, direction: Direction, clock: Clock) {
    this.session = session;
    this.#direction = direction;
    this.#now = clock.now;
    this.#afterPaint = clock.afterPaint;
    this.#whenQuiet = clock.whenQuiet;
  }

  /** Follows the session until the handle is disposed. */
  attach(): Disposable {
    const subscription = this.session.onDidChange((change) => {
      if (change.origin !== 'typing') this.#soon();
      else if (this.#lastCostMs > SAME_FRAME_MS) this.#later();
      else this.#takeKey();
    });
    if (this.#scene && !this.#isCurrent()) this.refresh();
    return {
      dispose: () => {
        subscription.dispose();
        this.#pending?.dispose();
        this.#pending = undefined;
        this.#telling?.dispose();
        this.#telling = undefined;
      },
    };
  }

  /** Told when what a node shows changed while the graph around it stayed as it was; for `useSyncExternalStore`. */
  subscribeNode(id: string, listener: () => void): () => void {
    const listeners = this.#nodeListeners.get(id) ?? new Set();
    this.#nodeListeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#nodeListeners.delete(id);
    };
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const handle = this.onDidChange.on(listener);
    return () => handle.dispose();
  };

  /** Takes in what changed around the text: component files. Changes of the text itself are told by the session. */
  catchUp(): void {
    if (!this.#scene || this.#pending || this.session.revision !== this.#revision || this.#isCurrent()) return;
    this.#soon();
  }

  /** How many problems each job has has changed: the badges follow, nothing else. */
  recount(counts: Counts): void {
    if (sameCounts(counts, this.#counts)) return;
    this.#counts = counts;
    const before = this.#scene;
    if (!before || this.#pending || this.#isBehind) return;
    this.#tellNodes(before, this.#build());
  }

  /** The scene as it is now; computed when it is asked for. */
  get scene(): Scene {
    if (!this.#scene || (this.#isBehind && !this.#isCurrent())) this.#build();
    return this.#scene as Scene;
  }

  get direction(): Direction {
    return this.session.layout.direction ?? this.#direction;
  }

  /** The pipeline that is drawn: the present one, or the last that could be read. */
  get pipeline(): Pipeline {
    return this.session.pipeline.readable ? this.session.pipeline : this.session.lastGood.pipeline;
  }

  /** By view: beside the text top to bottom, alone left to right. The user's own choice in the layout file wins. */
  setDefaultDirection(direction: Direction): void {
    if (this.#direction === direction) return;
    this.#direction = direction;
    this.refresh();
  }

  /** Takes in what changed, now. */
  refresh(): void {
    this.#pending?.dispose();
    this.#pending = undefined;
    const wasBehind = this.#isBehind;
    this.#isBehind = false;
    if (this.#scene && this.#isCurrent()) {
      if (wasBehind) this.#tellAll();
      return;
    }
    this.#build();
    this.#tellAll();
  }

  /** Same boxes, same edges after a key: the changed nodes are drawn in this frame, everybody else is told behind it. */
  #takeKey(): void {
    const before = this.#scene;
    if (!before || this.#pending || this.#isBehind || this.#isCurrent()) {
      this.refresh();
      return;
    }
    this.#tellNodes(before, this.#build());
  }

  #tellNodes(before: Scene, after: Scene): void {
    if (after.memory !== before.memory) {
      this.#tellAll();
      return;
    }
    for (const [k, node] of after.nodes.entries()) if (node !== before.nodes[k]) for (const listener of this.#nodeListeners.get(node.id) ?? []) listener();
    this.#telling ??= this.#whenQuiet(() => this.#tellAll());
  }

  #tellAll(): void {
    this.#telling?.dispose();
    this.#telling = undefined;
    this.onDidChange.fire();
  }

  /** After an edit the text comes first: a large graph is placed behind it, still in the same frame. Whoever asks for the scene sooner gets it. */
  #soon(): void {
    if (this.#isBehind) return;
    this.#isBehind = true;
    queueMicrotask(() => this.#isBehind && this.refresh());
  }

  #later(): void {
    this.#pending ??= this.#afterPaint(() => {
      this.#pending = undefined;
      this.refresh();
    });
  }

  #isCurrent(): boolean {
    const scene = this.#scene;
    return (
      scene !== undefined &&
      scene.pipeline === this.pipeline &&
      this.#layout === this.session.layout &&
      scene.direction === this.direction &&
      this.#drawnCounts === this.#counts
    );
  }

  #build(): Scene {
    const start = this.#now();
    const pipeline = this.pipeline;
    this.#revision = this.session.revision;
    this.#layout = this.session.layout;
    const isStale = pipeline !== this.session.pipeline;
    this.#drawnCounts = this.#counts;
    this.#scene = buildScene(pipeline, this.session.layout, this.direction, isStale ? undefined : (job) => this.#counts.get(job), this.#scene);
    this.#lastCostMs = this.#now() - start;
    return this.#scene;
  }
}

function sameCounts(a: Counts, b: Counts): boolean {
  if (a.size !== b.size) return false;
  for (const [job, count] of a) {
    const other = b.get(job);
    if (other?.errors !== count.errors || other.warnings !== count.warnings) return false;
  }
  return true;
}
