import { z } from 'zod';
import { firstRefusal, refusal, refuseUnreadable } from './common/guards.ts';
import { endAtPath } from './common/select.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { pathArg, plainValue } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { type Path, printPath } from './splice/plain.ts';

/** Writes any value under any key, at any depth; missing parents are created. */
export const set = defineEdit({
  id: 'set',
  summary: 'Set any key, at any depth, to a value; missing parents are created.',
  args: z.strictObject({ path: pathArg, value: plainValue, shared: sharedChoice }),
  label: (args) => `Set ${printPath(args.path)}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseUnreadable(context),
      () => refuseBlocked(context, args.path),
      () => refuseShared(context.doc, args.path, args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    unshare(draft, args.path, args.shared);
    draft.set(args.path, args.value);
    return { edits: draft.edits, expect: draft.expected, select: endAtPath(args.path) };
  },
});

/** Refuses a path that leads through something that holds no keys. */
function refuseBlocked(context: EditContext, path: Path): Refusal | undefined {
  const found = locate(context.doc, path);
  const { rest, node } = found;
  if (rest.length === 0) return undefined;
  const here = path.slice(0, path.length - rest.length);
  if (node?.kind === 'scalar' && node.type !== 'null') {
    return refusal('no-such-path', `${printPath(here) || 'The document'} is '${shorten(node.text)}': it has no keys. Set it as a whole.`);
  }
  if (node?.kind === 'sequence' && rest[0] !== node.items.length) {
    return refusal('no-such-path', `${printPath(here) || 'The document'} is a list of ${node.items.length}: the next item is [${node.items.length}].`);
  }
  if (node?.kind === 'mapping' && typeof rest[0] === 'number') {
    return refusal('no-such-path', `${printPath(here) || 'The document'} has keys, not numbered items.`);
  }
  if ((node === null || node.kind === 'scalar') && typeof rest[0] === 'number' && rest[0] !== 0) {
    return refusal('no-such-path', `${printPath(here)} is empty: the first item is [0].`);
  }
  return rest.slice(1).some((part) => typeof part === 'number' && part !== 0)
    ? refusal('no-such-path', `${printPath(path)} starts a list: its first item is [0].`)
    : undefined;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
