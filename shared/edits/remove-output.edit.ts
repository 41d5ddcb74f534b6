import { z } from 'zod';
import { unbindOutput, writersOf } from './common/bindings.ts';
import { freeAnchors } from './common/free-anchors.ts';
import { firstRefusal, refuseNoPipeline } from './common/guards.ts';
import { refuseNoEnd } from './common/rename-end.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';

/** Takes an output of the pipeline away; the job that wrote it keeps its own. */
export const removeOutput = defineEdit({
  id: 'remove-output',
  summary: 'Remove an output of the pipeline.',
  args: z.strictObject({ name: nameArg }),
  label: (args) => `Delete output ${args.name}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoEnd(context, 'output', args.name),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const writers = writersOf(context.pipeline, `parent.outputs.${args.name}`);
    for (const { job, port } of writers) unbindOutput(draft, job, port);
    freeAnchors(draft, ['outputs', args.name]);
    draft.unset(['outputs', args.name], { comments: true });
    return { edits: draft.edits, expect: draft.expected, select: writers.map(({ port }) => port.end), nodes: { removed: [`outputs.${args.name}`] } };
  },
});
