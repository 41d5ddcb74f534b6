import { z } from 'zod';
import { firstRefusal, refusal, refuseNoPath, refuseUnreadable } from './common/guards.ts';
import { endAtPath } from './common/select.ts';
import { pathArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate, type Shared } from './splice/locate.ts';
import { type Path, printPath } from './splice/plain.ts';
import { splitShared } from './splice/split.ts';

/** Turns an alias into a copy of what it stands for, comments included, so that it can be changed on its own. */
export const splitAlias = defineEdit({
  id: 'split-alias',
  summary: 'Turn an alias into a copy of what it stands for.',
  args: z.strictObject({ path: pathArg }),
  label: (args) => `Make a copy for ${printPath(args.path)}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseUnreadable(context),
      () => (locate(context.doc, args.path).rest.length > 0 ? refuseNoPath(args.path) : undefined),
      () => {
        const shared = sharedAt(context, args.path);
        if (!shared) return refusal('nothing-to-do', `${printPath(args.path)} is not shared by an alias.`);
        return splitShared(context.doc, args.path, shared)
          ? undefined
          : refusal('would-break-text', `${printPath(args.path)} cannot be copied here. Change it in the text.`);
      },
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    for (let round = 0; round < 20; round++) {
      const shared = sharedAt({ doc: draft.doc }, args.path);
      const edits = shared && splitShared(draft.doc, args.path, shared);
      if (!edits) break;
      draft.splice(edits);
    }
    return { edits: draft.edits, select: endAtPath(args.path) };
  },
});

function sharedAt({ doc }: Pick<EditContext, 'doc'>, path: Path): Shared | undefined {
  const { shared, node } = locate(doc, path);
  if (shared) return shared;
  return node?.kind === 'alias' ? { kind: 'alias', depth: path.length, name: node.name } : undefined;
}
