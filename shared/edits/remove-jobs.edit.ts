import { z } from 'zod';
import { freeAnchors } from './common/free-anchors.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { unbindJobs } from './common/unbind-jobs.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import type { Path } from './splice/plain.ts';
import { unsetApart } from './splice/unset-apart.ts';

/** Takes jobs out, with the comments directly above them; what read from them becomes unbound. */
export const removeJobs = defineEdit({
  id: 'remove-jobs',
  summary: 'Remove jobs; what read from them becomes unbound.',
  args: z.strictObject({ jobs: z.array(nameArg).min(1) }),
  label: (args) => (args.jobs.length === 1 ? `Delete job ${args.jobs[0]}` : `Delete ${args.jobs.length} jobs`),
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      ...args.jobs.map((job) => () => refuseNoJob(context, job)),
      () => unbindJobs(context, new Set(args.jobs)).refusal,
      () => {
        const merged = args.jobs.find((job) => locate(context.doc, ['jobs', job]).shared?.kind === 'merge');
        return merged === undefined ? undefined : refusal('shared-by-alias', `'${merged}' comes from a merge key (<<). Change it in the text.`);
      },
    ),
  apply(context, args) {
    const gone = new Set(args.jobs);
    const { unset } = unbindJobs(context, gone);
    const jobs = [...gone].map((job): Path => ['jobs', job]);
    const removals = [...unset.map((path) => ({ path })), ...jobs.map((path) => ({ path, comments: true }))];
    const { edits, expected } = unsetApart(context.doc, removals) ?? unsetInTurn(context, unset, jobs);
    const readers = unset.flatMap((path) => (path[0] === 'jobs' ? [`parent.jobs.${path[1]}`] : []));
    return { edits, expect: expected, select: [...new Set(readers)], nodes: { removed: [...gone].map((job) => `jobs.${job}`) } };
  },
});

/** Where one removal depends on another the text is read in between. */
function unsetInTurn(context: EditContext, unset: readonly Path[], jobs: readonly Path[]): Pick<Draft, 'edits' | 'expected'> {
  const draft = new Draft(context.doc);
  for (const path of [...unset].reverse()) draft.unset(path);
  for (const job of jobs) {
    freeAnchors(draft, job);
    draft.unset(job, { comments: true });
  }
  return draft;
}
