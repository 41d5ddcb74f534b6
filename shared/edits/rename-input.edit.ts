import { z } from 'zod';
import { refuseRenameEnd, renameEnd } from './common/rename-end.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';

/** Renames an input of the pipeline; every reference follows, in every file that uses the pipeline. */
export const renameInput = defineEdit({
  id: 'rename-input',
  summary: 'Rename an input of the pipeline; every reference follows.',
  args: z.strictObject({ name: nameArg, to: nameArg }),
  label: (args) => `Rename input ${args.name} to ${args.to}`,
  refuse: (context, args) => refuseRenameEnd(context, 'input', args),
  apply: (context, args) => renameEnd(context, 'input', args),
});
