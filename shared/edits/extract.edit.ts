import { z } from 'zod';
import type { PortType } from '#shared/azureml/kinds.ts';
import { checkJobName, freeName } from '#shared/azureml/names.ts';
import { relativeRef, resolveRelative } from '#shared/pipeline/paths.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { standaloneLines } from './common/copy-lines.ts';
import { addFlowJobs, areFlowJobs, refuseSharedJobs } from './common/flow-jobs.ts';
import { freeAnchors } from './common/free-anchors.ts';
import { firstRefusal, listNames, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { bodyStep } from './common/job-lines.ts';
import { refuseName } from './common/job-names.ts';
import { bindingText } from './common/places.ts';
import { needsOf } from './common/reach.ts';
import { rebasePaths } from './common/rebase.ts';
import { rewriteExpressions } from './common/references.ts';
import { sourceType } from './common/types.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import type { Plain } from './splice/plain.ts';
import { printBlock } from './splice/print-value.ts';
import { dashStep, isSpaced } from './splice/style.ts';

const args = z.strictObject({
  jobs: z.array(nameArg).min(1),
  file: z.string().min(1).describe('The new component file, relative to the pipeline'),
  name: nameArg.describe('Name of the job that takes their place, and of the component'),
});
type Args = z.infer<typeof args>;

/** Moves jobs into a pipeline component of their own; one job takes their place. */
export const extract = defineEdit({
  id: 'extract',
  summary: 'Move jobs into a pipeline component; one job takes their place.',
  args,
  label: (args) => `Extract ${args.jobs.length === 1 ? args.jobs[0] : `${args.jobs.length} jobs`} into ${args.name}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      ...args.jobs.map((job) => () => refuseNoJob(context, job)),
      () => refuseName(context, args.name),
      () => refuseSharedJobs(context),
      () => refuseFile(context, args.file),
      () => refuseCut(context, new Set(args.jobs)),
    ),
  apply(context, args) {
    const { doc, pipeline } = context;
    const cut = planCut(pipeline, new Set(args.jobs));
    const path = resolveRelative(context.path, args.file) ?? args.file;
    const step = bodyStep(doc);
    const body: { [key: string]: Plain } = { type: 'pipeline', component: relativeRef(context.path, path) };
    if (cut.inputs.size > 0) body.inputs = Object.fromEntries([...cut.inputs].map(([end, input]) => [input.name, bindingText(end)]));
    const given = cut.outputs.flatMap((output): [string, Plain][] =>
      output.to !== undefined ? [[output.name, bindingText(output.to)]] : output.stored === undefined ? [] : [[output.name, output.stored]],
    );
    if (given.length > 0) body.outputs = Object.fromEntries(given);
    const draft = new Draft(doc);
    draft.splice(
      rewriteExpressions(doc, doc.root, (expression) => {
        const output = cut.outputs.find((other) => other.end === expression);
        return output && { start: 0, end: expression.length, newText: `parent.jobs.${args.name}.outputs.${output.name}` };
      }),
    );
    const first = pipeline.jobs.find((job) => args.jobs.includes(job.id));
    const lines = printBlock({ [args.name]: body }, { indent: -step, step, dashStep: dashStep(doc, step) }).lines;
    const place = first ? { before: first.id } : {};
    if (areFlowJobs(context)) addFlowJobs(draft, lines, place);
    else draft.addLines(['jobs'], lines, { spaced: true, ...place });
    for (const job of args.jobs) {
      freeAnchors(draft, ['jobs', job]);
      draft.unset(['jobs', job], { comments: true });
    }
    return {
      edits: draft.edits,
      expect: draft.expected,
      files: [{ path, kind: 'create', text: componentText(context, args, cut, path, step) }],
      select: [`parent.jobs.${args.name}`],
      nodes: { removed: args.jobs.map((job) => `jobs.${job}`) },
    };
  },
});

interface Cut {
  /** What the jobs read from outside, by end. */
  readonly inputs: ReadonlyMap<string, { readonly name: string; readonly type: PortType }>;
  /** What others read from them, or what they give to the pipeline. */
  readonly outputs: readonly {
    readonly end: string;
    readonly job: string;
    readonly port: string;
    readonly name: string;
    readonly type: PortType;
    readonly to: string | undefined;
    /** What the job says of where the output is stored: it is said of the new job's output instead. */
    readonly stored: Plain | undefined;
  }[];
}

function planCut(pipeline: Pipeline, cut: ReadonlySet<string>): Cut {
  const inside = pipeline.jobs.filter((job) => cut.has(job.id));
  const inputs = new Map<string, { name: string; type: PortType }>();
  const taken = new Set<string>();
  const add = (end: string, base: string, type: PortType | undefined): void => {
    if (inputs.has(end)) return;
    const name = freeName(base, (other) => taken.has(other));
    taken.add(name);
    inputs.set(end, { name, type: sourceType(pipeline, end) ?? type ?? 'uri_folder' });
  };
  const bindings = inside.flatMap((job) => job.bindings.map((binding) => ({ job, binding })));
  const typeAt = (job: Job, path: readonly (string | number)[], kind: string): PortType | undefined =>
    kind === 'setting' ? 'string' : job.inputs.find((port) => port.name === path[1] || port.name === path[0])?.type;
  for (const { job, binding } of bindings) {
    const { expression } = binding;
    if (expression.kind === 'parent-input') add(`parent.inputs.${expression.input}`, expression.input, typeAt(job, binding.path, binding.kind));
  }
  for (const { job, binding } of bindings) {
    const { expression } = binding;
    if ((expression.kind !== 'job-output' && expression.kind !== 'job-input') || cut.has(expression.job)) continue;
    const isOutput = expression.kind === 'job-output';
    const port = isOutput ? expression.output : expression.input;
    add(`parent.jobs.${expression.job}.${isOutput ? 'outputs' : 'inputs'}.${port}`, port, typeAt(job, binding.path, binding.kind));
  }
  const outputs: Cut['outputs'][number][] = [];
  const names = new Set<string>();
  const readOutside = new Set(
    pipeline.jobs
      .filter((job) => !cut.has(job.id))
      .flatMap((job) =>
        job.bindings.flatMap(({ expression }) => (expression.kind === 'job-output' ? [`parent.jobs.${expression.job}.outputs.${expression.output}`] : [])),
      ),
  );
  for (const job of inside) {
    for (const port of job.outputs) {
      if (port.bound === undefined && !readOutside.has(port.end)) continue;
      const name = freeName(port.bound?.replace(/^parent\.outputs\./, '') ?? port.name, (other) => names.has(other));
      names.add(name);
      const type = pipeline.outputs.find((output) => `parent.outputs.${output.name}` === port.bound)?.type ?? port.type ?? 'uri_folder';
      const stored = port.path === undefined ? undefined : (toPlain(port.entry?.value) as Plain);
      outputs.push({ end: port.end, job: job.id, port: port.name, name, type, to: port.bound, stored });
    }
  }
  return { inputs, outputs };
}

function componentText(context: EditContext, args: Args, cut: Cut, path: string, step: number): string {
  const { pipeline, doc } = context;
  const header: { [key: string]: Plain } = {
    $schema: 'https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json',
    type: 'pipeline',
    name: args.name,
  };
  if (cut.inputs.size > 0) header.inputs = Object.fromEntries([...cut.inputs.values()].map(({ name, type }) => [name, { type }]));
  if (cut.outputs.length > 0) header.outputs = Object.fromEntries(cut.outputs.map(({ name, type }) => [name, { type }]));
  const top = printBlock(header, { indent: -step, step, dashStep: dashStep(doc, step) }).lines;
  const pad = ' '.repeat(step);
  const jobs = pipeline.jobs
    .filter((job) => args.jobs.includes(job.id))
    .map((job) =>
      standaloneLines(context, job.id)
        .map((line) => (line === '' ? '' : pad + line))
        .join('\n'),
    );
  const container = locate(doc, ['jobs']).node;
  const isTight = container?.kind === 'mapping' && !container.flow && !isSpaced(doc, container);
  const draft = new Draft(readYaml(`${top.join('\n')}\n\njobs:\n${jobs.join(isTight ? '\n' : '\n\n')}\n`));
  draft.splice(
    rewriteExpressions(draft.doc, draft.doc.root, (expression) => {
      const input = cut.inputs.get(expression);
      return input && `parent.inputs.${input.name}` !== expression ? { start: 0, end: expression.length, newText: `parent.inputs.${input.name}` } : undefined;
    }),
  );
  draft.splice(rebasePaths(draft.doc, draft.doc.map?.get('jobs'), context.path, path));
  for (const output of cut.outputs) {
    const place = ['jobs', output.job, 'outputs', output.port];
    const { node, rest } = locate(draft.doc, place);
    const isObject = rest.length === 0 && node?.kind === 'mapping';
    draft.set(isObject ? [...place, 'path'] : place, bindingText(`parent.outputs.${output.name}`));
  }
  return draft.text.replace(/\n/g, doc.lineEnd);
}

function refuseFile(context: EditContext, file: string): Refusal | undefined {
  if (!/\.ya?ml$/i.test(file)) return refusal('bad-arguments', `${file} is no YAML file: end its name in .yml.`);
  const path = resolveRelative(context.path, file);
  if (path === undefined) return refusal('not-local', `${file} lies outside the open folder.`);
  const isThere = path === context.path || context.project.read(path) !== undefined || typeof context.components.read(path) === 'object';
  return isThere ? refusal('file-exists', `${path} exists already. Choose another name.`) : undefined;
}

/** Jobs can be cut out when nothing outside stands between them and no control flow crosses the cut. */
function refuseCut(context: EditContext, cut: ReadonlySet<string>): Refusal | undefined {
  const { pipeline, doc } = context;
  const bad = [...cut].find((job) => checkJobName(job) !== undefined);
  if (bad !== undefined) return refusal('bad-name', checkJobName(bad) ?? '');
  for (const job of cut) {
    for (const between of needsOf(pipeline, job).keys()) {
      if (cut.has(between)) continue;
      const needs = [...needsOf(pipeline, between).keys()].filter((other) => cut.has(other));
      if (needs.length > 0) return refusal('would-form-cycle', `'${between}' reads from ${listNames(needs)} and feeds ${job}: select it too.`);
    }
  }
  for (const job of pipeline.jobs) {
    for (const { expression, kind } of job.bindings) {
      if (kind !== 'control' || !('job' in expression) || cut.has(job.id) === cut.has(expression.job)) continue;
      const other = cut.has(job.id) ? expression.job : job.id;
      return refusal('nothing-valid-remains', `Control flow connects '${job.id}' and '${expression.job}': select '${other}' too.`);
    }
  }
  const hook = ['on_init', 'on_finalize'].find((key) => {
    const { node, rest } = locate(doc, ['settings', key]);
    return rest.length === 0 && node?.kind === 'scalar' && cut.has(node.text);
  });
  return hook === undefined ? undefined : refusal('nothing-valid-remains', `settings.${hook} names one of these jobs. Change it first.`);
}
