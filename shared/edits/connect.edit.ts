import { z } from 'zod';
import { refuseConnection, shortEnd, writeConnection } from './common/connecting.ts';
import { isControlConnection, refuseControl, writeControl } from './common/control-ends.ts';
import { firstRefusal, refuseNoPipeline } from './common/guards.ts';
import { sharedChoice } from './common/sharing.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';

/**
 * Feeds an output or a pipeline input into a job's input, or a job's output into an output of the pipeline. A new entry goes to the place that
 * the component, other uses of it, or the inputs of the pipeline give it. Empty braces are filled as braces, so that `disconnect` restores them.
 * Of control flow it writes the condition, the items, the body, or one job more of a block.
 */
export const connect = defineEdit({
  id: 'connect',
  summary: 'Connect an output or pipeline input to an input, a job output to a pipeline output, or a block of control flow to a job.',
  args: z.strictObject({
    from: z.string().describe('parent.inputs.x, parent.jobs.a.outputs.y, or of control flow parent.jobs.c.true_block, .false_block, .body'),
    to: z.string().describe('parent.jobs.b.inputs.z, parent.outputs.o, or of control flow parent.jobs.c.condition, .items, and the job that a block leads to'),
    shared: sharedChoice,
  }),
  label: (args) => `Connect ${shortEnd(args.from)} to ${shortEnd(args.to)}`,
  refuse: (context, args) =>
    isControlConnection(args.from, args.to)
      ? firstRefusal(
          () => refuseNoPipeline(context),
          () => refuseControl(context, args),
        )
      : refuseConnection(context, args),
  apply(context, args) {
    const draft = new Draft(context.doc);
    if (isControlConnection(args.from, args.to)) writeControl(draft, context.pipeline, args);
    else writeConnection(draft, context, args);
    return { edits: draft.edits, expect: draft.expected, select: [args.to] };
  },
});
