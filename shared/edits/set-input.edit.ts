import { z } from 'zod';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { endOfJobInput } from '#shared/pipeline/end.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { OBJECT_ORDER, writeBinding } from './common/bindings.ts';
import { refuseConnection } from './common/connecting.ts';
import { findPort, firstRefusal, refusal, refuseNoJob, refuseNoPipeline, refuseNoPort } from './common/guards.ts';
import { bindingText, declaresItsPorts, inputPath } from './common/places.ts';
import { portPlace } from './common/port-place.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { sourceType } from './common/types.ts';
import { literalValue, nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import type { Plain } from './splice/plain.ts';

const args = z.strictObject({
  job: nameArg,
  input: nameArg,
  value: literalValue.optional().describe('A literal'),
  data: z
    .strictObject({ type: z.string().optional(), path: z.string().optional(), mode: z.string().optional() })
    .optional()
    .describe('Data or a model by type, path and mode'),
  binding: z.string().optional().describe('An end to read from: parent.inputs.x, parent.jobs.a.outputs.y'),
  mode: z.string().nullable().optional().describe('How data is brought to the job; null takes it away'),
  shared: sharedChoice,
});
type Args = z.infer<typeof args>;

/** Gives a job's input a literal, data, or a binding, with or without a mode. */
export const setInput = defineEdit({
  id: 'set-input',
  summary: "Set a job's input to a literal, to data or to a binding, or change its mode.",
  args,
  label: (args) => `Set ${args.job}.${args.input}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => refuseForms(context, args),
      () => refuseFit(context, args),
      () => refuseShared(context.doc, placeOf(context, args), args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const path = placeOf(context, args);
    const job = context.pipeline.job(args.job) as Job;
    const place = portPlace(context, job, 'input', args.input, args.binding);
    unshare(draft, path, args.shared);
    const mapping = (): boolean => {
      const { node, rest } = locate(draft.doc, path);
      return rest.length === 0 && node?.kind === 'mapping';
    };
    if (args.value !== undefined) {
      const { node, rest } = locate(draft.doc, path);
      const isLong = rest.length === 0 && node?.kind === 'mapping' && node.entry('value') !== undefined;
      draft.set(isLong ? [...path, 'value'] : path, args.value, place);
    } else if (args.data !== undefined) {
      const data: { [key: string]: Plain } = {};
      for (const key of ['type', 'path', 'mode'] as const) if (args.data[key] !== undefined) data[key] = args.data[key];
      if (mapping()) for (const [key, value] of Object.entries(data)) draft.set([...path, key], value, { order: OBJECT_ORDER });
      else draft.set(path, data, place);
    } else if (args.binding !== undefined) {
      if (typeof args.mode === 'string' && !mapping()) draft.set(path, boundObject(context, args, args.binding, args.mode), place);
      else writeBinding(draft, path, bindingText(args.binding), place);
    }
    writeMode(draft, context, args, mapping());
    return { edits: draft.edits, expect: draft.expected, select: [endOfJobInput(args.job, args.input)] };
  },
});

function placeOf(context: EditContext, args: Args): ReturnType<typeof inputPath> {
  const job = context.pipeline.job(args.job);
  return job ? inputPath(job, args.input) : ['jobs', args.job, 'inputs', args.input];
}

/** A mode can only be said in an object; one that holds nothing but the binding goes back to a text. */
function writeMode(draft: Draft, context: EditContext, args: Args, isObject: boolean): void {
  const path = placeOf(context, args);
  if (args.mode === undefined) return;
  const bound = context.pipeline.job(args.job)?.inputs.find((port) => port.name === args.input)?.bound ?? args.binding;
  if (args.mode === null) {
    if (!isObject) return;
    if (locate(draft.doc, [...path, 'mode']).rest.length === 0) draft.unset([...path, 'mode']);
    const { node } = locate(draft.doc, path);
    if (node?.kind === 'mapping' && node.entries.length === 1 && node.entry('path') && bound !== undefined) draft.set(path, bindingText(bound));
  } else if (isObject) draft.set([...path, 'mode'], args.mode, { order: OBJECT_ORDER });
  else if (bound !== undefined) draft.set(path, boundObject(context, args, bound, args.mode));
}

/** On a job that types its ports by what is written, the type of the source is written too: without it Azure ML takes uri_folder. */
function boundObject(context: EditContext, args: Args, binding: string, mode: string): Plain {
  const job = context.pipeline.job(args.job);
  const type = job && declaresItsPorts(job) ? sourceType(context.pipeline, binding) : undefined;
  return { ...(type === undefined || isLiteralType(type) ? {} : { type }), path: bindingText(binding), mode };
}

function refuseForms(context: EditContext, args: Args): Refusal | undefined {
  const forms = [args.value, args.data, args.binding].filter((form) => form !== undefined).length;
  if (forms > 1) return refusal('bad-arguments', 'Give one of value, data and binding.');
  if (forms === 0 && args.mode === undefined) return refusal('bad-arguments', 'Give a value, data, a binding or a mode.');
  if (args.value !== undefined && args.mode !== undefined) return refusal('bad-arguments', 'A literal has no mode.');
  const job = context.pipeline.job(args.job) as Job;
  const port = findPort(job, 'input', args.input);
  if (!port && job.resolved && !(declaresItsPorts(job) && args.mode === undefined)) return refuseNoPort(job, 'input', args.input);
  if (forms === 0 && (port?.literal !== undefined || (port?.bound === undefined && port?.path === undefined))) {
    return refusal('bad-arguments', `${args.job}.${args.input} holds no data, so it has no mode.`);
  }
  return undefined;
}

function refuseFit(context: EditContext, args: Args): Refusal | undefined {
  const job = context.pipeline.job(args.job) as Job;
  const port = findPort(job, 'input', args.input);
  const type = port?.declared?.type;
  if (args.binding !== undefined) {
    if (!port && declaresItsPorts(job)) return undefined;
    const refused = refuseConnection(context, { from: args.binding, to: endOfJobInput(args.job, args.input), shared: 'edit' });
    return refused?.reason === 'already-connected' && args.mode !== undefined ? undefined : refused;
  }
  if (type === undefined) return undefined;
  if (args.data !== undefined && isLiteralType(type)) return refusal('type-mismatch', `${args.job}.${args.input} takes a value (${type}), not data.`);
  if (args.value !== undefined && typeof args.value !== 'string' && !isLiteralType(type)) {
    return refusal('type-mismatch', `${args.job}.${args.input} takes ${type}, not a value.`);
  }
  return undefined;
}
