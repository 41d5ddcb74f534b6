import { z } from 'zod';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { Refusal } from '../edit.ts';
import type { Draft } from '../splice/draft.ts';
import { locate } from '../splice/locate.ts';
import { type Path, printPath } from '../splice/plain.ts';
import { splitShared } from '../splice/split.ts';
import { refusal } from './guards.ts';

/** What to do where a text is used in several places: change it for all of them, or give this place its own copy. */
export const sharedChoice = z.enum(['edit', 'copy']).optional().describe('Where the text is shared by an alias: edit the shared text, or make a copy first');
export type SharedChoice = z.infer<typeof sharedChoice>;

/** Refuses to write into text that aliases share, until the user has said which is meant. */
export function refuseShared(doc: YamlDocument, path: Path, choice: SharedChoice): Refusal | undefined {
  if (choice === 'edit') return undefined;
  const { shared } = locate(doc, path);
  if (!shared) return undefined;
  if (choice === 'copy') {
    if (splitShared(doc, path, shared)) return undefined;
    return refusal('shared-by-alias', `${printPath(path)} is shared as '${shared.name}' in a way that cannot be copied here. Change it in the text.`);
  }
  return refusal('shared-by-alias', `${printPath(path)} is shared as '${shared.name}' by several places. Edit the shared text, or make a copy for this place.`);
}

/** Gives `path` its own copies when that was chosen. */
export function unshare(draft: Draft, path: Path, choice: SharedChoice): void {
  if (choice !== 'copy') return;
  for (let round = 0; round < 20; round++) {
    const { shared } = locate(draft.doc, path);
    const edits = shared && splitShared(draft.doc, path, shared);
    if (!edits) return;
    draft.splice(edits);
  }
}
