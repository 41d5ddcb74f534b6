import { fail, ok, type Result } from '#shared/base/result.ts';
import { sentId } from '../files/tracking/sent-journal.ts';
import type { EnvironmentStep } from '../runner/environments.ts';
import { MlflowClient } from './mlflow-client.ts';
import { type PassOutcome, Sender } from './sender.ts';
import { trackingPython } from './tracking-python.ts';
import { findServer, joinServer, type TrackingServer } from './tracking-server.ts';
import { type TrackingTarget, targetName, trackingTarget } from './tracking-target.ts';

/** What opening needs to know. */
export interface TrackingOptions {
  /** The folder of Sluice itself. */
  readonly appRoot: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A Python with MLflow to use in place of an environment of the project's. */
  readonly python?: string | undefined;
  /** Told while the environment of the server is built. */
  readonly onProgress?: (step: EnvironmentStep) => void;
  /** Told after every look at what is to be sent. */
  readonly onPass?: (outcome: PassOutcome) => void;
}

/** MLflow as a person can open it. While it is open what runs keep is sent to it, those that run now included. */
export interface OpenTracking {
  readonly url: string;
  /** Whose it is: Sluice started it, or it is the server that MLFLOW_TRACKING_URI names. */
  readonly isOwn: boolean;
  /** The page of a run; that of all experiments while it is not there, or none is named. */
  pageOf(run: string | undefined): Promise<string>;
  /** Resolves when all that was there to be sent when it was asked has been tried. */
  sendNow(): Promise<PassOutcome>;
  /** Ends it for this user; a server that nobody else uses ends. */
  close(): Promise<void>;
}

/** How often is looked while something goes on, and while nothing does. */
const PASS_EVERY_MS = { busy: 2_000, idle: 5_000 };
/** MLflow 3 shows what language models need unless it is told otherwise. */
const PAGE_QUERY = 'workflowType=machine_learning';
/** How long a person waits for the page of a run that is being sent. */
const PAGE_PATIENCE_MS = 3_000;

/**
 * Opens MLflow for a project: the server that MLFLOW_TRACKING_URI names, else one over the project's own store, which is started when nobody has.
 * The failure is a sentence.
 */
export async function openTracking(root: string, options: TrackingOptions): Promise<Result<OpenTracking, string>> {
  const target = trackingTarget(options.env, root);
  if (target.kind === 'direct') return fail(`Jobs log to ${targetName(target)} themselves, as MLFLOW_TRACKING_URI says: open it with its own tools.`);
  if (target.kind === 'server') return ok(new SendingTracking(root, options, { target, server: undefined }));
  const server = await joinOwn(root, options, target);
  return server.ok ? ok(new SendingTracking(root, options, { target, server: server.value })) : server;
}

function joinOwn(root: string, options: TrackingOptions, target: Extract<TrackingTarget, { readonly kind: 'project' | 'store' }>) {
  const { appRoot, env, python } = options;
  const tell = options.onProgress ?? (() => undefined);
  return joinServer({ root, appRoot, env, target, python: async () => (python === undefined ? trackingPython({ root, env, tell }) : ok(python)) });
}

/** A server that is open, with what sends to it. One of ours that was killed is started again. */
class SendingTracking implements OpenTracking {
  readonly isOwn: boolean;
  readonly #root: string;
  readonly #options: TrackingOptions;
  readonly #target: Exclude<TrackingTarget, { readonly kind: 'direct' }>;
  #server: TrackingServer | undefined;
  #client: MlflowClient;
  #sender: Sender;
  #passing: Promise<PassOutcome> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  #isBusy = false;

  constructor(
    root: string,
    options: TrackingOptions,
    parts: { readonly target: Exclude<TrackingTarget, { readonly kind: 'direct' }>; readonly server: TrackingServer | undefined },
  ) {
    this.#root = root;
    this.#options = options;
    this.#target = parts.target;
    this.#server = parts.server;
    this.isOwn = parts.server !== undefined;
    [this.#client, this.#sender] = this.#connect();
    this.#soon(0);
  }

  get url(): string {
    return this.#client.url;
  }

  async pageOf(run: string | undefined): Promise<string> {
    if (run === undefined) return `${this.url}/#/experiments?${PAGE_QUERY}`;
    await Promise.race([this.sendNow(), new Promise((settle) => setTimeout(settle, PAGE_PATIENCE_MS).unref())]);
    const id = sentId(this.#root, run);
    const found = id === undefined ? undefined : await this.#client.call('GET', 'runs/get', { run_id: id });
    const info = found?.ok ? (found.value.run as { info?: { experiment_id?: unknown } } | undefined)?.info : undefined;
    return info === undefined ? this.pageOf(undefined) : `${this.url}/#/experiments/${info.experiment_id}/runs/${id}?${PAGE_QUERY}`;
  }

  sendNow(): Promise<PassOutcome> {
    // A look that goes on may have seen less than there is now.
    const passing = (this.#passing ?? Promise.resolve()).then(() => this.#pass());
    this.#passing = passing;
    return passing.finally(() => {
      if (this.#passing !== passing) return;
      this.#passing = undefined;
      this.#soon(this.#isBusy ? PASS_EVERY_MS.busy : PASS_EVERY_MS.idle);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    // What is under way is cut off: it is kept, and sent again.
    this.#client.close();
    await this.#passing;
    this.#server?.release();
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      if (this.#passing === undefined) void this.sendNow();
    }, ms);
  }

  async #pass(): Promise<PassOutcome> {
    const outcome = await this.#sender.pass().catch((error: unknown): PassOutcome => {
      // Whatever a server answers, nobody loses the app over it.
      return { sent: 0, left: 1, failure: `Sending failed unexpectedly: ${error instanceof Error ? error.message : String(error)}` };
    });
    if (outcome.failure !== undefined && this.#target.kind !== 'server' && !this.#isClosed) await this.#revive(this.#target);
    this.#isBusy = outcome.sent + outcome.left > 0;
    this.#options.onPass?.(outcome);
    return outcome;
  }

  /** A server of ours that does not answer was killed: another takes its place, on the same port where that is free. */
  async #revive(target: Extract<TrackingTarget, { readonly kind: 'project' | 'store' }>): Promise<void> {
    if ((await findServer(this.#root, target))?.url === this.url) return;
    this.#server?.release();
    const server = await joinOwn(this.#root, this.#options, target);
    if (!server.ok) return;
    this.#client.close();
    this.#server = server.value;
    [this.#client, this.#sender] = this.#connect();
  }

  #connect(): [MlflowClient, Sender] {
    const target = this.#target;
    const client = target.kind === 'server' ? new MlflowClient(target.url, target.headers) : new MlflowClient(this.#server?.url ?? '', {});
    return [client, new Sender(this.#root, targetName(target), { client, folder: this.#server?.artifacts })];
  }
}
