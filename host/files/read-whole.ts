import { readFile, stat } from 'node:fs/promises';
import { errnoOf } from './file-failure.ts';

/** Why a file that somebody named has no text. */
export type WholeFileProblem = 'missing' | 'folder' | 'unreadable' | 'too-large' | 'not-text';

/** The text of a file anywhere on this computer, a byte order mark included; pipes are read too. Larger files are not opened. */
export async function readWholeText(path: string, maxBytes: number): Promise<string | { readonly problem: WholeFileProblem }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { problem: 'folder' };
    if (found.size > maxBytes) return { problem: 'too-large' };
    const bytes = await readFile(path);
    if (bytes.length > maxBytes) return { problem: 'too-large' };
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return { problem: 'missing' };
    return { problem: error instanceof TypeError ? 'not-text' : 'unreadable' };
  }
}
