import { z } from 'zod';
import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import type { ComponentInterface, Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { readComponent } from '#shared/pipeline/read-component.ts';
import { canFeed } from './common/compatibility.ts';
import { jobTypeFor } from './common/component-snippet.ts';
import { isControl } from './common/control.ts';
import { firstRefusal, listNames, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { inputPath, outputPath } from './common/places.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { sourceType } from './common/types.ts';
import { findUnbindings } from './common/unbind-jobs.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';

/** Keys of an inline body that a component brings itself. */
const BODY_KEYS = ['command', 'code', 'task', 'entry', 'args', 'py_files', 'jars', 'files', 'archives'];

/** Gives a job another component; bindings that still fit stay. */
export const replaceComponent = defineEdit({
  id: 'replace-component',
  summary: 'Give a job another component, keeping the bindings that still fit.',
  args: z.strictObject({
    job: nameArg,
    component: z.string().min(1).describe('A component file, relative to the pipeline, or a reference (azureml:…)'),
    shared: sharedChoice,
  }),
  label: (args) => `Replace component of ${args.job}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => refuseTarget(context, args),
      () => misfits(context, args).refusal,
      () => refuseShared(context.doc, ['jobs', args.job, 'component'], args.shared),
    ),
  apply(context, args) {
    const job = context.pipeline.job(args.job) as Job;
    const draft = new Draft(context.doc);
    const key = job.kind === 'sweep' ? 'trial' : 'component';
    unshare(draft, ['jobs', job.id, key], args.shared);
    const { ports, readers } = misfits(context, args);
    for (const path of [...readers].reverse()) draft.unset(path);
    for (const port of ports) draft.unset(port.side === 'input' ? inputPath(job, port.name) : outputPath(job, port.name));
    const declared = lookUp(context, args.component);
    if (declared && key === 'component' && job.type !== undefined) draft.set(['jobs', job.id, 'type'], jobTypeFor(declared));
    draft.set(['jobs', job.id, key], args.component);
    if (job.component?.key === 'inline')
      for (const body of BODY_KEYS) if (locate(draft.doc, ['jobs', job.id, body]).rest.length === 0) draft.unset(['jobs', job.id, body]);
    const left = [...ports.map((port) => `${job.id}.${port.name}`), ...readers.map((path) => `${path[1]}.${path.at(-1)}`)];
    const notes = left.length === 0 ? [] : [`Left out, because they do not fit the new component: ${listNames(left)}.`];
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${job.id}`], notes };
  },
});

function refuseTarget(context: EditContext, args: { readonly job: string; readonly component: string }): Refusal | undefined {
  const job = context.pipeline.job(args.job) as Job;
  if (isControl(job) || job.kind === 'automl') return refusal('bad-arguments', `'${args.job}' (${job.kind}) runs no component.`);
  if (job.component?.ref === args.component) return refusal('nothing-to-do', `'${args.job}' uses ${args.component} already.`);
  const ref = parseComponentRef(args.component);
  if (ref.kind === 'invalid') return refusal('bad-arguments', ref.reason);
  if (ref.kind !== 'local') return undefined;
  const path = resolveRelative(context.path, ref.file);
  if (path === undefined) return refusal('not-local', `${ref.file} lies outside the open folder.`);
  const found = context.components.read(path);
  return found === 'missing' || (typeof found === 'object' && !readComponent(found.text))
    ? refusal('no-such-file', `${path} is not a component file.`)
    : undefined;
}

function lookUp(context: EditContext, component: string): ComponentInterface | undefined {
  const ref = parseComponentRef(component);
  const path = ref.kind === 'local' ? resolveRelative(context.path, ref.file) : undefined;
  const found = path === undefined ? 'missing' : context.components.read(path);
  return typeof found === 'object' ? readComponent(found.text) : undefined;
}

/** What cannot stay: ports that the new component does not take, and readers of outputs that it does not give. */
function misfits(
  context: EditContext,
  args: { readonly job: string; readonly component: string },
): {
  readonly ports: readonly Port[];
  readonly readers: ReturnType<typeof findUnbindings>['unset'];
  readonly refusal: Refusal | undefined;
} {
  const job = context.pipeline.job(args.job) as Job;
  const declared = lookUp(context, args.component);
  if (!declared) return { ports: [], readers: [], refusal: undefined };
  const written = (port: Port): boolean =>
    locate(context.doc, port.side === 'input' ? inputPath(job, port.name) : outputPath(job, port.name)).rest.length === 0;
  const ports = [...job.inputs, ...job.outputs].filter((port) => written(port) && !fits(context.pipeline, port, declared));
  const outputs = new Set(declared.outputs.map((port) => port.name));
  const found = findUnbindings(
    context,
    ({ expression }) => expression.kind === 'job-output' && expression.job === args.job && !outputs.has(expression.output),
    new Set(),
  );
  return { ports, readers: found.unset, refusal: found.refusal };
}

function fits(pipeline: Pipeline, port: Port, declared: ComponentInterface): boolean {
  const target = (port.side === 'input' ? declared.inputs : declared.outputs).find((other) => other.name === port.name);
  if (!target || port.side === 'output') return target !== undefined;
  if (target.type === undefined) return true;
  if (port.bound !== undefined) return canFeed(sourceType(pipeline, port.bound), target.type);
  if (port.literal !== undefined) return isLiteralType(target.type) || typeof port.literal === 'string';
  return port.path === undefined || !isLiteralType(target.type);
}
