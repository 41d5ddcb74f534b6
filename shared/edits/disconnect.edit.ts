import { z } from 'zod';
import { endOfJobOutput, parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { unbindOutput, writersOf } from './common/bindings.ts';
import { findPort, firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { inputPath, outputPath } from './common/places.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';

/** Takes the binding of a job's input away, or that of an output of the pipeline. */
export const disconnect = defineEdit({
  id: 'disconnect',
  summary: "Take away what feeds a job's input or an output of the pipeline.",
  args: z.strictObject({ to: z.string().describe('parent.jobs.b.inputs.z or parent.outputs.o'), shared: sharedChoice }),
  label: (args) => `Disconnect ${args.to.replace(/^parent\.(jobs\.)?/, '')}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => {
        const end = parseEnd(args.to);
        return end?.kind === 'job-input' || end?.kind === 'job-output' ? refuseNoJob(context, end.job) : undefined;
      },
      () => (bound(context.pipeline, args.to).length === 0 ? refusal('not-connected', `Nothing is connected to ${args.to}.`) : undefined),
      () =>
        firstRefusal(
          ...bound(context.pipeline, args.to).map(
            ({ job, port }) =>
              () =>
                refuseShared(context.doc, pathOf(job, port), args.shared),
          ),
        ),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    for (const { job, port } of bound(context.pipeline, args.to)) {
      unshare(draft, pathOf(job, port), args.shared);
      if (port.side === 'input') draft.unset(pathOf(job, port));
      else unbindOutput(draft, job, port);
    }
    return { edits: draft.edits, expect: draft.expected, select: [args.to] };
  },
});

function pathOf(job: Job, port: Port): readonly string[] {
  return (port.side === 'input' ? inputPath(job, port.name) : outputPath(job, port.name)) as readonly string[];
}

/** The ports that hold the binding of an end. */
function bound(pipeline: Pipeline, to: string): { readonly job: Job; readonly port: Port }[] {
  const end = parseEnd(to);
  if (end?.kind === 'output') return writersOf(pipeline, to);
  if (end?.kind !== 'job-input' && end?.kind !== 'job-output') return [];
  const job = pipeline.job(end.job);
  const port = job && findPort(job, end.kind === 'job-input' ? 'input' : 'output', end.name);
  if (!job || port?.bound === undefined) return [];
  return end.kind === 'job-output' && port.end !== endOfJobOutput(end.job, end.name) ? [] : [{ job, port }];
}
