import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import { Draft } from '../splice/draft.ts';
import { locate } from '../splice/locate.ts';
import { indentStep } from '../splice/style.ts';
import { renameKeys } from './references.ts';

/** The lines of one job with another name; the name's characters only. */
export function renameJobLines(lines: readonly string[], old: string, to: string): readonly string[] {
  const doc = readYaml(textOf(lines));
  return linesOf(applyEdits(doc.text, renameKeys(doc, doc.map, old, to)));
}

/** Changes the body of a job given as lines; `edit` gets a draft whose root holds the job under its name. */
export function editJobLines(lines: readonly string[], edit: (draft: Draft) => void): readonly string[] {
  const draft = new Draft(readYaml(textOf(lines)));
  edit(draft);
  return linesOf(draft.doc.text);
}

/** How deep the body of a job stands below its key in this document. */
export function bodyStep(doc: YamlDocument): number {
  const { chain, node } = locate(doc, ['jobs']);
  return indentStep(doc, node?.kind === 'mapping' ? [...chain, node] : chain);
}

/** Moves lines written with one indent step to another, where every line's indent is a multiple of it and no text spans lines. */
export function restep(lines: readonly string[], from: number, to: number): readonly string[] {
  if (from === to || lines.some((line) => /[|>][0-9+-]*\s*(#.*)?$/.test(line))) return lines;
  if (lines.some((line) => /^ */.exec(line)?.[0] !== undefined && (/^ */.exec(line)?.[0].length ?? 0) % from !== 0)) return lines;
  return lines.map((line) => line.replace(/^ +/, (pad) => ' '.repeat((pad.length / from) * to)));
}

/** A last line break keeps the last block scalar of the lines what it was. */
function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}
