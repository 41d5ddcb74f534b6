import { resolve } from 'node:path';
import { documentOfText, type NamedDocument, readNamedDocument } from '#host/files/component-files.ts';
import { lookAt } from '#host/files/folders.ts';
import { listProject } from '#host/files/list-project.ts';
import { documentKind } from '#shared/azureml/document-kind.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { VerbContext } from '../verb.ts';

export interface FoundDocument {
  /** As the user would name it from here. */
  readonly name: string;
  readonly document: NamedDocument;
}

/** The documents that a word of the command line stands for; a folder is walked, and only what Azure ML knows is taken. */
export async function findDocuments(word: string, context: VerbContext): Promise<readonly Result<FoundDocument, string>[]> {
  if (word === '-') return [ok({ name: '-', document: documentOfText(context.cwd, await context.readStdin()) })];
  const found = await lookAt(resolve(context.cwd, word)).catch(() => undefined);
  if (word === '' || found?.kind !== 'folder') return [named(context.cwd, word)];
  const walked = resolve(context.cwd, word);
  const listing = await listProject(walked);
  if (!listing.ok) return [fail(listing.failure.message)];
  if (listing.value.notice !== undefined) context.err(`${word}: ${listing.value.notice}\n`);
  const folder = word === '.' ? '' : `${word.replace(/[/\\]+$/, '')}/`;
  return listing.value.entries
    .filter((entry) => entry.kind === 'file' && (entry.link === undefined || entry.link === 'inside') && /\.ya?ml$/i.test(entry.path))
    .map((entry) => named(context.cwd, `${folder}${entry.path}`, walked))
    .filter((found) => !found.ok || isKnown(found.value.document.text));
}

function named(cwd: string, name: string, floor?: string): Result<FoundDocument, string> {
  const found = readNamedDocument(cwd, name, floor);
  return found.ok ? ok({ name, document: found.value }) : found;
}

function isKnown(text: string): boolean {
  return documentKind(readYaml(text).map, text) !== 'unknown';
}
