import { z } from 'zod';
import { resolveAlias } from '#shared/yaml/document.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { renameKeys } from './common/references.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';

const SWEEP_ONLY = [
  ['search_space'],
  ['sampling_algorithm'],
  ['objective'],
  ['early_termination'],
  ['limits', 'max_total_trials'],
  ['limits', 'max_concurrent_trials'],
  ['limits', 'trial_timeout'],
];

/** Turns a sweep back into a command job that runs its trial once, with the values that stand under inputs. */
export const makeCommand = defineEdit({
  id: 'make-command',
  summary: 'Turn a sweep into a command job that runs its trial once.',
  args: z.strictObject({ job: nameArg, shared: sharedChoice }),
  label: (args) => `Make ${args.job} a command job`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => {
        const job = context.pipeline.job(args.job);
        return job?.kind === 'sweep' && job.component?.key === 'trial' ? undefined : refusal('bad-arguments', `'${args.job}' is no sweep of a component.`);
      },
      () => refuseShared(context.doc, ['jobs', args.job, 'type'], args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const path = ['jobs', args.job];
    unshare(draft, [...path, 'type'], args.shared);
    draft.set([...path, 'type'], 'command');
    draft.splice(renameKeys(draft.doc, resolveAlias(locate(draft.doc, path).node), 'trial', 'component'));
    for (const key of SWEEP_ONLY) draft.unset([...path, ...key]);
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${args.job}`] };
  },
});
