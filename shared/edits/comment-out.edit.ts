import { z } from 'zod';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { refuseSharedJobs } from './common/flow-jobs.ts';
import { anchorUsedOutside } from './common/free-anchors.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { commentLines } from './splice/comment-lines.ts';
import { Draft } from './splice/draft.ts';
import { flowMemberLines } from './splice/flow-lines.ts';
import { type Located, locate } from './splice/locate.ts';
import { type Lines, memberLines, ownsLine, valueOffset } from './splice/spans.ts';

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
      () => refuseSharedJobs(context),
      () => {
        const found = locate(context.doc, ['jobs', args.job]);
        const anchor = found.shared?.kind === 'merge' ? found.shared.name : anchorUsedOutside(context.doc, ['jobs', args.job]);
        if (anchor !== undefined) return refusal('shared-by-alias', `Other places use '${anchor}' of '${args.job}'. Make copies of it first.`);
        if (linesOf(context.doc, found)) return undefined;
        return refusal('would-break-text', `'${args.job}' does not stand on lines of its own. Give it lines of its own in the text first.`);
      },
    ),
  apply(context, args) {
    const { doc } = context;
    const found = locate(doc, ['jobs', args.job]);
    const lines = linesOf(doc, found);
    const { container, member } = found;
    if (!container || !member || !lines) return { edits: [] };
    const draft = new Draft(doc);
    const column = container.flow ? member.start - lines.start : container.indent;
    const edits = commentLines(doc.text, lines.start, lines.end, column);
    const jobs = locate(doc, ['jobs']);
    if (container.kind === 'mapping' && !container.flow && container.entries.length === 1 && jobs.member && jobs.container) {
      const at = valueOffset(jobs.container, jobs.member);
      edits.push({ start: at, end: at, newText: ' {}' });
    }
    draft.splice(edits);
    draft.expect(['jobs', args.job], undefined);
    return { edits: draft.edits, expect: draft.expected, select: [] };
  },
});

/** The lines of the job: they hold nothing else. Undefined when there are no such lines. */
function linesOf(doc: YamlDocument, { container, member }: Located): Lines | undefined {
  if (!container || !member) return undefined;
  if (container.flow) return flowMemberLines(doc, container, member);
  return ownsLine(doc.text, member) ? memberLines(doc, container, member) : undefined;
}
