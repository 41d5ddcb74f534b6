import { z } from 'zod';
import { resolveAlias } from '#shared/yaml/document.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { renameKeys } from './common/references.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';

/** Trials of a new sweep: enough to learn from, few enough to wait for. */
const TRIALS = 20;

/** Turns a command job into a sweep that tries its component with other values. What it reads stays as it is. */
export const makeSweep = defineEdit({
  id: 'make-sweep',
  summary: 'Turn a command job into a sweep that tries its component with other values.',
  args: z.strictObject({
    job: nameArg,
    metric: z.string().min(1).optional().describe('The metric that the trials log; default: the first that the component declares'),
    goal: z.enum(['maximize', 'minimize']).optional(),
    shared: sharedChoice,
  }),
  label: (args) => `Make ${args.job} a sweep`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => {
        const job = context.pipeline.job(args.job);
        if (job?.kind === 'sweep') return refusal('nothing-to-do', `'${args.job}' is a sweep already.`);
        if (job?.kind === 'command' && job.component?.key === 'component') return undefined;
        return refusal('bad-arguments', `A sweep tries a command component with other values; '${args.job}' is no command job with a component.`);
      },
      () => refuseShared(context.doc, ['jobs', args.job, 'type'], args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const path = ['jobs', args.job];
    unshare(draft, [...path, 'type'], args.shared);
    draft.set([...path, 'type'], 'sweep');
    draft.splice(renameKeys(draft.doc, resolveAlias(locate(draft.doc, path).node), 'component', 'trial'));
    draft.set([...path, 'sampling_algorithm'], 'random');
    const tag = context.pipeline.job(args.job)?.component?.declared?.tags['sluice.metrics'];
    const metric = args.metric ?? tag?.split(/[\s,]+/).find((word) => word !== '');
    draft.set([...path, 'objective'], { goal: args.goal ?? 'maximize', ...(metric === undefined ? {} : { primary_metric: metric }) });
    draft.set([...path, 'limits', 'max_total_trials'], TRIALS);
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${args.job}`] };
  },
});
