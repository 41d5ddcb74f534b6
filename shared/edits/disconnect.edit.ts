import { z } from 'zod';
import { parseEnd } from '#shared/pipeline/end.ts';
import { isControlConnection, refuseControlOff, removeControl } from './common/control-ends.ts';
import { boundPorts, portPath, removeConnection } from './common/disconnecting.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { refuseShared, type SharedChoice, sharedChoice } from './common/sharing.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';

/**
 * Takes the binding of a job's input away, or that of an output of the pipeline; the type and mode of an object stay where the input is needed. It leaves
 * no trace of a `connect` before it: braces stay (`inputs: {}`), an `inputs` on lines of its own goes with its last entry. One text does not come back this way, only by undo: an `inputs:`
 * that had no value before. Such a key cannot be told from one that `connect` wrote, and Azure ML refuses it.
 */
export const disconnect = defineEdit({
  id: 'disconnect',
  summary: "Take away what feeds a job's input or an output of the pipeline, or what control flow leads to or reads.",
  args: z.strictObject({
    to: z.string().describe('parent.jobs.b.inputs.z, parent.outputs.o, or of control flow parent.jobs.c.condition and the job behind a block'),
    from: z.string().optional().describe('Of control flow: the block or body that leads to the job, parent.jobs.c.true_block'),
    shared: sharedChoice,
  }),
  label: (args) => `Disconnect ${args.to.replace(/^parent\.(jobs\.)?/, '')}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => (isControlConnection(args.from ?? '', args.to) ? undefined : refuseData(context, args)),
      () => (isControlConnection(args.from ?? '', args.to) ? refuseControlOff(context, args) : undefined),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    if (isControlConnection(args.from ?? '', args.to)) removeControl(draft, context.pipeline, args);
    else removeConnection(draft, context.pipeline, args.to, args.shared);
    return { edits: draft.edits, expect: draft.expected, select: [args.to] };
  },
});

function refuseData(context: EditContext, args: { readonly to: string; readonly shared?: SharedChoice }): Refusal | undefined {
  return firstRefusal(
    () => {
      const end = parseEnd(args.to);
      return end?.kind === 'job-input' || end?.kind === 'job-output' ? refuseNoJob(context, end.job) : undefined;
    },
    () => (boundPorts(context.pipeline, args.to).length === 0 ? refusal('not-connected', `Nothing is connected to ${args.to}.`) : undefined),
    () =>
      firstRefusal(
        ...boundPorts(context.pipeline, args.to).map(
          ({ job, port }) =>
            () =>
              refuseShared(context.doc, portPath(job, port), args.shared),
        ),
      ),
  );
}
