import { z } from 'zod';
import { freeName } from '#shared/azureml/names.ts';
import { unbindOutputAt } from './common/bindings.ts';
import { refuseSharedJobs } from './common/flow-jobs.ts';
import { firstRefusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { editJobLines, renameJobLines } from './common/job-lines.ts';
import { refuseName } from './common/job-names.ts';
import { declaresItsPorts } from './common/places.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { rawMember } from './splice/raw.ts';

/** Copies a job behind itself. The copy reads what the job reads; outputs of the pipeline and the body of a loop stay with the job. */
export const duplicateJob = defineEdit({
  id: 'duplicate-job',
  summary: 'Copy a job behind itself.',
  args: z.strictObject({ job: nameArg, name: nameArg.optional() }),
  label: (args) => `Duplicate ${args.job}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => refuseName(context, nameOf(context, args)),
      () => refuseSharedJobs(context),
    ),
  apply(context, args) {
    const { doc, pipeline } = context;
    const name = nameOf(context, args);
    const { container, member } = locate(doc, ['jobs', args.job]);
    const job = pipeline.job(args.job);
    if (!container || !member || !job) return { edits: [] };
    const raw = rawMember(doc, container, member);
    const written = container.flow ? [`{${raw.join('\n')}}`] : raw;
    const copied = editJobLines(renameJobLines(written, args.job, name), (draft) => {
      for (const port of job.outputs) if (port.bound !== undefined) unbindOutputAt(draft, [name, 'outputs', port.name], declaresItsPorts(job));
      // A job stands in one loop only.
      if (job.control?.body !== undefined) draft.unset([name, 'body']);
    });
    const lines = container.flow ? unwrap(copied) : copied;
    const draft = new Draft(doc);
    draft.addLines(['jobs'], lines, { spaced: true, after: args.job });
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${name}`] };
  },
});

function nameOf(context: EditContext, args: { readonly job: string; readonly name?: string | undefined }): string {
  return args.name ?? freeName(args.job, (name) => context.pipeline.job(name) !== undefined);
}

/** Lines without the braces around them. */
function unwrap(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  return text.slice(1, -1).split('\n');
}
