import { z } from 'zod';
import { endOfJobInput } from '#shared/pipeline/end.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { firstRefusal, refuseNoJob, refuseNoPath, refuseNoPipeline } from './common/guards.ts';
import { inputPath } from './common/places.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';

/** Takes what is written for a job's input away: its default counts again. */
export const clearInput = defineEdit({
  id: 'clear-input',
  summary: "Take away what is written for a job's input.",
  args: z.strictObject({ job: nameArg, input: nameArg, shared: sharedChoice }),
  label: (args) => `Clear ${args.job}.${args.input}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => (locate(context.doc, placeOf(context, args)).rest.length > 0 ? refuseNoPath(placeOf(context, args)) : undefined),
      () => refuseShared(context.doc, placeOf(context, args), args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    unshare(draft, placeOf(context, args), args.shared);
    draft.unset(placeOf(context, args));
    return { edits: draft.edits, expect: draft.expected, select: [endOfJobInput(args.job, args.input), `parent.jobs.${args.job}`] };
  },
});

function placeOf(context: EditContext, args: { readonly job: string; readonly input: string }): ReturnType<typeof inputPath> {
  return inputPath(context.pipeline.job(args.job) as Job, args.input);
}
