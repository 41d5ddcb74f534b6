import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { hashText } from '../files/content-hash.ts';
import { errnoOf, writeFailure } from '../files/file-failure.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { placeScript } from '../files/runs/runner-script.ts';
import { ServerFolder } from '../files/tracking/server-folder.ts';
import { startDetached } from '../runner/run-command.ts';
import { type TrackingTarget, targetName } from './tracking-target.ts';

/** A server of MLflow that runs on this computer, shared by everybody who uses the project. */
export interface TrackingServer {
  readonly url: string;
  /** Where the server keeps artifacts of its own, on this computer. */
  readonly artifacts: string;
  /** Ends the use; the server ends with its last user. */
  release(): void;
}

/** What a server is started with. */
export interface ServerOptions {
  readonly root: string;
  readonly appRoot: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly target: Extract<TrackingTarget, { readonly kind: 'project' | 'store' }>;
  /** A Python with MLflow; asked for only when a server has to be started. */
  readonly python: () => Promise<Result<string, string>>;
}

const TOUCH_EVERY_MS = 3_000;
const LOOK_EVERY_MS = 100;
const HEALTH_TIMEOUT_MS = 5_000;
const START_TIMEOUT_MS = 180_000;
/** The server's own sign that another one runs already. */
const OTHER_IS_FIRST = 75;

/** Joins the server that runs, or starts one. The failure is a sentence. */
export async function joinServer(options: ServerOptions): Promise<Result<TrackingServer, string>> {
  try {
    return await becomeUser(options);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return fail(`MLflow could not be started. ${writeFailure(error, 'Its folder').message}`);
  }
}

async function becomeUser(options: ServerOptions): Promise<Result<TrackingServer, string>> {
  const { folder, id, artifacts } = placesOf(options.root, options.target);
  const user = folder.addUser(`${process.pid}-${randomBytes(4).toString('hex')}`);
  const touching = setInterval(() => folder.touchUser(user), TOUCH_EVERY_MS);
  touching.unref();
  const release = () => {
    clearInterval(touching);
    folder.removeUser(user);
  };
  const port = (await runningPort(folder, id)) ?? (await start(options, folder, id, artifacts));
  if (typeof port === 'number') return ok({ url: `http://127.0.0.1:${port}`, artifacts, release });
  release();
  return fail(port.sentence);
}

/** Where the server of a project listens when one runs; undefined when none does. */
export async function findServer(root: string, target: ServerOptions['target']): Promise<{ readonly url: string; readonly artifacts: string } | undefined> {
  const { folder, id, artifacts } = placesOf(root, target);
  const port = await runningPort(folder, id);
  return port === undefined ? undefined : { url: `http://127.0.0.1:${port}`, artifacts };
}

function placesOf(root: string, target: ServerOptions['target']) {
  const tracking = runPaths.tracking(root);
  const id = hashText(`${root}\n${targetName(target)}`).slice(0, 16);
  const name = target.kind === 'project' ? 'project' : id;
  return { id, folder: new ServerFolder(join(tracking, 'servers', name)), artifacts: join(tracking, 'artifacts') };
}

async function runningPort(folder: ServerFolder, id: string): Promise<number | undefined> {
  const said = folder.read();
  if (said?.id !== id) return undefined;
  return (await storeAt(said.port)) === id ? said.port : undefined;
}

/** The store that the server at a port serves; undefined when none answers. Not by `fetch`, which older Electrons do not have. */
function storeAt(port: number): Promise<string | undefined> {
  return new Promise((settle) => {
    const asked = get({ host: '127.0.0.1', port, path: '/health', timeout: HEALTH_TIMEOUT_MS, agent: false }, (answer) => {
      answer.resume();
      const store = answer.headers['x-sluice-store'];
      settle(answer.statusCode === 200 && typeof store === 'string' ? store : undefined);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => settle(undefined));
    asked.on('close', () => settle(undefined));
  });
}

async function start(options: ServerOptions, folder: ServerFolder, id: string, artifacts: string): Promise<number | { readonly sentence: string }> {
  const python = await options.python();
  if (!python.ok) return { sentence: python.failure };
  const script = placeScript(options.appRoot, options.root, 'serve_mlflow.py');
  const settings = { id, ...storeOf(options), artifacts: pathToFileURL(artifacts).href, port: folder.lastPort() };
  const log = folder.openLog();
  const args = [script.path, folder.path, JSON.stringify(settings)];
  const started = await startDetached(python.value, args, { cwd: folder.path, env: serverVariables(options.env), logFd: log.fd });
  log.close();
  if (!started.ok) return { sentence: 'MLflow could not be started: its Python does not run. Delete .sluice/envs and try again.' };
  let exitCode: number | undefined;
  void started.value.exited.then((code) => (exitCode = code));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const port = await runningPort(folder, id);
    if (port !== undefined) {
      folder.keepPort(port);
      return port;
    }
    if (exitCode !== undefined && exitCode !== OTHER_IS_FIRST)
      return { sentence: `MLflow ended while it started: ${folder.lastWords() ?? `exit code ${exitCode}`}` };
    await new Promise((settle) => setTimeout(settle, LOOK_EVERY_MS));
  }
  return { sentence: `MLflow did not answer within ${START_TIMEOUT_MS / 60_000} minutes. What it said is in ${join(folder.path, 'server.log')}.` };
}

/** In the project artifacts are named without the folder, so that a project that is moved keeps them. A user's own store may be read without a server. */
function storeOf({ root, target }: ServerOptions): { readonly store: string; readonly artifact_root: string } {
  if (target.kind === 'project') return { store: `sqlite:///${join(runPaths.tracking(root), 'mlflow.db')}`, artifact_root: 'mlflow-artifacts:/' };
  const database = /^sqlite:\/\/\/(.*)$/.exec(target.uri)?.[1];
  const beside = database === undefined ? (/^[a-z+]+:/.test(target.uri) ? undefined : target.uri) : join(database, '..', 'mlartifacts');
  return { store: target.uri, artifact_root: beside === undefined ? 'mlflow-artifacts:/' : pathToFileURL(beside).href };
}

/** Nothing of a user's own MLflow, and no Python that is not the server's. */
function serverVariables(env: ServerOptions['env']): Record<string, string | undefined> {
  const dropped = [...Object.keys(process.env), ...Object.keys(env)].filter((name) => /^(MLFLOW_|_MLFLOW_|PYTHONPATH$|PYTHONHOME$|VIRTUAL_ENV$)/.test(name));
  return { ...env, ...Object.fromEntries(dropped.map((name) => [name, undefined])) };
}
