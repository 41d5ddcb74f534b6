import type { YamlEntry, YamlMapping } from '#shared/yaml/tree.ts';
import type { Opening } from '../splice/insert-member.ts';
import { lineStartAt } from '../splice/lines.ts';
import { commentsAbove, memberEnd } from '../splice/spans.ts';

/** A mapping and the text that it stands in. */
export interface Written {
  readonly text: string;
  readonly mapping: YamlMapping;
}

/** The paragraph that every entry stands in, by its name: blank lines part them. */
export function paragraphsOf({ text, mapping }: Written): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let paragraph = 0;
  mapping.entries.forEach((entry, k) => {
    const before = mapping.entries[k - 1];
    if (before && hasBlankLine(text.slice(memberEnd(text, before), entry.start))) paragraph++;
    if (entry.name !== undefined) found.set(entry.name, paragraph);
  });
  return found;
}

/**
 * Whether a new entry opens the paragraph of the entry behind its place; undefined: it closes that of the entry before it. A heading that speaks of it
 * says so, else `isNear`, which knows with which of two neighbours it belongs.
 */
export function openingOf(written: Written, name: string, order: readonly string[], isNear: (other: YamlEntry) => boolean): Opening | undefined {
  const { text, mapping } = written;
  const rank = order.indexOf(name);
  const later = mapping.entries.findIndex((entry) => order.indexOf(entry.name ?? '') > rank);
  const next = mapping.entries[later];
  const previous = mapping.entries[later - 1];
  if (rank < 0 || mapping.flow || next?.name === undefined) return undefined;
  const line = lineStartAt(text, next.start);
  const comment = text.slice(commentsAbove(text, line, mapping.indent), line);
  const shared = wordsShared(comment, name);
  const place = shared >= wordsShared(comment, next.name) ? 'below-comments' : 'above-comments';
  if (shared > 0 && place === 'below-comments') return place;
  if (!previous || !hasBlankLine(text.slice(memberEnd(text, previous), next.start))) return undefined;
  return isNear(next) && !isNear(previous) ? place : undefined;
}

function hasBlankLine(text: string): boolean {
  return /\n[ \t]*\r?\n/.test(text);
}

/** How many words of a name a comment holds. */
function wordsShared(comment: string, name: string): number {
  if (comment === '') return 0;
  const said = new Set(wordsOf(comment));
  return wordsOf(name).filter((word) => said.has(word)).length;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
}
