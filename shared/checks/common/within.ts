import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import type { Place } from '../check.ts';

/** A part of a scalar that moves with it: the `nth` place (from 0) where `part` stands in the text as written; the whole node when it is written otherwise. */
export function within(doc: YamlDocument, node: YamlNode, part: string, nth = 0): Place {
  const from = offsetOf(doc, node, part, nth);
  if (from === undefined) return node;
  return {
    get start() {
      return node.start + from;
    },
    get end() {
      return node.start + from + part.length;
    },
  };
}

/** Text edits that write `to` for `part` of a scalar, everywhere or in its `nth` place; none when it is written in another way (escapes, folds). */
export function replaceWithin(doc: YamlDocument, node: YamlNode, part: string, to: string, nth?: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let k = nth ?? 0; nth === undefined || k === nth; k++) {
    const from = offsetOf(doc, node, part, k);
    if (from === undefined) break;
    edits.push({ start: node.start + from, end: node.start + from + part.length, newText: to });
  }
  return edits;
}

function offsetOf(doc: YamlDocument, node: YamlNode, part: string, nth: number): number | undefined {
  const raw = doc.text.slice(node.start, node.end);
  let at = -1;
  for (let k = 0; k <= nth; k++) {
    at = raw.indexOf(part, at + 1);
    if (at < 0) return undefined;
  }
  return at;
}
