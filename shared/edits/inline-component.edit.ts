import { z } from 'zod';
import { printExpression } from '#shared/azureml/expressions.ts';
import { freeName } from '#shared/azureml/names.ts';
import type { Binding, Job } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { unbindOutputAt, writersOf } from './common/bindings.ts';
import { standaloneLines } from './common/copy-lines.ts';
import { addFlowJobs, areFlowJobs, refuseSharedJobs } from './common/flow-jobs.ts';
import { firstRefusal, listNames, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { contextFor, jobLines, renameJobsEdits } from './common/job-block.ts';
import { bodyStep, restep } from './common/job-lines.ts';
import { declaresItsPorts } from './common/places.ts';
import { rebasePaths } from './common/rebase.ts';
import { rewriteExpressions } from './common/references.ts';
import { findUnbindings } from './common/unbind-jobs.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { isPlainMap, type Path, type Plain } from './splice/plain.ts';

/** Puts the jobs of a pipeline component in the place of the job that uses it. The component's file stays. */
export const inlineComponent = defineEdit({
  id: 'inline-component',
  summary: 'Put the jobs of a pipeline component in the place of the job that uses it.',
  args: z.strictObject({ job: nameArg }),
  label: (args) => `Inline ${args.job}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => refuseSharedJobs(context),
      () => refuseComponent(context, args.job),
      () => unreadable(context, args.job),
    ),
  apply(context, args) {
    const { doc, pipeline } = context;
    const inner = innerOf(context, args.job);
    if (!inner) return { edits: [] };
    const names = new Map<string, string>();
    const taken = new Set(pipeline.jobs.map((job) => job.id).filter((id) => id !== args.job));
    for (const job of inner.pipeline.jobs) {
      const name = freeName(job.id, (other) => taken.has(other));
      taken.add(name);
      names.set(job.id, name);
    }
    const lines = innerLines(context, args.job, inner, names);
    const draft = new Draft(doc);
    const givers = giversOf(inner, names);
    for (const path of [...lostReaders(context, args.job, inner).unset].reverse()) draft.unset(path);
    draft.splice(
      rewriteExpressions(draft.doc, draft.doc.root, (expression) => {
        const giver = givers.get(expression.slice(`parent.jobs.${args.job}.outputs.`.length));
        if (!giver || !expression.startsWith(`parent.jobs.${args.job}.outputs.`)) return undefined;
        return { start: 0, end: expression.length, newText: giver };
      }),
    );
    const index = pipeline.jobs.findIndex((job) => job.id === args.job);
    const before = pipeline.jobs[index - 1];
    const following = pipeline.jobs[index + 1];
    draft.unset(['jobs', args.job], { comments: true });
    const place = before ? { after: before.id } : following ? { before: following.id } : {};
    const isCut = areFlowJobs(context) ? addFlowJobs(draft, lines, place) : !draft.addLines(['jobs'], lines, { spaced: true, ...place });
    return {
      edits: draft.edits,
      ...(isCut ? { notes: ['Left out: comments, for which there is no place in braces.'] } : {}),
      select: [...names.values()].map((name) => `parent.jobs.${name}`),
      nodes: { removed: [`jobs.${args.job}`] },
    };
  },
});

function innerOf(context: EditContext, name: string): EditContext | undefined {
  const path = context.pipeline.job(name)?.component?.path;
  if (path === undefined) return undefined;
  const found = context.components.read(path);
  return typeof found === 'object' ? contextFor(context, readYaml(found.text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n')), path) : undefined;
}

function refuseComponent(context: EditContext, name: string): Refusal | undefined {
  const job = context.pipeline.job(name) as Job;
  if (job.component?.where !== 'local' || job.component.path === undefined)
    return refusal('not-local', `The component of '${name}' is not a file of this project.`);
  const inner = innerOf(context, name);
  if (!inner) return refusal('no-such-file', `${job.component.path} cannot be read.`);
  if (!inner.doc.readable) return refusal('document-unreadable', `${job.component.path} cannot be read: repair it first.`);
  const jobs = resolveAlias(inner.doc.map?.get('jobs'));
  if (jobs?.kind !== 'mapping' || jobs.entries.length === 0) return refusal('not-a-pipeline', `${job.component.path} is no pipeline component with jobs.`);
  return inner.doc.map?.get('jobs')?.kind === 'alias'
    ? refusal('shared-by-alias', `The jobs in ${job.component.path} are shared by an alias. Write them under jobs there first.`)
    : undefined;
}

/** Ends of inner jobs that give the component's outputs, in the names that they get here. */
function giversOf(inner: EditContext, names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const givers = new Map<string, string>();
  for (const output of inner.pipeline.outputs) {
    const writer = writersOf(inner.pipeline, `parent.outputs.${output.name}`)[0];
    if (writer) givers.set(output.name, `parent.jobs.${names.get(writer.job.id) ?? writer.job.id}.outputs.${writer.port.name}`);
  }
  return givers;
}

/** Readers of outputs that no inner job gives. */
function lostReaders(context: EditContext, job: string, inner: EditContext): ReturnType<typeof findUnbindings> {
  const givers = giversOf(inner, new Map());
  return findUnbindings(context, ({ expression }) => expression.kind === 'job-output' && expression.job === job && !givers.has(expression.output), new Set());
}

function unreadable(context: EditContext, job: string): Refusal | undefined {
  const inner = innerOf(context, job);
  if (!inner) return undefined;
  const readers = context.pipeline.jobs.filter((other) =>
    other.bindings.some(({ expression }) => (expression.kind === 'job' || expression.kind === 'job-input') && expression.job === job),
  );
  if (readers.length > 0)
    return refusal('nothing-valid-remains', `${listNames(readers.map((other) => other.id))} names '${job}' as a whole. Change that first.`);
  return lostReaders(context, job, inner).refusal;
}

/** The inner jobs as they stand here: what they read from the component's inputs replaced by what the job gave them. */
function innerLines(context: EditContext, name: string, inner: EditContext, names: ReadonlyMap<string, string>): readonly string[] {
  const draft = new Draft(inner.doc);
  const given = toPlain(findNode(context.doc, ['jobs', name, 'inputs'])?.node) as Plain;
  const outer = toPlain(findNode(context.doc, ['jobs', name, 'outputs'])?.node) as Plain;
  for (const job of inner.pipeline.jobs) {
    for (const port of job.outputs) {
      if (port.bound === undefined) continue;
      const value = isPlainMap(outer) ? outer[port.bound.replace(/^parent\.outputs\./, '')] : undefined;
      const path: Path = ['jobs', job.id, 'outputs', port.name];
      if (value === undefined || value === null) unbindOutputAt(draft, path, declaresItsPorts(job));
      else draft.set(path, value);
    }
    for (const binding of [...job.bindings].reverse())
      if (binding.expression.kind === 'parent-input') substitute(draft, job, binding, valueFor(inner, given, binding.expression.input));
  }
  draft.splice(rebasePaths(draft.doc, draft.doc.map?.get('jobs'), inner.path, context.path));
  draft.splice(renameJobsEdits(draft.doc, new Map([...names].filter(([old, to]) => old !== to))));
  const moved = contextFor(inner, draft.doc);
  const lines = areFlowJobs(inner) ? moved.pipeline.jobs.flatMap((job) => standaloneLines(moved, job.id)) : jobLines(draft.doc);
  const step = bodyStep(context.doc);
  const own = lines.find((line) => /^ +[^\s#]/.test(line));
  return restep(lines, /^ */.exec(own ?? '')?.[0].length || step, step);
}

/** What the component's input holds here: what the job sets, else the component's default; undefined when neither is there. */
function valueFor(inner: EditContext, given: Plain, input: string): Plain | undefined {
  const set = isPlainMap(given) ? given[input] : undefined;
  if (set !== undefined && set !== null) return set;
  const declared = toPlain(findNode(inner.doc, ['inputs', input])?.node) as Plain;
  if (isPlainMap(declared)) return declared.default ?? (declared.path === undefined || declared.optional !== undefined ? undefined : declared);
  return declared ?? undefined;
}

function substitute(draft: Draft, job: Job, binding: Binding, value: Plain | undefined): void {
  const path: Path = ['jobs', job.id, ...binding.path];
  const isPathKey = binding.path.length > 2 && binding.path.at(-1) === 'path';
  if (binding.whole && isPathKey && isPlainMap(value)) {
    if (typeof value.path === 'string') draft.set(path, value.path);
    return;
  }
  if (value === undefined) {
    const target = binding.path[0] === 'inputs' ? path.slice(0, 4) : path;
    if (locate(draft.doc, target).rest.length === 0) draft.unset(target);
    return;
  }
  if (binding.whole) draft.set(path, value);
  else if (!isPlainMap(value) && !Array.isArray(value)) {
    const { node } = locate(draft.doc, path);
    if (node?.kind === 'scalar') draft.set(path, node.text.replaceAll(printExpression(binding.expression), String(value)));
  }
}
