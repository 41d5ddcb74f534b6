import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GateVerdict } from './gate-verdict.ts';
import type { RuleDraft } from './rule-draft.ts';

/** A verdict that is known of a gate. `draft`: its rules were tried; `file`: a verdict file was opened for it; `run`: a run has judged. */
export interface JudgedGate {
  readonly source: 'draft' | 'file' | 'run';
  /** What it was judged on, or where the verdict was read: "metrics.json". */
  readonly on: string;
  readonly verdict: GateVerdict;
  /** The numbers were made up, or are those of another run. */
  readonly isSimulated?: boolean;
  /** The run whose verdict is played in place of what was judged: "run 3". */
  readonly playedFrom?: string;
  /** The rules that were tried, as typed: with other rules the verdict counts no more. */
  readonly tried?: readonly string[];
  /** What the champion has for the left side of each rule; for the diamonds of the gauges. */
  readonly champions?: readonly (number | undefined)[];
  /** Where the champion's metrics were read. */
  readonly baseline?: string;
  /** What the run had said before rules were tried or a file was opened: it counts again once those do not. */
  readonly ofRun?: JudgedGate;
}

/** A file of metrics that rules are tried on, of the project or of a run. */
export interface TriedFile {
  readonly name: string;
  /** Of a file of the project; undefined for one that was picked. */
  readonly path: string | undefined;
  /** The run that wrote it. */
  readonly run?: string;
  readonly text: string;
}

/** What the rules of a gate are tried on. */
export interface TryOn {
  readonly metrics: TriedFile | undefined;
  readonly baseline: TriedFile | undefined;
}

export interface VerdictsState {
  /** By path of the pipeline and name of the gate's job. */
  readonly judged: Readonly<Record<string, JudgedGate>>;
  /** Rules that are edited and not saved. */
  readonly drafts: Readonly<Record<string, RuleDraft>>;
  readonly tries: Readonly<Record<string, TryOn>>;
}

/** What is known of gates: their verdicts, and their rules while they are edited. */
export class VerdictsStore {
  readonly store: StoreApi<VerdictsState> = createStore<VerdictsState>(() => ({ judged: {}, drafts: {}, tries: {} }));

  judgedOf(path: string, job: string): JudgedGate | undefined {
    return this.store.getState().judged[keyOfGate(path, job)];
  }

  /** Sets what is known of a gate; undefined: what the run has said of it, if anything. */
  judge(path: string, job: string, judged: JudgedGate | undefined): void {
    const key = keyOfGate(path, job);
    this.store.setState((state) => {
      const before = state.judged[key];
      const ofRun = before?.source === 'run' ? before : before?.ofRun;
      const next = judged === undefined || judged.source === 'run' || !ofRun ? (judged ?? before?.ofRun) : { ...judged, ofRun };
      return { judged: withValue(state.judged, key, next) };
    });
  }

  /** What the run has said of a gate counts no more; a try stays. */
  forgetRun(path: string, job: string): void {
    const key = keyOfGate(path, job);
    const before = this.store.getState().judged[key];
    if (!before || (before.source !== 'run' && !before.ofRun)) return;
    const { ofRun: _ofRun, ...own } = before;
    this.store.setState((state) => ({ judged: withValue(state.judged, key, before.source === 'run' ? undefined : own) }));
  }

  draftOf(path: string, job: string): RuleDraft | undefined {
    return this.store.getState().drafts[keyOfGate(path, job)];
  }

  /** Keeps a draft; undefined: it is given up, or saved. */
  setDraft(path: string, job: string, draft: RuleDraft | undefined): void {
    const key = keyOfGate(path, job);
    this.store.setState((state) => ({ drafts: withValue(state.drafts, key, draft) }));
  }

  /** Chooses what the rules of a gate are tried on. */
  setTry(path: string, job: string, change: Partial<TryOn>): void {
    const key = keyOfGate(path, job);
    this.store.setState((state) => ({ tries: { ...state.tries, [key]: { ...(state.tries[key] ?? { metrics: undefined, baseline: undefined }), ...change } } }));
  }
}

/** The key of a gate in the store. */
export function keyOfGate(path: string, job: string): string {
  return `${path}\n${job}`;
}

function withValue<T>(all: Readonly<Record<string, T>>, key: string, value: T | undefined): Readonly<Record<string, T>> {
  const { [key]: _before, ...rest } = all;
  return value === undefined ? rest : { ...rest, [key]: value };
}
