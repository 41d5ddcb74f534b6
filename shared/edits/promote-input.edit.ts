import { z } from 'zod';
import { freeName } from '#shared/azureml/names.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { endOfJobInput } from '#shared/pipeline/end.ts';
import type { Job, Port } from '#shared/pipeline/pipeline.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import { findPort, firstRefusal, refusal, refuseNoJob, refuseNoPipeline, refuseNoPort } from './common/guards.ts';
import { inputValue, zeroOf } from './common/new-ends.ts';
import { bindingText, declaresItsPorts, inputPath } from './common/places.ts';
import { portPlace } from './common/port-place.ts';
import { refuseEndName } from './common/rename-end.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { tidyEdits } from './splice/compose.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { isPlainMap, type Plain } from './splice/plain.ts';

/** Makes a job's input an input of the pipeline; its value moves up, and the job reads it from there. */
export const promoteInput = defineEdit({
  id: 'promote-input',
  summary: "Make a job's input an input of the pipeline; its value moves up.",
  args: z.strictObject({ job: nameArg, port: nameArg, name: nameArg.optional(), shared: sharedChoice }),
  label: (args) => `Promote ${args.job}.${args.port} to the pipeline`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => {
        const job = context.pipeline.job(args.job) as Job;
        const port = findPort(job, 'input', args.port);
        if (!port && (job.resolved || job.component === undefined)) return refuseNoPort(job, 'input', args.port);
        if (port?.entry && inputPath(job, args.port)[2] === 'inputs' && locate(context.doc, inputPath(job, args.port)).rest.length > 0) {
          return refusal('bad-arguments', `${args.job}.${args.port} gets its value elsewhere in the job (search_space).`);
        }
        return port?.bound === undefined ? undefined : refusal('already-connected', `${args.job}.${args.port} reads from ${port.bound}. Disconnect it first.`);
      },
      () => refuseEndName(context, 'input', nameOf(context, args)),
      () => refuseShared(context.doc, placeOf(context, args), args.shared),
    ),
  apply(context, args) {
    const job = context.pipeline.job(args.job) as Job;
    const port = findPort(job, 'input', args.port);
    const name = nameOf(context, args);
    const path = placeOf(context, args);
    const draft = new Draft(context.doc);
    unshare(draft, path, args.shared);
    const { node, rest } = locate(draft.doc, path);
    const written = rest.length === 0 ? (toPlain(node) as Plain) : undefined;
    const spelled = node ? draft.text.slice(node.start, node.end) : '';
    const isComponent = context.pipeline.document === 'pipeline-component';
    draft.set(['inputs', name], valueFor(port, written, isComponent));
    if (!isComponent && rest.length === 0 && node?.kind === 'scalar') keepSpelling(draft, name, node, spelled);
    const mode = isPlainMap(written) && typeof written.mode === 'string' && isComponent ? written.mode : undefined;
    const isTyped = isPlainMap(written) && typeof written.type === 'string' && declaresItsPorts(job) && mode !== undefined;
    const binding = bindingText(`parent.inputs.${name}`);
    const value = mode === undefined ? binding : { ...(isTyped ? { type: written.type as Plain } : {}), path: binding, mode };
    draft.set(path, value, portPlace(context, job, 'input', args.port));
    return { edits: draft.edits, expect: draft.expected, select: [`parent.inputs.${name}`, endOfJobInput(args.job, args.port)] };
  },
});

/** A literal on one line moves up as it is spelled: 1.0 stays a number with a point, True stays True. */
function keepSpelling(draft: Draft, name: string, literal: YamlScalar, spelled: string): void {
  const { node, container } = locate(draft.doc, ['inputs', name]);
  const isOnOneLine = node?.kind === 'scalar' && node.style !== 'literal' && node.style !== 'folded' && !spelled.includes('\n');
  if (!isOnOneLine || container?.flow || literal.tag !== undefined) return;
  draft.splice(tidyEdits(draft.text, [{ start: node.start, end: node.end, newText: spelled }]));
}

/** What the pipeline's input holds: in a job the value as it was, in a component a type with the value as its default. */
function valueFor(port: Port | undefined, written: Plain | undefined, isComponent: boolean): Plain {
  const type = port?.type ?? 'uri_folder';
  if (isComponent) {
    const value = port?.literal ?? port?.declared?.default;
    return inputValue({ type, value, description: port?.declared?.description, optional: port?.optional === true && written === undefined }, true);
  }
  if (written !== undefined && written !== null) return isPlainMap(written) && written.value !== undefined ? written.value : written;
  if (!isLiteralType(type)) return { type };
  return port?.declared?.default ?? port?.declared?.enum?.[0] ?? zeroOf(type, port?.declared?.min);
}

function nameOf(context: EditContext, args: { readonly port: string; readonly name?: string | undefined }): string {
  return args.name ?? freeName(args.port, (name) => context.pipeline.inputs.some((input) => input.name === name));
}

function placeOf(context: EditContext, args: { readonly job: string; readonly port: string }): ReturnType<typeof inputPath> {
  return inputPath(context.pipeline.job(args.job) as Job, args.port);
}
