import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectTexts } from '#shared/edits/edit.ts';
import { listProject } from './list-project.ts';

/** The YAML files of a project straight from the disk, read when they are asked for: for edits in the terminal that reach several files. */
export async function readProjectTexts(root: string): Promise<ProjectTexts> {
  const listing = await listProject(root);
  const paths = listing.ok ? listing.value.entries.filter((entry) => entry.kind === 'file' && /\.ya?ml$/i.test(entry.path)).map((entry) => entry.path) : [];
  const texts = new Map<string, string | undefined>();
  return {
    list: () => paths,
    read: (path) => {
      if (!texts.has(path)) texts.set(path, readOrNothing(join(root, ...path.split('/'))));
      return texts.get(path);
    },
  };
}

function readOrNothing(file: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return undefined;
  }
}
