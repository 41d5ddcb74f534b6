import { profileFolder } from '#host/files/profile-folder.ts';
import { ProfileStore } from '#host/files/profile-store.ts';
import { SettingsStore } from '#host/files/settings-store.ts';
import { lookAtLibraryComponent } from '#host/library/library-place.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { libraryPath } from '#shared/document/apply-fix.ts';
import { libraryUseSetting } from '#shared/settings/settings.ts';
import { askLine } from '../run/ask-line.ts';
import type { VerbContext } from '../verb.ts';

/** Where a component of the library that a fix needs stands, or will stand once it is copied. */
export interface LibraryInProject {
  readonly component: string;
  readonly path: string;
  /** The folder of `components/` that it is copied into. */
  readonly copyAs: string | undefined;
}

/**
 * How a component of the library comes into a project, by the rule of the app: what is there stays, else as the setting `library.use` says. A person at a
 * terminal is asked where there is a choice, and the answer is kept; otherwise it is copied.
 */
export async function libraryInProject(
  appRoot: string,
  root: string,
  component: string,
  isPreview: boolean,
  context: VerbContext,
): Promise<Result<LibraryInProject, string>> {
  const looked = await lookAtLibraryComponent(appRoot, root, component);
  if (!looked.ok) return { ok: false, failure: looked.failure.message };
  const { state, own, free, reference } = looked.value;
  if (state === 'same' && own !== undefined) return ok({ component, path: own, copyAs: undefined });
  const copy = (name: string) => ok({ component, path: libraryPath(name), copyAs: name });
  if (state !== 'free') return copy(free);
  const settings = new SettingsStore(new ProfileStore(profileFolder(context.env)));
  const kept = (await settings.read()).values[libraryUseSetting.key];
  const use = kept === 'copy' || kept === 'reference' ? kept : undefined;
  if (reference === undefined) {
    if (use === 'reference') context.err(`${component} is copied: the library lies outside this folder, and a pipeline reads components inside of it.\n`);
    return copy(component);
  }
  const refer = ok({ component, path: reference, copyAs: undefined });
  if (use !== undefined || isPreview || !context.isTerminal || !process.stdin.isTTY) return use === 'reference' ? refer : copy(component);
  context.err(`${component} comes from the library. Your answer is kept in the settings.\n`);
  const answer = (await askLine('Copy it into components/, or use it where it is? [copy/use] '))?.trim().toLowerCase() ?? '';
  const isUse = /^u(se)?$/.test(answer);
  if (isUse || /^c(opy)?$/.test(answer)) await settings.write(libraryUseSetting.key, isUse ? 'reference' : 'copy');
  return isUse ? refer : copy(component);
}
