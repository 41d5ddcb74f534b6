import type { YamlNode } from '#shared/yaml/tree.ts';
import type { EditContext } from '../edit.ts';
import { Draft } from '../splice/draft.ts';
import { lineStartAt } from '../splice/lines.ts';
import { locate } from '../splice/locate.ts';
import type { Path } from '../splice/plain.ts';
import { anchorsIn, dedentLines, rawMember } from '../splice/raw.ts';
import { commentsAbove, flowEnd, isEntry, type Member, memberLines, membersOf, ownsLine } from '../splice/spans.ts';
import { splitShared } from '../splice/split.ts';

/** Lines of a job with its comments, at column 0. What it takes from anchors elsewhere in the file is copied in, so that the lines stand alone. */
export function standaloneLines(context: EditContext, job: string): readonly string[] {
  const draft = new Draft(context.doc);
  const path: Path = ['jobs', job];
  for (let round = 0; round < 100; round++) {
    const { node } = locate(draft.doc, path);
    const alias = node && foreignAlias(node, path, node);
    if (!alias) break;
    const edits = splitShared(draft.doc, alias.path, { kind: 'alias', depth: alias.path.length, name: alias.name });
    if (!edits) break;
    draft.splice(edits);
  }
  const { container, member } = locate(draft.doc, path);
  if (!container || !member) return [];
  const from = ownsLine(draft.doc.text, member)
    ? commentsAbove(draft.doc.text, memberLines(draft.doc, container, member).start, container.indent)
    : member.start;
  if (container.flow) return flowLines(draft.doc.text, member);
  const { used } = member.value ? anchorsIn(member.value) : { used: new Set() };
  return rawMember(draft.doc, container, member, { from, anchors: used.size > 0 });
}

/** A member of braces as lines at column 0 that read outside of braces too, where `"a":{}` is no key. */
function flowLines(text: string, member: Member): readonly string[] {
  const columns = ownsLine(text, member) ? member.start - lineStartAt(text, member.start) : 0;
  const colon = isEntry(member) ? member.colon + 1 : 0;
  const isTight = colon > 0 && /\S/.test(text[colon] ?? ' ');
  const written = isTight ? `${text.slice(member.start, colon)} ${text.slice(colon, flowEnd(member))}` : text.slice(member.start, flowEnd(member));
  return dedentLines(written, columns, false);
}

/** The first alias in `node` whose anchor stands outside of `root`. */
function foreignAlias(node: YamlNode | null, path: Path, root: YamlNode): { readonly path: Path; readonly name: string } | undefined {
  if (!node) return undefined;
  if (node.kind === 'alias') return anchorsIn(root).defined.has(node.name) ? undefined : { path, name: node.name };
  if (node.kind === 'scalar') return undefined;
  for (const [index, member] of membersOf(node).entries()) {
    const part = isEntry(member) ? member.name : index;
    const found = part === undefined ? undefined : foreignAlias(member.value, [...path, part], root);
    if (found) return found;
  }
  return undefined;
}
