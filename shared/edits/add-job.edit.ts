import { z } from 'zod';
import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { relativeRef, resolveRelative } from '#shared/pipeline/paths.ts';
import type { ComponentInterface } from '#shared/pipeline/pipeline.ts';
import { readComponent } from '#shared/pipeline/read-component.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { jobForComponent } from './common/component-snippet.ts';
import { areFlowJobs, refuseSharedJobs } from './common/flow-jobs.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { bodyStep, renameJobLines, restep } from './common/job-lines.ts';
import { refuseName } from './common/job-names.ts';
import { readSnippet, type Snippet } from './common/snippet.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import type { Plain } from './splice/plain.ts';
import { printBlock, printFlow } from './splice/print-value.ts';
import { dashStep } from './splice/style.ts';

const args = z
  .strictObject({
    name: nameArg,
    component: z.string().optional().describe('A component file, relative to the pipeline, or a reference (azureml:…)'),
    yaml: z.string().optional().describe('The job as YAML, with or without its name'),
    after: nameArg.optional().describe('The job behind which it is put; default: the last'),
  })
  // What `refuse` asks for, so that the JSON Schema says it too.
  .meta({ oneOf: [{ required: ['component'] }, { required: ['yaml'] }] });
type Args = z.infer<typeof args>;

/** Adds a job: from a component file, a registered component, or a snippet of YAML. */
export const addJob = defineEdit({
  id: 'add-job',
  summary: 'Add a job from a component file, a reference or a snippet of YAML.',
  args,
  label: (args) => `Add job ${args.name}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseName(context, args.name),
      () => (args.after === undefined ? undefined : refuseNoJob(context, args.after)),
      () => refuseSource(context, args),
      () => refuseSharedJobs(context),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const step = bodyStep(context.doc);
    const block = args.yaml === undefined ? componentLines(context, args, step) : snippetLines(args, step);
    const lines = areFlowJobs(context) ? [flowText(block)] : block;
    draft.addLines(['jobs'], lines, { spaced: true, ...(args.after === undefined ? {} : { after: args.after }) });
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${args.name}`] };
  },
});

function refuseSource(context: EditContext, args: Args): Refusal | undefined {
  if ((args.component === undefined) === (args.yaml === undefined)) return refusal('bad-arguments', 'Give either component or yaml.');
  if (args.yaml !== undefined) {
    const snippet = readSnippet(args.yaml, args.name);
    if (typeof snippet === 'string') return refusal('bad-snippet', snippet);
    if (areFlowJobs(context) && snippet.doc.text.includes('#')) {
      return refusal(
        'would-break-text',
        'The jobs stand in braces ({ … }), where the comments of the snippet have no place. Put each on lines of its own first.',
      );
    }
    return snippet.jobs.length === 1 ? undefined : refusal('bad-snippet', `The snippet holds ${snippet.jobs.length} jobs. Use paste to add several.`);
  }
  const ref = parseComponentRef(args.component ?? '');
  if (ref.kind === 'invalid') return refusal('bad-arguments', ref.reason);
  if (ref.kind !== 'local') return undefined;
  const path = resolveRelative(context.path, ref.file);
  if (path === undefined) return refusal('not-local', `${ref.file} lies outside the open folder.`);
  const found = context.components.read(path);
  if (found === 'missing') return refusal('no-such-file', `There is no file ${path}.`);
  if (found !== 'pending' && !readComponent(found.text)) return refusal('no-such-file', `${path} is not a component.`);
  return undefined;
}

/** The lines of a job as text for between braces. */
function flowText(lines: readonly string[]): string {
  return printFlow(toPlain(readYaml(`${lines.join('\n')}\n`).root) as Plain).slice(2, -2);
}

function componentLines(context: EditContext, args: Args, step: number): readonly string[] {
  const ref = parseComponentRef(args.component ?? '');
  let written = args.component ?? '';
  let component: ComponentInterface | undefined;
  if (ref.kind === 'local') {
    const path = resolveRelative(context.path, ref.file);
    const found = path === undefined ? 'missing' : context.components.read(path);
    if (typeof found === 'object') component = readComponent(found.text);
    if (path !== undefined && !/^(\.\.?\/|file:)/.test(written)) written = relativeRef(context.path, path);
  }
  const printed = printBlock({ [args.name]: jobForComponent(written, component) }, { indent: -step, step, dashStep: dashStep(context.doc, step) });
  return printed.lines;
}

function snippetLines(args: Args, step: number): readonly string[] {
  const snippet = readSnippet(args.yaml ?? '', args.name) as Snippet;
  const job = snippet.jobs[0];
  if (!job) return [];
  const lines = job.name === args.name ? job.lines : renameJobLines(job.lines, job.name, args.name);
  const own = lines.slice(1).find((line) => /^ +[^\s#]/.test(line));
  return restep(lines, /^ */.exec(own ?? '')?.[0].length || step, step);
}
