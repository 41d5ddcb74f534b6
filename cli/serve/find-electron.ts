import { dirname, join } from 'node:path';
import { lookAt, readBundled } from '#host/files/folders.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';

export interface ElectronOptions {
  readonly appRoot: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** True for the administrator of a Unix system. */
  readonly isRoot: boolean;
}

/**
 * The Electron binary that can be started here, or why there is none, as the end of a sentence ("because …"). It is looked up on disk:
 * `require('electron')` would start a download.
 */
export async function findElectron({ appRoot, env, platform, isRoot }: ElectronOptions): Promise<Result<string, string>> {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return fail('there is no display');
  if (platform === 'linux' && isRoot) return fail('Electron does not start as root');
  const name = platform === 'win32' ? 'electron.exe' : platform === 'darwin' ? join('Electron.app', 'Contents', 'MacOS', 'Electron') : 'electron';
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const candidates = override ? [join(override, name)] : await installedBinaries(appRoot);
  for (const binary of candidates) if ((await lookAt(binary))?.kind === 'file') return ok(binary);
  return fail(override ? `ELECTRON_OVERRIDE_DIST_PATH holds no ${name}` : 'Electron is not installed; `npm start` fetches it');
}

/** In `node_modules` here or above (the app may itself be a dependency). */
async function installedBinaries(appRoot: string): Promise<string[]> {
  for (let at = appRoot; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', 'electron');
    const name = (await readBundled(folder, 'path.txt'))?.trim();
    if (name) return [join(folder, 'dist', name)];
    if (dirname(at) === at) return [];
  }
}
