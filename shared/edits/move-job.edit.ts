import { z } from 'zod';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import { refuseSharedJobs } from './common/flow-jobs.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { tidyEdits } from './splice/compose.ts';
import { hasAlias, locate } from './splice/locate.ts';
import { moveMember } from './splice/move-member.ts';
import { membersOf } from './splice/spans.ts';

/**
 * Moves a job, with the comments directly above it, to another place in the text. Blank lines and whatever else stands between the jobs stay
 * where they are, so that moving the job back gives the same bytes.
 */
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
      () => refuseSharedJobs(context),
      () => {
        const names = context.pipeline.jobs.map((job) => job.id);
        const at = names.indexOf(args.job);
        const isThere = args.before === undefined ? at === names.length - 1 : args.before === args.job || names[at + 1] === args.before;
        return isThere ? refusal('nothing-to-do', `'${args.job}' stands there already.`) : undefined;
      },
      () => {
        const edits = moved(context, args);
        if (!edits) return refusal('would-break-text', `'${args.job}' does not stand on lines of its own.`);
        const { text } = context.doc;
        if (text.includes('\n') && !text.endsWith('\n') && applyEdits(text, edits).endsWith('\n')) {
          return refusal('would-break-text', 'A text that keeps its last blank lines (|+) would come last. End the file with a line break first.');
        }
        if (!hasAlias(context.doc) || readYaml(applyEdits(text, edits)).readable) return undefined;
        return refusal('shared-by-alias', `There '${args.job}' and what it shares by an alias would stand in the wrong order. Make copies first.`);
      },
    ),
  apply: (context, args) => ({ edits: moved(context, args) ?? [], select: [`parent.jobs.${args.job}`] }),
});

/** What is written; undefined when the job, or one that it changes places with, does not stand among the jobs on lines of its own. */
function moved(context: EditContext, args: { readonly job: string; readonly before?: string | undefined }): TextEdit[] | undefined {
  const { doc } = context;
  const own = locate(doc, ['jobs', args.job]);
  const other = args.before === undefined ? undefined : locate(doc, ['jobs', args.before]);
  if (!own.container || !own.member || (own.shared && own.shared.kind !== 'anchor') || (other && other.container !== own.container)) return undefined;
  const members = membersOf(own.container);
  const before = other?.member ? members.indexOf(other.member) : members.length;
  const edits = moveMember(doc, own.container, members.indexOf(own.member), before);
  return edits && tidyEdits(doc.text, edits);
}
