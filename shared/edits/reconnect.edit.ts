import { z } from 'zod';
import { refuseConnection, shortEnd, writeConnection } from './common/connecting.ts';
import { boundPorts, removeConnection } from './common/disconnecting.ts';
import { firstRefusal, refusal } from './common/guards.ts';
import { sharedChoice } from './common/sharing.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';

/** Moves one end of a connection: to another input, or to another source. */
export const reconnect = defineEdit({
  id: 'reconnect',
  summary: 'Move a connection to another input or another source.',
  args: z.strictObject({
    from: z.string(),
    to: z.string(),
    oldTo: z.string().optional().describe('The end that is left, when the connection moves to another'),
    shared: sharedChoice,
  }),
  label: (args) => `Reconnect ${shortEnd(args.from)} to ${shortEnd(args.to)}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseConnection(context, args),
      () =>
        args.oldTo !== undefined && args.oldTo !== args.to && boundPorts(context.pipeline, args.oldTo).length === 0
          ? refusal('not-connected', `Nothing is connected to ${args.oldTo}.`)
          : undefined,
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    if (args.oldTo !== undefined && args.oldTo !== args.to) removeConnection(draft, context.pipeline, args.oldTo, args.shared);
    writeConnection(draft, context, args);
    return { edits: draft.edits, expect: draft.expected, select: [args.to] };
  },
});
