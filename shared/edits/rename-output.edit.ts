import { z } from 'zod';
import { refuseRenameEnd, renameEnd } from './common/rename-end.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';

/** Renames an output of the pipeline; every reference follows, in every file that uses the pipeline. */
export const renameOutput = defineEdit({
  id: 'rename-output',
  summary: 'Rename an output of the pipeline; every reference follows.',
  args: z.strictObject({ name: nameArg, to: nameArg }),
  label: (args) => `Rename output ${args.name} to ${args.to}`,
  refuse: (context, args) => refuseRenameEnd(context, 'output', args),
  apply: (context, args) => renameEnd(context, 'output', args),
});
