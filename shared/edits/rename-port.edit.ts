import { z } from 'zod';
import { checkComponentPortName } from '#shared/azureml/names.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlMapping } from '#shared/yaml/tree.ts';
import { findPort, firstRefusal, refusal, refuseNoJob, refuseNoPort, refuseUnreadable } from './common/guards.ts';
import { componentEdits, renameInUsers, type Side, sorted, userEdits } from './common/port-users.ts';
import { renameBehind, renameKeys, rewriteExpressions } from './common/references.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type FileChange, type Refusal } from './edit.ts';
import { tidyEdits } from './splice/compose.ts';
import { Draft } from './splice/draft.ts';

const args = z.strictObject({
  job: nameArg.optional().describe('A job that uses the component; without it the open file is the component'),
  side: z.enum(['input', 'output']),
  name: nameArg,
  to: nameArg,
});
type Args = z.infer<typeof args>;

/** Renames an input or output of a component: in its own file, and in every pipeline of the project that uses it. */
export const renamePort = defineEdit({
  id: 'rename-port',
  summary: 'Rename an input or output of a component in all files that use it.',
  args,
  label: (args) => `Rename ${args.side} ${args.name} to ${args.to}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseUnreadable(context),
      () => (args.name === args.to ? refusal('nothing-to-do', `The ${args.side} is called '${args.to}' already.`) : undefined),
      () => {
        const reason = checkComponentPortName(args.to);
        return reason === undefined ? undefined : refusal('bad-name', reason);
      },
      () => (args.job === undefined ? refuseOwn(context, args) : refuseOfJob(context, args, args.job)),
    ),
  apply(context, args) {
    const { doc } = context;
    const draft = new Draft(doc);
    const component = args.job === undefined ? context.path : context.pipeline.job(args.job)?.component?.path;
    if (component === undefined) {
      draft.splice(sorted(inlineEdits(context, args)));
      return { edits: draft.edits, select: [`parent.jobs.${args.job}.${args.side}s.${args.to}`] };
    }
    const isOwn = component === context.path;
    draft.splice(sorted(isOwn ? componentEdits(doc, args.side, args.name, args.to) : userEdits(doc, context.path, component, args.side, args.name, args.to)));
    const files: FileChange[] = isOwn ? [] : [componentChange(context, component, args)];
    files.push(...renameInUsers(context, component, args.side, args.name, args.to).filter((change) => change.path !== component));
    const select = args.job === undefined ? [] : [`parent.jobs.${args.job}.${args.side}s.${args.to}`];
    return { edits: draft.edits, files, select };
  },
});

function componentChange(context: EditContext, path: string, args: Args): FileChange {
  const text = textOf(context, path) ?? '';
  return { path, kind: 'change', edits: tidyEdits(text, sorted(componentEdits(readYaml(text), args.side, args.name, args.to))) };
}

function textOf(context: EditContext, path: string): string | undefined {
  const known = context.project.read(path);
  if (known !== undefined) return known;
  const found = context.components.read(path);
  return typeof found === 'object' ? found.text : undefined;
}

/** An inline job is its own component. */
function inlineEdits(context: EditContext, args: Args): ReturnType<typeof renameKeys> {
  const { doc } = context;
  const body = resolveAlias(findNode(doc, ['jobs', args.job ?? ''])?.node);
  if (body?.kind !== 'mapping') return [];
  return [
    ...renameKeys(doc, resolveAlias(body.get(`${args.side}s`)), args.name, args.to),
    ...rewriteExpressions(doc, body, renameBehind(`${args.side}s.`, args.name, args.to, true)),
    ...rewriteExpressions(doc, doc.root, renameBehind(`parent.jobs.${args.job}.${args.side}s.`, args.name, args.to, true)),
  ];
}

function refuseOwn(context: EditContext, args: Args): Refusal | undefined {
  return refuseIn(context.doc.map, context.path, args.side, args.name, args.to);
}

function refuseOfJob(context: EditContext, args: Args, name: string): Refusal | undefined {
  const missing = refuseNoJob(context, name);
  const job = context.pipeline.job(name);
  if (missing || !job) return missing;
  if (!findPort(job, args.side, args.name)) return refuseNoPort(job, args.side, args.name);
  const use = job.component;
  if (use === undefined || use.where === 'inline') {
    return findPort(job, args.side, args.to) ? refusal('name-taken', `'${name}' has an ${args.side} '${args.to}' already.`) : undefined;
  }
  if (use.where !== 'local' || use.path === undefined)
    return refusal('not-local', `The component of '${name}' is not a file of this project, so its ports cannot be renamed here.`);
  const text = textOf(context, use.path);
  if (text === undefined) return refusal('no-such-file', `${use.path} cannot be read.`);
  const doc = readYaml(text);
  if (!doc.readable) return refusal('document-unreadable', `${use.path} cannot be read: repair it first.`);
  return refuseIn(doc.map, use.path, args.side, args.name, args.to);
}

function refuseIn(map: YamlMapping | undefined, path: string, side: Side, name: string, to: string): Refusal | undefined {
  const ports = resolveAlias(map?.get(`${side}s`));
  const has = (other: string): boolean => ports?.kind === 'mapping' && ports.entries.some((entry) => entry.name?.toLowerCase() === other.toLowerCase());
  if (ports?.kind !== 'mapping' || !ports.entry(name)) return refusal('no-such-port', `${path} declares no ${side} '${name}'.`);
  return has(to) && name.toLowerCase() !== to.toLowerCase() ? refusal('name-taken', `${path} has an ${side} '${to}' already.`) : undefined;
}
