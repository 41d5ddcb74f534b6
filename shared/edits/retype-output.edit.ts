import { z } from 'zod';
import { firstRefusal, refusal, refuseNoPipeline } from './common/guards.ts';
import { refuseNoEnd } from './common/rename-end.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg, portTypeArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';

/** Gives an output of the pipeline another type. */
export const retypeOutput = defineEdit({
  id: 'retype-output',
  summary: 'Give an output of the pipeline another type.',
  args: z.strictObject({ name: nameArg, type: portTypeArg, shared: sharedChoice }),
  label: (args) => `Make output ${args.name} ${args.type}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoEnd(context, 'output', args.name),
      () => {
        const output = context.pipeline.outputs.find((other) => other.name === args.name);
        return output?.type === args.type ? refusal('nothing-to-do', `'${args.name}' is ${args.type} already.`) : undefined;
      },
      () => refuseShared(context.doc, ['outputs', args.name], args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const path = ['outputs', args.name];
    unshare(draft, path, args.shared);
    const { node } = locate(draft.doc, path);
    if (node?.kind === 'mapping') draft.set([...path, 'type'], args.type, { order: ['type', 'mode', 'path'] });
    else draft.set(path, { type: args.type });
    return { edits: draft.edits, expect: draft.expected, select: [`parent.outputs.${args.name}`] };
  },
});
