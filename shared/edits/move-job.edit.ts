import { z } from 'zod';
import { refuseFlowJobs } from './common/flow-jobs.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { rawMember } from './splice/raw.ts';
import { commentsAbove, memberLines, ownsLine } from './splice/spans.ts';

/** Moves a job, with the comments directly above it, to another place in the text. */
export const moveJob = defineEdit({
  id: 'move-job',
  summary: 'Move a job to another place in the text.',
  args: z.strictObject({ job: nameArg, before: nameArg.optional().describe('The job before which it is put; default: to the end') }),
  label: (args) => (args.before === undefined ? `Move ${args.job} to the end` : `Move ${args.job} before ${args.before}`),
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => (args.before === undefined ? undefined : refuseNoJob(context, args.before)),
      () => refuseFlowJobs(context),
      () => {
        const names = context.pipeline.jobs.map((job) => job.id);
        const at = names.indexOf(args.job);
        const isThere = args.before === undefined ? at === names.length - 1 : args.before === args.job || names[at + 1] === args.before;
        return isThere ? refusal('nothing-to-do', `'${args.job}' stands there already.`) : undefined;
      },
      () => {
        const { member } = locate(context.doc, ['jobs', args.job]);
        return member && ownsLine(context.doc.text, member) ? undefined : refusal('would-break-text', `'${args.job}' does not stand on lines of its own.`);
      },
      () => {
        if (!context.doc.text.includes('*') || moved(context, args).doc.readable) return undefined;
        return refusal('shared-by-alias', `There '${args.job}' and what it shares by an alias would stand in the wrong order. Make copies first.`);
      },
    ),
  apply: (context, args) => ({ edits: moved(context, args).edits, select: [`parent.jobs.${args.job}`] }),
});

/** The text with the job in its new place. */
function moved(context: EditContext, args: { readonly job: string; readonly before?: string | undefined }): Draft {
  const { doc } = context;
  const draft = new Draft(doc);
  const { container, member } = locate(doc, ['jobs', args.job]);
  if (!container || !member) return draft;
  const from = commentsAbove(doc.text, memberLines(doc, container, member).start, container.indent);
  const lines = rawMember(doc, container, member, { from, anchors: true });
  draft.unset(['jobs', args.job], { comments: true });
  draft.addLines(['jobs'], lines, { spaced: true, ...(args.before === undefined ? {} : { before: args.before }) });
  return draft;
}
