import { z } from 'zod';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { endOfJob, endOfJobOutput } from '#shared/pipeline/end.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { areFlowJobs, refuseSharedJobs } from './common/flow-jobs.ts';
import { firstRefusal, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { bodyStep } from './common/job-lines.ts';
import { refuseName } from './common/job-names.ts';
import { bindingText } from './common/places.ts';
import { sourceType } from './common/types.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import type { Plain } from './splice/plain.ts';
import { printBlock, printFlow } from './splice/print-value.ts';
import { dashStep } from './splice/style.ts';

/** How often a new loop goes round at most. */
const ROUNDS = 10;

const args = z.strictObject({
  kind: z.enum(['if_else', 'do_while', 'parallel_for']),
  name: nameArg,
  body: nameArg.optional().describe('The job that a loop repeats'),
  condition: z.string().optional().describe('What is asked: parent.jobs.a.outputs.x or parent.inputs.x'),
  whenTrue: nameArg.optional().describe('The job that runs when the condition is true'),
  whenFalse: nameArg.optional().describe('The job that runs when it is false'),
  after: nameArg.optional().describe('The job behind which it is put; default: the body, else the last'),
});
type Args = z.infer<typeof args>;

/** Adds an if_else, or a loop around a job: what is not given is left for `connect` and `set`. */
export const addControl = defineEdit({
  id: 'add-control',
  summary: 'Add an if_else, or a do_while or parallel_for around a job.',
  args,
  label: (args) => `Add ${args.kind} ${args.name}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseName(context, args.name),
      ...[args.body, args.whenTrue, args.whenFalse, args.after].map((job) => () => (job === undefined ? undefined : refuseNoJob(context, job))),
      () => refuseParts(context, args),
      () => refuseSharedJobs(context),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const step = bodyStep(context.doc);
    const body = { [args.name]: bodyOf(context, args) };
    const lines = areFlowJobs(context)
      ? [printFlow(body).slice(2, -2)]
      : printBlock(body, { indent: -step, step, dashStep: dashStep(context.doc, step), flowLists: true }).lines;
    const after = args.after ?? args.body;
    draft.addLines(['jobs'], lines, { spaced: true, ...(after === undefined ? {} : { after }) });
    return { edits: draft.edits, expect: draft.expected, select: [endOfJob(args.name)] };
  },
});

function refuseParts(context: EditContext, args: Args): Refusal | undefined {
  const { pipeline } = context;
  if (args.kind === 'if_else') {
    if (args.body !== undefined) return refusal('bad-arguments', 'An if_else has no body: give whenTrue and whenFalse.');
    if (args.whenTrue !== undefined && args.whenTrue === args.whenFalse) return refusal('bad-arguments', `'${args.whenTrue}' cannot run in both cases.`);
    const type = args.condition === undefined ? undefined : sourceType(pipeline, args.condition);
    return type === undefined || isLiteralType(type) ? undefined : refusal('type-mismatch', `A condition takes a value; ${args.condition} gives ${type}.`);
  }
  if (args.whenTrue !== undefined || args.whenFalse !== undefined) return refusal('bad-arguments', `A ${args.kind} has no blocks: give its body.`);
  if (args.body === undefined) return refusal('bad-arguments', 'A loop needs a job to repeat: give its body.');
  const body = pipeline.job(args.body);
  if (body?.kind !== 'command' && body?.kind !== 'pipeline')
    return refusal('type-mismatch', `A body is a command or pipeline job; '${args.body}' is none. Put it into a pipeline component first.`);
  const loop = pipeline.jobs.find((other) => other.control?.body === args.body && other.kind !== 'if-else');
  return loop && refusal('already-connected', `'${args.body}' is the body of '${loop.id}' already: a job can stand in one loop only.`);
}

function bodyOf(context: EditContext, args: Args): { readonly [key: string]: Plain } {
  const job = args.body === undefined ? undefined : context.pipeline.job(args.body);
  const to = (name: string | undefined): Plain | undefined => (name === undefined ? undefined : bindingText(endOfJob(name)));
  const asked = args.condition ?? (args.kind === 'do_while' ? flagOf(job) : undefined);
  const condition = asked === undefined ? undefined : bindingText(asked);
  const parts: Readonly<Record<Args['kind'], Readonly<Record<string, Plain | undefined>>>> = {
    if_else: { condition, true_block: to(args.whenTrue), false_block: to(args.whenFalse) },
    do_while: { body: to(args.body), condition, mapping: mappingOf(job), limits: { max_iteration_count: ROUNDS } },
    parallel_for: { body: to(args.body), items: itemsOf(job) },
  };
  const given = Object.entries(parts[args.kind]).filter((entry): entry is [string, Plain] => entry[1] !== undefined);
  return { type: args.kind, ...Object.fromEntries(given) };
}

/** An output of the body that says yes or no. */
function flagOf(job: Job | undefined): string | undefined {
  const port = job?.outputs.find((output) => output.type === 'boolean');
  return job && port && endOfJobOutput(job.id, port.name);
}

/** What one round hands to the next: an output goes to the first input of the very type. */
function mappingOf(job: Job | undefined): Plain {
  const taken = new Set<string>();
  const pairs = (job?.outputs ?? []).flatMap((output): readonly [string, string][] => {
    const input = job?.inputs.find((each) => each.type !== undefined && each.type === output.type && !isLiteralType(each.type) && !taken.has(each.name));
    if (!input) return [];
    taken.add(input.name);
    return [[output.name, input.name]];
  });
  return Object.fromEntries(pairs);
}

/** A first item: the first plain value that the body takes. */
function itemsOf(job: Job | undefined): Plain | undefined {
  const values = job?.inputs.filter((port) => port.bound === undefined && port.type !== undefined && isLiteralType(port.type)) ?? [];
  const port = values.find((each) => each.missing) ?? values.find((each) => each.literal !== undefined) ?? values[0];
  if (!port) return undefined;
  const value =
    port.literal ?? port.declared?.default ?? port.declared?.enum?.[0] ?? (port.type === 'boolean' ? false : port.type === 'string' ? port.name : 1);
  return [{ [port.name]: value }];
}
