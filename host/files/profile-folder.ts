import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder in which Sluice keeps settings, recent projects and unsaved work: `SLUICE_PROFILE`, else where this system keeps such things. */
export function profileFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  if (env.SLUICE_PROFILE) return env.SLUICE_PROFILE;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Sluice');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Sluice');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'sluice');
}
