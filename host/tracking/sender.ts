import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { errnoOf, writeFailure } from '../files/file-failure.ts';
import { makeFolder } from '../files/folders.ts';
import { takeBuildLock } from '../files/runs/build-lock.ts';
import { OutputStore } from '../files/runs/output-store.ts';
import { listRunIds, readRunEvents, readRunRequest, readRunText } from '../files/runs/run-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { readTrackingRecord } from '../files/runs/tracking-record.ts';
import { forgetSent, isSent, SentJournal } from '../files/tracking/sent-journal.ts';
import { isAlive } from '../runner/find-runs.ts';
import { describeSentRun, type SentRun } from './describe-run.ts';
import type { MlflowFailure } from './mlflow-client.ts';
import { pipelineInputs } from './pipeline-inputs.ts';
import { RegistrySync } from './registry-sync.ts';
import type { ArtifactPlace } from './send-artifacts.ts';
import { sendRun } from './send-run.ts';

/** What one pass has come to. */
export interface PassOutcome {
  /** Runs of which everything is there now. */
  readonly sent: number;
  /** Runs that are not over, or could not be sent whole. */
  readonly left: number;
  /** Why something could not be sent, in the server's words. */
  readonly failure: string | undefined;
}

/** What MLflow 3 shows first is for language models; this is for the others. */
const KIND = { key: 'mlflow.experimentKind', value: 'custom_model_development' };

/** How long a pass waits for that of another host; it sends the same. */
const LOCK_PATIENCE_MS = 500;

/** Sends what runs of a project have kept for MLflow to one store, what people look for first: the newest. A pass sends what is there; it may be repeated at any time, by anybody. */
export class Sender {
  readonly #root: string;
  readonly #target: string;
  readonly #place: ArtifactPlace;
  readonly #registry: RegistrySync;
  readonly #experiments = new Map<string, string>();
  /** Runs that this sender has nothing more to do with. */
  readonly #done = new Set<string>();
  readonly #begun = new Set<string>();
  readonly #seen = new Map<string, Map<string, Map<string, number>>>();
  readonly #ids = new Map<string, string>();

  /** `target` is the name of the store, as runs recorded it. */
  constructor(root: string, target: string, place: ArtifactPlace) {
    this.#root = root;
    this.#target = target;
    this.#place = place;
    this.#registry = new RegistrySync(root, target, place);
  }

  /** Sends what is there. Nothing is thrown for what the disk, the network or the server does. */
  async pass(): Promise<PassOutcome> {
    try {
      await makeFolder(runPaths.tracking(this.#root));
      const lock = await takeBuildLock(join(runPaths.tracking(this.#root), 'sending.lock'), AbortSignal.timeout(LOCK_PATIENCE_MS), () => undefined);
      if (lock === undefined) return { sent: 0, left: 0, failure: undefined };
      try {
        return await this.#pass();
      } finally {
        lock();
      }
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      return { sent: 0, left: 1, failure: writeFailure(error, 'What MLflow is sent').message };
    }
  }

  async #pass(): Promise<PassOutcome> {
    let sent = 0;
    let left = 0;
    let failure: string | undefined;
    for (const run of listRunIds(this.#root)) {
      if (this.#done.has(run)) continue;
      const outcome = await this.#sendOne(run);
      if (outcome === 'not-ours') continue;
      if (outcome.ok && outcome.value) sent++;
      else left++;
      if (!outcome.ok) failure = outcome.failure.message;
      if (!outcome.ok && outcome.failure.reason === 'away') return { sent, left, failure };
    }
    const registry = await this.#registry.sync(this.#ids, (run) => this.#done.has(run));
    return { sent, left, failure: failure ?? (registry.ok ? undefined : registry.failure.message) };
  }

  /** True: everything of the run is there. */
  async #sendOne(run: string): Promise<Result<boolean, MlflowFailure> | 'not-ours'> {
    if (isSent(this.#root, run)) return this.#forget(run);
    const described = this.#describe(run);
    if (described === undefined || described.target !== this.#target) {
      // A run that has just begun has not said yet where it goes.
      return described === undefined && readRunEvents(this.#root, run).length === 0 ? 'not-ours' : this.#forget(run);
    }
    const experimentId = await this.#experiment(described.experiment);
    if (!experimentId.ok) return experimentId;
    const isFirst = !this.#begun.has(run);
    const journal = new SentJournal(this.#root, run);
    journal.begin();
    const seen = this.#seen.get(run) ?? new Map<string, Map<string, number>>();
    this.#begun.add(run);
    this.#seen.set(run, seen);
    const store = join(runPaths.tracking(this.#root), 'mlruns');
    const sending = { place: this.#place, store, run, journal, experimentId: experimentId.value, seen, ids: this.#ids };
    const result = await sendRun(described, { ...sending, mayBeThere: isFirst && journal.isResumed });
    if (!result.ok && result.failure.reason === 'refused') {
      // The store was made anew: everything is sent again, once.
      if (result.failure.code === 'RESOURCE_DOES_NOT_EXIST' && journal.isResumed) forgetSent(this.#root, run);
      else this.#done.add(run);
    }
    if (!result.ok) return result;
    if (journal.isComplete) this.#forget(run);
    return ok(journal.isComplete);
  }

  #forget(run: string): 'not-ours' {
    this.#done.add(run);
    this.#seen.delete(run);
    return 'not-ours';
  }

  #describe(run: string): SentRun | undefined {
    const record = readTrackingRecord(this.#root, run);
    if (record.length === 0) return undefined;
    const events = readRunEvents(this.#root, run);
    const begun = events.find((event) => event.type === 'run-started');
    const outputs = new OutputStore(this.#root);
    return describeSentRun({
      request: readRunRequest(this.#root, run),
      events,
      record,
      inputs: pipelineInputs(readRunText(this.#root, run) ?? ''),
      isAlive: begun !== undefined && isAlive(begun.pid),
      partsOf: (key) => outputs.read(key)?.parts ?? {},
    });
  }

  async #experiment(name: string): Promise<Result<string, MlflowFailure>> {
    const known = this.#experiments.get(name);
    if (known !== undefined) return ok(known);
    const { client } = this.#place;
    const found = await client.call('GET', 'experiments/get-by-name', { experiment_name: name });
    if (!found.ok && (found.failure.reason === 'away' || found.failure.code !== 'RESOURCE_DOES_NOT_EXIST')) return found;
    const experiment = found.ok ? (found.value.experiment as { experiment_id?: unknown; lifecycle_stage?: unknown } | undefined) : undefined;
    if (experiment?.lifecycle_stage === 'deleted') {
      const restored = await client.call('POST', 'experiments/restore', { experiment_id: experiment.experiment_id });
      if (!restored.ok) return restored;
    }
    const made = experiment === undefined ? await client.call('POST', 'experiments/create', { name, tags: [KIND] }) : ok(experiment);
    if (!made.ok) return made;
    const id = made.value.experiment_id;
    if (typeof id !== 'string') return fail({ reason: 'refused', code: 'unknown', message: `The experiment ${name} has no id.` });
    this.#experiments.set(name, id);
    return ok(id);
  }
}
