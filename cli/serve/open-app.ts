import { join, resolve } from 'node:path';
import { findAppRoot } from '#host/files/app-root.ts';
import { lookAt } from '#host/files/folders.ts';
import { profileFolder } from '#host/files/profile-folder.ts';
import { Host } from '#host/host.ts';
import { startDetached } from '#host/runner/run-command.ts';
import { findElectron } from './find-electron.ts';
import { serve } from './server.ts';

export interface OpenAppOptions {
  readonly path?: string;
  /** Serve to a browser, whatever else could be had. */
  readonly browser?: boolean;
  readonly port?: number;
  /** False: start no browser. */
  readonly launch?: boolean;
}

export interface OpenAppContext {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly isRoot: boolean;
  /** Resolves when the user wants the app to end. */
  readonly whenInterrupted: () => Promise<void>;
  /** Any folder of Sluice itself. */
  readonly codeFolder: string;
  readonly version: string;
}

const USAGE = 2;
/** An Electron that cannot run says so at once, in ms. */
const EARLY_EXIT_MS = 1500;

/** Opens the app: in Electron when it can be started, else in a browser. Resolves with the exit code. */
export async function openApp(options: OpenAppOptions, context: OpenAppContext): Promise<number> {
  const startPath = options.path === undefined ? undefined : resolve(context.cwd, options.path);
  if (startPath !== undefined) {
    const found = await lookAt(startPath).catch(() => undefined);
    if (found === undefined || found.kind === 'other') {
      context.err(`There is no file or folder ${options.path}. Name one that exists.\n`);
      return USAGE;
    }
  }
  const appRoot = await findAppRoot(context.codeFolder);
  const folder = join(appRoot, 'dist', 'renderer');
  if ((await lookAt(join(folder, 'index.html'))) === undefined) {
    context.err('Sluice is not built yet. Run `npm run build` in its folder, then try again.\n');
    return USAGE;
  }
  // A port or no launch makes sense for the browser shell only.
  const wantsBrowser = options.browser === true || options.port !== undefined || options.launch === false;
  if (!wantsBrowser) {
    const electron = await startElectron(appRoot, startPath, context);
    if (electron === undefined) return 0;
    context.err(
      hasDisplay(context)
        ? `Sluice opens in the browser, because ${electron}.\n`
        : `Sluice opens in the browser, because ${electron}. Open its link in one on this computer.\n`,
    );
  }
  const launch = options.launch !== false && (wantsBrowser || hasDisplay(context));
  return serveBrowser({ appRoot, folder, startPath, options: { ...options, launch }, context });
}

/** Undefined when it runs; else why it does not. */
async function startElectron(appRoot: string, startPath: string | undefined, context: OpenAppContext): Promise<string | undefined> {
  const binary = await findElectron({ appRoot, env: context.env, platform: context.platform, isRoot: context.isRoot });
  if (!binary.ok) return binary.failure;
  const main = join(appRoot, 'dist', 'electron', 'main.cjs');
  if ((await lookAt(main)) === undefined) return 'the desktop shell is not built; `npm run build` does it';
  const started = await startDetached(binary.value, [main, ...(startPath === undefined ? [] : [startPath])], { env: { ELECTRON_RUN_AS_NODE: undefined } });
  if (!started.ok) return 'Electron could not be started';
  // 0 soon after the start is a second start that handed its path to the first.
  const exitCode = await exitCodeWithin(started.value.exited, EARLY_EXIT_MS);
  if (exitCode !== 0) return `Electron ended at once with exit code ${exitCode}`;
  context.err(`Sluice opens in a window of its own, because Electron and a display are there.\n`);
  return undefined;
}

/** The exit code of a program that ends soon, else 0. */
function exitCodeWithin(exited: Promise<number>, timeoutMs: number): Promise<number> {
  return new Promise((settle) => {
    const timer = setTimeout(() => settle(0), timeoutMs);
    void exited.then((exitCode) => {
      clearTimeout(timer);
      settle(exitCode);
    });
  });
}

async function serveBrowser(parts: {
  appRoot: string;
  folder: string;
  startPath: string | undefined;
  options: OpenAppOptions;
  context: OpenAppContext;
}): Promise<number> {
  const { appRoot, folder, startPath, options, context } = parts;
  const host = new Host({
    profile: profileFolder(context.env, context.platform),
    appRoot,
    version: context.version,
    shell: 'browser',
    log: (message) => context.err(`${message}\n`),
  });
  const port = options.port ?? 0;
  const server = await serve({
    host,
    folder,
    startPath,
    port,
    onNewLink: (url) => context.err(`The tab was closed. Sluice is still here; open it again at ${url}\n`),
  });
  if (!server.ok) {
    host.dispose();
    const why = {
      'port-in-use': `Port ${port} is taken by another program. Leave out --port, or name another one.`,
      'port-not-allowed': `Your account may not use port ${port}. Leave out --port, or name one above 1023.`,
      'no-loopback': 'This computer has no address 127.0.0.1, so nothing can be served to a browser.',
    }[server.failure.reason];
    context.err(`${why}\n`);
    return USAGE;
  }
  const interrupted = context.whenInterrupted();
  context.out(`Sluice is at ${server.value.url}\n`);
  if (options.launch !== false) await launchBrowser(server.value.url, context);
  await interrupted;
  await server.value.close();
  await host.close();
  return 0;
}

function hasDisplay({ platform, env }: OpenAppContext): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

async function launchBrowser(url: string, context: OpenAppContext): Promise<void> {
  const [command, args] =
    context.platform === 'darwin' ? ['open', [url]] : context.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] : ['xdg-open', [url]];
  const started = hasDisplay(context) ? await startDetached(command, args) : undefined;
  if (started?.ok !== true) context.err('No browser could be started from here. Open the link in one on this computer.\n');
}
