import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { Expectation } from '../edit.ts';
import { Draft } from './draft.ts';
import { hasAlias, locate } from './locate.ts';
import type { Path } from './plain.ts';
import { type Container, type Member, membersOf } from './spans.ts';

/** Something to take away. */
interface Removal {
  readonly path: Path;
  /** The comment lines directly above it go too. */
  readonly comments?: boolean;
}

/**
 * Takes things away that have nothing to do with each other, each from the text as it stands, so that it need not be read again in between. Undefined where
 * one may depend on another: neighbours, all that a mapping holds, items of one list, shared text.
 */
export function unsetApart(
  doc: YamlDocument,
  removals: readonly Removal[],
): { readonly edits: readonly TextEdit[]; readonly expected: readonly Expectation[] } | undefined {
  if (hasAlias(doc)) return undefined;
  const taken = new Map<Container, number[]>();
  const edits: TextEdit[] = [];
  const expected: Expectation[] = [];
  for (const { path, comments = false } of removals) {
    const { container, member, rest } = locate(doc, path);
    if (rest.length > 0 || !container || !member) return undefined;
    const index = (membersOf(container) as readonly Member[]).indexOf(member);
    const others = taken.get(container) ?? [];
    if (others.some((other) => container.kind === 'sequence' || Math.abs(other - index) < 2)) return undefined;
    taken.set(container, [...others, index]);
    const draft = new Draft(doc);
    if (!draft.unset(path, { comments })) return undefined;
    edits.push(...draft.edits);
    expected.push(...draft.expected);
  }
  for (const [container, indexes] of taken) if (indexes.length > 1 && indexes.length >= membersOf(container).length) return undefined;
  const sorted = edits.sort((a, b) => a.start - b.start);
  const touches = sorted.some((edit, k) => k > 0 && edit.start <= (sorted[k - 1]?.end ?? 0));
  return touches ? undefined : { edits: sorted, expected };
}
