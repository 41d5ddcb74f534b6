import { checkInputName, checkOutputName } from '#shared/azureml/names.ts';
import type { EditContext, EditResult, Refusal } from '../edit.ts';
import { Draft } from '../splice/draft.ts';
import { firstRefusal, listNames, refusal, refuseNoPipeline } from './guards.ts';
import { componentEdits, renameInUsers, type Side, sorted } from './port-users.ts';

interface RenameEnd {
  readonly name: string;
  readonly to: string;
}

/** Why an input or output of the pipeline cannot get this name. */
export function refuseRenameEnd(context: EditContext, side: Side, args: RenameEnd): Refusal | undefined {
  return firstRefusal(
    () => refuseNoPipeline(context),
    () => refuseNoEnd(context, side, args.name),
    () => (args.name === args.to ? refusal('nothing-to-do', `The ${side} is called '${args.to}' already.`) : undefined),
    () => refuseEndName(context, side, args.to),
  );
}

/** Renames an input or output of the pipeline here and in the files that use this pipeline as a component. */
export function renameEnd(context: EditContext, side: Side, args: RenameEnd): EditResult {
  const draft = new Draft(context.doc);
  draft.splice(sorted(componentEdits(context.doc, side, args.name, args.to)));
  draft.expect([`${side}s`, args.name], undefined);
  return {
    edits: draft.edits,
    expect: draft.expected,
    files: renameInUsers(context, context.path, side, args.name, args.to),
    select: [`parent.${side}s.${args.to}`],
    nodes: { renamed: { [`${side}s.${args.name}`]: `${side}s.${args.to}` } },
  };
}

/** Refuses an input or output that the pipeline does not have. */
export function refuseNoEnd(context: EditContext, side: Side, name: string): Refusal | undefined {
  const ends = side === 'input' ? context.pipeline.inputs : context.pipeline.outputs;
  if (ends.some((end) => end.name === name)) return undefined;
  const others = ends.length === 0 ? 'It has none.' : `It has ${listNames(ends.map((end) => end.name))}.`;
  return refusal(side === 'input' ? 'no-such-input' : 'no-such-output', `The pipeline has no ${side} '${name}'. ${others}`);
}

/** Refuses a name that an input or output cannot have or that is taken. */
export function refuseEndName(context: EditContext, side: Side, name: string): Refusal | undefined {
  const reason = (side === 'input' ? checkInputName : checkOutputName)(name);
  if (reason !== undefined) return refusal('bad-name', reason);
  const ends = side === 'input' ? context.pipeline.inputs : context.pipeline.outputs;
  return ends.some((end) => end.name === name) ? refusal('name-taken', `The pipeline has an ${side} '${name}' already.`) : undefined;
}
