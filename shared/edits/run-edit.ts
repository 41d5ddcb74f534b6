import { fail, ok, type Result } from '#shared/base/result.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { refusal } from './common/guards.ts';
import type { EditContext, EditDefinition, EditResult, Refusal } from './edit.ts';
import { plainEqual, printPath } from './splice/plain.ts';

/** Parses arguments that come from outside, such as a command line. */
export function parseArgs<Args>(edit: EditDefinition<Args>, args: unknown): Result<Args, Refusal> {
  const parsed = edit.args.safeParse(args);
  if (parsed.success) return ok(parsed.data);
  const first = parsed.error.issues[0];
  const name = first && first.path.length > 0 ? `'${first.path.join('.')}'` : undefined;
  const what = first?.message ?? 'unknown';
  const how = name === undefined ? what : what.endsWith('received undefined') ? `${name} is missing` : `${name}: ${what}`;
  return fail(refusal('bad-arguments', `The arguments of ${edit.id} do not fit: ${how}.`));
}

/** Refuses, or says what would be written; what is handed out has been read again and holds what was meant. */
export function runEdit<Args>(edit: EditDefinition<Args>, context: EditContext, args: Args): Result<EditResult, Refusal> {
  const planned = planEdit(edit, context, args);
  if (!planned.ok) return planned;
  const after = readYaml(applyEdits(context.doc.text, planned.value.edits));
  const broken = planned.value.edits.length === 0 ? undefined : refuseBroken(edit, context, planned.value, after);
  return broken ? fail(broken) : planned;
}

/** The same without reading the document again: who applies it to a document at once asks `refuseBroken` there. */
export function planEdit<Args>(edit: EditDefinition<Args>, context: EditContext, args: Args): Result<EditResult, Refusal> {
  const parsed = parseArgs(edit, args);
  if (!parsed.ok) return parsed;
  const refused = edit.refuse(context, parsed.value);
  if (refused) return fail(refused);
  const result = edit.apply(context, parsed.value);
  for (const change of result.files ?? []) {
    const text = change.kind === 'create' ? change.text : applyEdits(context.project.read(change.path) ?? '', change.edits);
    if (!readYaml(text).readable) return fail(refusal('would-break-text', `${edit.id} would leave ${change.path} unreadable, so nothing was written.`));
  }
  return ok(result);
}

/** Refuses when the text after an edit cannot be read or does not hold what was meant. */
export function refuseBroken<Args>(edit: EditDefinition<Args>, context: EditContext, result: EditResult, after: YamlDocument): Refusal | undefined {
  if (!after.readable) {
    const problem = after.problems.find((other) => other.severity === 'error');
    return refusal(
      'would-break-text',
      `${edit.id} would leave ${context.path} unreadable (${problem?.message ?? 'unknown'}), so nothing was written. Make this change in the text.`,
    );
  }
  for (const { path, value } of result.expect ?? []) {
    const found = findNode(after, path);
    const isThere = value === undefined ? !found : found !== undefined && plainEqual(toPlain(found.node), value);
    if (!isThere)
      return refusal(
        'would-break-text',
        `${edit.id} cannot write ${printPath(path)} here without changing more than that, so nothing was written. Make this change in the text.`,
      );
  }
  return undefined;
}
