import type { YamlDocument } from '#shared/yaml/document.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import type { Draft } from '../splice/draft.ts';
import { isAnchorUsed, locate, visitNodes } from '../splice/locate.ts';
import type { Path } from '../splice/plain.ts';
import { type Container, type Member, membersOf } from '../splice/spans.ts';
import { moveAnchor } from '../splice/split.ts';

/** Before the text under `path` goes: anchors in it that others use move to their first user. */
export function freeAnchors(draft: Draft, path: Path): void {
  for (let round = 0; round < 50; round++) {
    const found = locate(draft.doc, path);
    if (found.rest.length > 0 || !found.member || !found.container || !draft.doc.text.includes('*')) return;
    const used = findUsed(draft, found.container, found.member);
    const edits = used && moveAnchor(draft.doc, used.container, used.member, used.node);
    if (!edits) return;
    draft.splice(edits);
  }
}

/** The name of an anchor under `path` that aliases outside of it use; undefined when what stands there can go without a trace. */
export function anchorUsedOutside(doc: YamlDocument, path: Path): string | undefined {
  const { member, container, rest } = locate(doc, path);
  if (rest.length > 0 || !member || !container || !doc.text.includes('*')) return undefined;
  const found = findUsed({ doc }, container, member);
  return found?.node.kind === 'alias' ? undefined : found?.node.anchor;
}

function findUsed(
  draft: Pick<Draft, 'doc'>,
  container: Container,
  member: Member,
  root: YamlNode | null = member.value,
): { container: Container; member: Member; node: YamlNode } | undefined {
  const node = member.value;
  if (!node || node.kind === 'alias') return undefined;
  if (node.anchor !== undefined && isAnchorUsed(draft.doc, node) && !allInside(draft, node, root)) return { container, member, node };
  if (node.kind === 'scalar') return undefined;
  for (const inner of membersOf(node)) {
    const found = findUsed(draft, node, inner, root);
    if (found) return found;
  }
  return undefined;
}

/** True when every alias of `node` stands inside `root`, so that it goes along. */
function allInside(draft: Pick<Draft, 'doc'>, node: YamlNode, root: YamlNode | null): boolean {
  let all = 0;
  let inside = 0;
  const countIn = (from: YamlNode | null | undefined, add: () => void): void =>
    visitNodes(from, (other) => (other.kind === 'alias' && other.target === node ? add() : undefined));
  countIn(draft.doc.root, () => all++);
  countIn(root, () => inside++);
  return all === inside;
}
