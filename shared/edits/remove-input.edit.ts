import { z } from 'zod';
import { freeAnchors } from './common/free-anchors.ts';
import { firstRefusal, refuseNoPipeline } from './common/guards.ts';
import { refuseNoEnd } from './common/rename-end.ts';
import { findUnbindings } from './common/unbind-jobs.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';

/** Takes an input of the pipeline away; what read it becomes unbound. */
export const removeInput = defineEdit({
  id: 'remove-input',
  summary: 'Remove an input of the pipeline; what read it becomes unbound.',
  args: z.strictObject({ name: nameArg }),
  label: (args) => `Delete input ${args.name}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoEnd(context, 'input', args.name),
      () => readers(context, args.name).refusal,
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const { unset } = readers(context, args.name);
    for (const path of [...unset].reverse()) draft.unset(path);
    freeAnchors(draft, ['inputs', args.name]);
    draft.unset(['inputs', args.name], { comments: true });
    const select = [...new Set(unset.map((path) => `parent.jobs.${path[1]}`))];
    return { edits: draft.edits, expect: draft.expected, select, nodes: { removed: [`inputs.${args.name}`] } };
  },
});

function readers(context: EditContext, name: string): ReturnType<typeof findUnbindings> {
  return findUnbindings(context, (binding) => binding.expression.kind === 'parent-input' && binding.expression.input === name, new Set());
}
