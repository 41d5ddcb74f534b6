import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { asMapping } from '#shared/pipeline/fields.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import type { FieldPath } from '../schema/misfit.ts';

/** A scalar where it is written, and the keys that lead there. */
export interface WrittenScalar {
  readonly node: YamlScalar;
  readonly path: FieldPath;
}

/**
 * A function that finds the scalars of a document that `picks` is true for: each where it is written, aliases not followed. What was found in a job or under
 * a key of the document is kept for as long as its text stays the same.
 */
export function scalarFinder(picks: (node: YamlScalar, path: FieldPath) => boolean): (context: CheckContext) => readonly WrittenScalar[] {
  const known = new WeakMap<YamlEntry, readonly WrittenScalar[]>();
  const inEntry = (entry: YamlEntry, above: FieldPath): readonly WrittenScalar[] => {
    let found = known.get(entry);
    if (!found) {
      const list: WrittenScalar[] = [];
      visit(entry.value, [...above, entry.name ?? ''], picks, list);
      found = list;
      known.set(entry, list);
    }
    return found;
  };
  return ({ doc, pipeline }) => {
    const found: WrittenScalar[] = [];
    for (const entry of doc.map?.entries ?? []) {
      const jobs = entry.name === 'jobs' && isPipelineKind(pipeline.document) ? asMapping(entry.value) : undefined;
      if (jobs) for (const job of jobs.entries) found.push(...inEntry(job, ['jobs']));
      else found.push(...inEntry(entry, []));
    }
    return found;
  };
}

function visit(node: YamlNode | null, path: FieldPath, picks: (node: YamlScalar, path: FieldPath) => boolean, found: WrittenScalar[]): void {
  if (!node || node.kind === 'alias') return;
  if (node.kind === 'scalar') {
    if (picks(node, path)) found.push({ node, path });
  } else if (node.kind === 'mapping') for (const entry of node.entries) visit(entry.value, [...path, entry.name ?? ''], picks, found);
  else for (const [index, item] of node.items.entries()) visit(item.value, [...path, index], picks, found);
}
