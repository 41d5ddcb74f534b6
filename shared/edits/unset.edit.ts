import { z } from 'zod';
import { firstRefusal, refusal, refuseNoPath, refuseUnreadable } from './common/guards.ts';
import { endAtPath } from './common/select.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { pathArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { printPath } from './splice/plain.ts';

/** Takes a key away; a parent that would be left empty goes too. */
export const unset = defineEdit({
  id: 'unset',
  summary: 'Take a key away; a parent that would be left empty goes with it.',
  args: z.strictObject({ path: pathArg, shared: sharedChoice }),
  label: (args) => `Clear ${printPath(args.path)}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseUnreadable(context),
      () => (locate(context.doc, args.path).rest.length > 0 ? refuseNoPath(args.path) : undefined),
      () =>
        args.path[0] === 'jobs' && args.path.length === 1 && context.pipeline.jobs.length > 0
          ? refusal('nothing-valid-remains', 'A pipeline without jobs is not one. Remove the jobs one by one, or set jobs to {}.')
          : undefined,
      () => refuseShared(context.doc, args.path, args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    unshare(draft, args.path, args.shared);
    draft.unset(args.path);
    return { edits: draft.edits, expect: draft.expected, select: endAtPath(args.path) };
  },
});
