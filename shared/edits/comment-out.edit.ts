import { z } from 'zod';
import { refuseFlowJobs } from './common/flow-jobs.ts';
import { anchorUsedOutside } from './common/free-anchors.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { commentLines } from './splice/comment-lines.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { memberLines, ownsLine, valueOffset } from './splice/spans.ts';

/** Turns a job's lines into comments. What reads from it stays as it is: the job is expected back. */
export const commentOut = defineEdit({
  id: 'comment-out',
  summary: "Turn a job's lines into comments.",
  args: z.strictObject({ job: nameArg }),
  label: (args) => `Comment out ${args.job}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => refuseFlowJobs(context),
      () => {
        const found = locate(context.doc, ['jobs', args.job]);
        const anchor = found.shared?.kind === 'merge' ? found.shared.name : anchorUsedOutside(context.doc, ['jobs', args.job]);
        if (anchor !== undefined) return refusal('shared-by-alias', `Other places use '${anchor}' of '${args.job}'. Make copies of it first.`);
        return found.member && ownsLine(context.doc.text, found.member)
          ? undefined
          : refusal('would-break-text', `'${args.job}' does not stand on lines of its own.`);
      },
    ),
  apply(context, args) {
    const { doc } = context;
    const { container, member } = locate(doc, ['jobs', args.job]);
    if (!container || !member) return { edits: [] };
    const lines = memberLines(doc, container, member);
    const draft = new Draft(doc);
    const edits = commentLines(doc.text, lines.start, lines.end, container.indent);
    const jobs = locate(doc, ['jobs']);
    if (container.kind === 'mapping' && container.entries.length === 1 && jobs.member && jobs.container) {
      const at = valueOffset(jobs.container, jobs.member);
      edits.push({ start: at, end: at, newText: ' {}' });
    }
    draft.splice(edits);
    draft.expect(['jobs', args.job], undefined);
    return { edits: draft.edits, expect: draft.expected, select: [] };
  },
});
