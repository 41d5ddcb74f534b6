import { z } from 'zod';
import { refuseConnection, shortEnd, writeConnection } from './common/connecting.ts';
import { sharedChoice } from './common/sharing.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';

/**
 * Feeds an output or a pipeline input into a job's input, or a job's output into an output of the pipeline. A new entry goes to the place that
 * the component, other uses of it, or the inputs of the pipeline give it. Empty braces are filled as braces, so that `disconnect` restores them.
 */
export const connect = defineEdit({
  id: 'connect',
  summary: 'Connect an output or pipeline input to an input, or a job output to a pipeline output.',
  args: z.strictObject({
    from: z.string().describe('parent.inputs.x or parent.jobs.a.outputs.y'),
    to: z.string().describe('parent.jobs.b.inputs.z or parent.outputs.o'),
    shared: sharedChoice,
  }),
  label: (args) => `Connect ${shortEnd(args.from)} to ${shortEnd(args.to)}`,
  refuse: (context, args) => refuseConnection(context, args),
  apply(context, args) {
    const draft = new Draft(context.doc);
    writeConnection(draft, context, args);
    return { edits: draft.edits, expect: draft.expected, select: [args.to] };
  },
});
