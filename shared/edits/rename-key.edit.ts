import { z } from 'zod';
import { isPlainSafe, printQuoted } from '#shared/yaml/print-scalar.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { firstRefusal, refusal, refuseNoPath, refuseUnreadable } from './common/guards.ts';
import { endAtPath } from './common/select.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg, pathArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { type Path, type Plain, printPath } from './splice/plain.ts';

/** Gives a key another name and leaves its value, its place and its comments. Nothing that refers to it follows: jobs, inputs and outputs have edits of their own. */
export const renameKey = defineEdit({
  id: 'rename-key',
  summary: 'Give a key another name; its value, place and comments stay. References do not follow.',
  args: z.strictObject({ path: pathArg, to: nameArg, shared: sharedChoice }),
  label: (args) => `Rename ${printPath(args.path)} to ${args.to}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseUnreadable(context),
      () => refuseNoKey(context, args.path),
      () => (args.path.at(-1) === args.to ? refusal('nothing-to-do', `The key is called '${args.to}' already.`) : undefined),
      () => refuseTaken(context, args.path, args.to),
      () => refuseShared(context.doc, args.path, args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    unshare(draft, args.path, args.shared);
    const { member, container, node } = locate(draft.doc, args.path);
    if (!member || !('key' in member) || !container) return { edits: [] };
    const { start, end } = member.key;
    const value = toPlain(node) as Plain;
    const style = member.key.kind === 'scalar' ? member.key.style : 'plain';
    const quote = style === 'single' || style === 'double' ? style : undefined;
    const newText = quote === undefined && isPlainSafe(args.to, container.flow) ? args.to : printQuoted(args.to, quote);
    draft.splice([{ start, end, newText }]);
    draft.expect(args.path, undefined);
    const path = [...args.path.slice(0, -1), args.to];
    draft.expect(path, value);
    return { edits: draft.edits, expect: draft.expected, select: endAtPath(path) };
  },
});

function refuseNoKey(context: EditContext, path: Path): Refusal | undefined {
  const { rest, member } = locate(context.doc, path);
  if (rest.length > 0 || !member) return refuseNoPath(path);
  return 'key' in member ? undefined : refusal('no-such-path', `${printPath(path)} is an item of a list: it has no name.`);
}

function refuseTaken(context: EditContext, path: Path, to: string): Refusal | undefined {
  const { container } = locate(context.doc, path);
  return container?.kind === 'mapping' && container.entry(to) ? refusal('name-taken', `There is a key '${to}' beside it already.`) : undefined;
}
