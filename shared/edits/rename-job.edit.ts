import { z } from 'zod';
import { checkJobName } from '#shared/azureml/names.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { renameBehind, renameKeys, renameScalar, rewriteExpressions } from './common/references.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { membersOf } from './splice/spans.ts';

/** Renames a job; everything that names it follows. */
export const renameJob = defineEdit({
  id: 'rename-job',
  summary: 'Rename a job; every reference follows.',
  args: z.strictObject({ job: nameArg, to: nameArg }),
  label: (args) => `Rename job ${args.job} to ${args.to}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => (args.job === args.to ? refusal('nothing-to-do', `The job is called '${args.to}' already.`) : undefined),
      () => {
        const reason = checkJobName(args.to);
        return reason === undefined ? undefined : refusal('bad-name', reason);
      },
      () => (context.pipeline.job(args.to) ? refusal('name-taken', `There is a job '${args.to}' already.`) : undefined),
    ),
  apply(context, args) {
    const { doc } = context;
    const draft = new Draft(doc);
    draft.splice([
      ...renameKeys(doc, resolveAlias(doc.map?.get('jobs')), args.job, args.to),
      ...rewriteExpressions(doc, doc.root, renameBehind('parent.jobs.', args.job, args.to)),
      ...bareNames(doc, args.job, args.to),
    ]);
    draft.expect(['jobs', args.job], undefined);
    return {
      edits: draft.edits,
      expect: draft.expected,
      select: [`parent.jobs.${args.to}`],
      nodes: { renamed: { [`jobs.${args.job}`]: `jobs.${args.to}` } },
    };
  },
});

/** Names that stand without an expression: `settings.on_init`, and blocks and bodies of control flow written bare. */
function bareNames(doc: YamlDocument, old: string, to: string): TextEdit[] {
  const edits = ['on_init', 'on_finalize'].flatMap((key) => renameScalar(doc, findNode(doc, ['settings', key])?.node, old, to));
  const jobs = resolveAlias(doc.map?.get('jobs'));
  if (jobs?.kind !== 'mapping') return edits;
  for (const { value } of jobs.entries) {
    const job = resolveAlias(value);
    if (job?.kind !== 'mapping') continue;
    const type = job.get('type');
    if (type?.kind !== 'scalar' || !/^(if_else|do_while|parallel_for)$/i.test(type.text)) continue;
    for (const key of ['true_block', 'false_block', 'body']) {
      const block = resolveAlias(job.get(key));
      const nodes = block?.kind === 'sequence' ? membersOf(block).map((item) => item.value) : [block];
      edits.push(...nodes.flatMap((node) => renameScalar(doc, node, old, to)));
    }
  }
  return edits;
}
