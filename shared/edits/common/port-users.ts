import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import { resolveAlias, type YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import type { EditContext, FileChange } from '../edit.ts';
import { tidyEdits } from '../splice/compose.ts';
import { renameBehind, renameKeys, rewriteExpressions } from './references.ts';

export type Side = 'input' | 'output';

/**
 * Edits of every file of the project whose jobs use the component file at `path`, so that they name its port by the new name. `doc` stands for the
 * text of the open document, which is left out here.
 */
export function renameInUsers(context: EditContext, path: string, side: Side, old: string, to: string): FileChange[] {
  const changes: FileChange[] = [];
  const name = path.split('/').at(-1) ?? path;
  for (const file of context.project.list()) {
    if (file === context.path) continue;
    const text = context.project.read(file);
    if (text === undefined || !text.includes(name)) continue;
    const doc = readYaml(text);
    if (!doc.readable) continue;
    const edits = tidyEdits(text, sorted(userEdits(doc, file, path, side, old, to)));
    if (edits.length > 0) changes.push({ path: file, kind: 'change', edits });
  }
  return changes;
}

/** Edits of one document whose jobs, or whose schedule, use the component file at `path`. */
export function userEdits(doc: YamlDocument, file: string, path: string, side: Side, old: string, to: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const seen = new Set<YamlNode>();
  const once = (node: YamlNode | undefined, run: (node: YamlNode) => TextEdit[]): void => {
    if (!node || seen.has(node)) return;
    seen.add(node);
    edits.push(...run(node));
  };
  const jobs = resolveAlias(doc.map?.get('jobs'));
  for (const entry of jobs?.kind === 'mapping' ? jobs.entries : []) {
    const body = resolveAlias(entry.value);
    if (body?.kind !== 'mapping' || entry.name === undefined) continue;
    if (!['component', 'trial'].some((key) => pointsTo(body.get(key), file, path))) continue;
    once(resolveAlias(body.get(side === 'input' ? 'inputs' : 'outputs')), (node) => renameKeys(doc, node, old, to));
    if (side === 'input') once(resolveAlias(body.get('search_space')), (node) => renameKeys(doc, node, old, to));
    edits.push(...rewriteExpressions(doc, doc.root, renameBehind(`parent.jobs.${entry.name}.${side}s.`, old, to, true)));
  }
  const schedule = resolveAlias(doc.map?.get('create_job'));
  if (schedule?.kind === 'mapping' && pointsTo(schedule.get('job'), file, path)) {
    once(resolveAlias(schedule.get(side === 'input' ? 'inputs' : 'outputs')), (node) => renameKeys(doc, node, old, to));
  }
  return edits;
}

/** Edits of a component's own text for a renamed port: its key, and the expressions that name it. */
export function componentEdits(doc: YamlDocument, side: Side, old: string, to: string): TextEdit[] {
  const isPipeline = doc.map?.get('jobs') !== undefined;
  return [
    ...renameKeys(doc, resolveAlias(doc.map?.get(`${side}s`)), old, to),
    ...rewriteExpressions(doc, doc.root, renameBehind(isPipeline ? `parent.${side}s.` : `${side}s.`, old, to, true)),
  ];
}

/** Edits in order, each place once. */
export function sorted(edits: readonly TextEdit[]): TextEdit[] {
  const byPlace = new Map(edits.map((edit) => [`${edit.start}:${edit.end}`, edit]));
  return [...byPlace.values()].sort((a, b) => a.start - b.start);
}

function pointsTo(node: YamlNode | null | undefined, file: string, path: string): boolean {
  const scalar = resolveAlias(node);
  if (scalar?.kind !== 'scalar') return false;
  const ref = parseComponentRef(scalar.text);
  return ref.kind === 'local' && resolveRelative(file, ref.file) === path;
}
