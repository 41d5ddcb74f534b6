import { profileFolder } from '#host/files/profile-folder.ts';
import { ProfileStore } from '#host/files/profile-store.ts';
import { TrustedFolders } from '#host/files/trusted-folders.ts';
import type { VerbContext } from '../verb.ts';

/** The folders that the user trusts. */
export function trustedFolders(env: VerbContext['env']): TrustedFolders {
  return new TrustedFolders(new ProfileStore(profileFolder(env)));
}

/** True when the pipelines of a folder may run without asking. */
export function isTrusted(root: string, env: VerbContext['env']): Promise<boolean> {
  return trustedFolders(env).has(root);
}
