import { z } from 'zod';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { firstRefusal, refusal, refuseNoPipeline } from './common/guards.ts';
import { literalAs } from './common/new-ends.ts';
import { refuseNoEnd } from './common/rename-end.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg, portTypeArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';

/** Gives an input of the pipeline another type, keeping of its value what fits. */
export const retypeInput = defineEdit({
  id: 'retype-input',
  summary: 'Give an input of the pipeline another type.',
  args: z.strictObject({ name: nameArg, type: portTypeArg, shared: sharedChoice }),
  label: (args) => `Make input ${args.name} ${args.type}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoEnd(context, 'input', args.name),
      () => {
        const input = context.pipeline.inputs.find((other) => other.name === args.name);
        return input?.type === args.type ? refusal('nothing-to-do', `'${args.name}' is ${args.type} already.`) : undefined;
      },
      () => refuseShared(context.doc, ['inputs', args.name], args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const path = ['inputs', args.name];
    unshare(draft, path, args.shared);
    const input = context.pipeline.inputs.find((other) => other.name === args.name);
    const { node } = locate(draft.doc, path);
    if (context.pipeline.document === 'pipeline-component' && node?.kind === 'mapping') {
      draft.set([...path, 'type'], args.type);
      const misfits = isLiteralType(args.type) ? ['mode'] : ['default', 'min', 'max', 'enum'];
      if (args.type === 'string' || args.type === 'boolean') misfits.push('min', 'max');
      for (const key of misfits) if (locate(draft.doc, [...path, key]).rest.length === 0) draft.unset([...path, key]);
      if (isLiteralType(args.type) && locate(draft.doc, [...path, 'default']).rest.length === 0) {
        const before = locate(draft.doc, [...path, 'default']).node;
        if (before?.kind === 'scalar' && before.value !== null) draft.set([...path, 'default'], literalAs(before.value, args.type));
      }
    } else if (isLiteralType(args.type)) draft.set(path, literalAs(input?.literal ?? input?.path, args.type));
    else if (node?.kind === 'mapping' && node.entry('value') === undefined) draft.set([...path, 'type'], args.type, { order: ['type', 'path', 'mode'] });
    else draft.set(path, typeof input?.literal === 'string' && input.literal !== '' ? { type: args.type, path: input.literal } : { type: args.type });
    return { edits: draft.edits, expect: draft.expected, select: [`parent.inputs.${args.name}`] };
  },
});
