import { z } from 'zod';
import { firstRefusal, refuseNoPipeline } from './common/guards.ts';
import { inputValue } from './common/new-ends.ts';
import { refuseEndName } from './common/rename-end.ts';
import { literalValue, nameArg, portTypeArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';

/** Adds an input to the pipeline. */
export const addInput = defineEdit({
  id: 'add-input',
  summary: 'Add an input to the pipeline.',
  args: z.strictObject({
    name: nameArg,
    type: portTypeArg,
    value: literalValue.optional().describe('The literal; in a component its default'),
    path: z.string().optional(),
    mode: z.string().optional(),
    description: z.string().optional().describe('In a component'),
    optional: z.boolean().optional().describe('In a component'),
  }),
  label: (args) => `Add input ${args.name}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseEndName(context, 'input', args.name),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    draft.set(['inputs', args.name], inputValue(args, context.pipeline.document === 'pipeline-component'));
    return { edits: draft.edits, expect: draft.expected, select: [`parent.inputs.${args.name}`] };
  },
});
