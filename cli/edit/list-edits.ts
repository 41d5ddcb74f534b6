import { toJSONSchema } from 'zod';
import { edits } from '#shared/edits/edits.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';

/** `sluice edits [--json]`. */
export async function listEdits(args: VerbArgs, context: VerbContext): Promise<number> {
  if (args.has('json')) {
    const list = edits.map((edit) => ({ id: edit.id, summary: edit.summary, args: toJSONSchema(edit.args, { io: 'input' }) }));
    context.out(`${JSON.stringify(list)}\n`);
    return EXIT.done;
  }
  const width = Math.max(...edits.map((edit) => edit.id.length)) + 2;
  for (const edit of edits) context.out(`${edit.id.padEnd(width)}${edit.summary}\n`);
  return EXIT.done;
}
