import { z } from 'zod';
import { freeName } from '#shared/azureml/names.ts';
import { endOfJobOutput } from '#shared/pipeline/end.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { writeBinding } from './common/bindings.ts';
import { findPort, firstRefusal, refusal, refuseNoJob, refuseNoPipeline, refuseNoPort } from './common/guards.ts';
import { bindingText, outputPath } from './common/places.ts';
import { portPlace } from './common/port-place.ts';
import { refuseEndName } from './common/rename-end.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { isPlainMap, type Plain } from './splice/plain.ts';

/** Makes a job's output an output of the pipeline; where it is stored moves up with it. */
export const promoteOutput = defineEdit({
  id: 'promote-output',
  summary: "Make a job's output an output of the pipeline.",
  args: z.strictObject({ job: nameArg, port: nameArg, name: nameArg.optional(), shared: sharedChoice }),
  label: (args) => `Promote ${args.job}.${args.port} to the pipeline`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => {
        const job = context.pipeline.job(args.job) as Job;
        const port = findPort(job, 'output', args.port);
        if (!port && job.resolved) return refuseNoPort(job, 'output', args.port);
        return port?.bound === undefined ? undefined : refusal('already-connected', `${args.job}.${args.port} writes ${port.bound} already.`);
      },
      () => refuseEndName(context, 'output', nameOf(context, args)),
      () => refuseShared(context.doc, outputPath(context.pipeline.job(args.job) as Job, args.port), args.shared),
    ),
  apply(context, args) {
    const job = context.pipeline.job(args.job) as Job;
    const port = findPort(job, 'output', args.port);
    const name = nameOf(context, args);
    const path = outputPath(job, args.port);
    const draft = new Draft(context.doc);
    unshare(draft, path, args.shared);
    const { node, rest } = locate(draft.doc, path);
    const written = rest.length === 0 ? (toPlain(node) as Plain) : undefined;
    const type = port?.type ?? 'uri_folder';
    const isComponent = context.pipeline.document === 'pipeline-component';
    const moved: Plain = isPlainMap(written) && !isComponent ? { type, ...written } : { type };
    draft.set(['outputs', name], moved);
    const place = portPlace(context, job, 'output', args.port);
    // An object that says no path keeps what it says; what one says of its path has moved up.
    if (isPlainMap(written) && written.path === undefined) writeBinding(draft, path, bindingText(`parent.outputs.${name}`), place);
    else draft.set(path, bindingText(`parent.outputs.${name}`), place);
    return { edits: draft.edits, expect: draft.expected, select: [`parent.outputs.${name}`, endOfJobOutput(args.job, args.port)] };
  },
});

function nameOf(context: EditContext, args: { readonly port: string; readonly name?: string | undefined }): string {
  return args.name ?? freeName(args.port.replace(/\./g, '_'), (name) => context.pipeline.outputs.some((output) => output.name === name));
}
