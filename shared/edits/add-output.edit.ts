import { z } from 'zod';
import { firstRefusal, refuseNoPipeline } from './common/guards.ts';
import { outputValue } from './common/new-ends.ts';
import { refuseEndName } from './common/rename-end.ts';
import { nameArg, portTypeArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';

/** Adds an output to the pipeline. */
export const addOutput = defineEdit({
  id: 'add-output',
  summary: 'Add an output to the pipeline.',
  args: z.strictObject({
    name: nameArg,
    type: portTypeArg,
    mode: z.string().optional(),
    path: z.string().optional(),
    description: z.string().optional().describe('In a component'),
  }),
  label: (args) => `Add output ${args.name}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseEndName(context, 'output', args.name),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    draft.set(['outputs', args.name], outputValue(args, context.pipeline.document === 'pipeline-component'));
    return { edits: draft.edits, expect: draft.expected, select: [`parent.outputs.${args.name}`] };
  },
});
