import type { Dialogs } from '../window/dialogs.store.ts';
import { fileName } from './layout-path.ts';

/** Asks about unsaved work in these files before they are closed; undefined: the user stays. */
export async function askWhetherToSave(dialogs: Dialogs, paths: readonly string[]): Promise<'save' | 'discard' | undefined> {
  const names = paths.map(fileName);
  const choice = await dialogs.ask({
    title: paths.length === 1 ? `Save ${names[0]}?` : `Save ${paths.length} files?`,
    body: paths.length === 1 ? 'What you changed since the last save is not on disk yet.' : `These hold changes that are not on disk yet: ${names.join(', ')}.`,
    choices: [
      { id: 'save', label: paths.length === 1 ? 'Save' : 'Save all', isPrimary: true },
      { id: 'discard', label: paths.length === 1 ? 'Close without saving' : 'Close all without saving' },
    ],
  });
  return choice === 'save' || choice === 'discard' ? choice : undefined;
}

/** Both changed the same lines: which text counts. Undefined: not decided yet. */
export async function askWhichText(dialogs: Dialogs, path: string, mine: string, theirs: string): Promise<'mine' | 'theirs' | undefined> {
  const choice = await dialogs.ask({
    title: `${fileName(path)} changed on disk`,
    body: 'It changed in the same lines that you changed here. Nothing is lost until you choose.',
    choices: [
      { id: 'mine', label: 'Keep mine' },
      { id: 'theirs', label: 'Take the one on disk' },
    ],
    diff: { before: theirs, after: mine, beforeLabel: 'On disk', afterLabel: 'Here' },
  });
  return choice === 'mine' || choice === 'theirs' ? choice : undefined;
}

/** Shows what is not saved yet. */
export async function showDifference(dialogs: Dialogs, path: string, mine: string, theirs: string): Promise<void> {
  await dialogs.ask({
    title: `What changed in ${fileName(path)}`,
    body: 'Removed lines are on disk, added ones are here.',
    choices: [{ id: 'close', label: 'Close' }],
    diff: { before: theirs, after: mine, beforeLabel: 'On disk', afterLabel: 'Here' },
  });
}
