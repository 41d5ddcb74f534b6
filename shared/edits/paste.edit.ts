import { z } from 'zod';
import { checkJobName, freeName } from '#shared/azureml/names.ts';
import type { Binding } from '#shared/pipeline/pipeline.ts';
import { unbindOutputAt, writersOf } from './common/bindings.ts';
import { addFlowJobs, areFlowJobs, refuseSharedJobs } from './common/flow-jobs.ts';
import { firstRefusal, listNames, refusal, refuseNoJob, refuseNoPipeline } from './common/guards.ts';
import { contextFor, jobLines, renameJobsEdits, wrapJobs } from './common/job-block.ts';
import { bodyStep, restep } from './common/job-lines.ts';
import { declaresItsPorts } from './common/places.ts';
import { readSnippet, type Snippet } from './common/snippet.ts';
import { findUnbindings } from './common/unbind-jobs.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext } from './edit.ts';
import { Draft } from './splice/draft.ts';

/** Adds jobs from the clipboard: other names where theirs are taken, bindings among them follow, bindings to nothing are left out. */
export const paste = defineEdit({
  id: 'paste',
  summary: 'Add jobs from YAML: clashing names change, bindings follow.',
  args: z.strictObject({ yaml: z.string().min(1).describe('One or several jobs, or a whole jobs block'), after: nameArg.optional() }),
  label: () => 'Paste',
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => (args.after === undefined ? undefined : refuseNoJob(context, args.after)),
      () => refuseSharedJobs(context),
      () => {
        const snippet = readSnippet(args.yaml, 'job');
        if (typeof snippet === 'string') return refusal('bad-snippet', snippet);
        if (snippet.jobs.length === 0) return refusal('bad-snippet', 'The snippet holds no job.');
        const bad = snippet.jobs.find((job) => checkJobName(job.name) !== undefined);
        return bad ? refusal('bad-snippet', checkJobName(bad.name) ?? '') : undefined;
      },
    ),
  apply(context, args) {
    const { names, lines, notes } = pasted(context, readSnippet(args.yaml, 'job') as Snippet);
    const draft = new Draft(context.doc);
    const place = args.after === undefined ? {} : { after: args.after };
    const isCut = areFlowJobs(context) && addFlowJobs(draft, lines, place);
    if (!areFlowJobs(context)) draft.addLines(['jobs'], lines, { spaced: true, ...place });
    return {
      edits: draft.edits,
      expect: draft.expected,
      select: [...names.values()].map((name) => `parent.jobs.${name}`),
      notes: isCut ? [...notes, 'Comments were left out: there is no place for them between braces.'] : notes,
    };
  },
});

function pasted(context: EditContext, snippet: Snippet): { names: ReadonlyMap<string, string>; lines: readonly string[]; notes: readonly string[] } {
  const names = new Map<string, string>();
  const taken = new Set(context.pipeline.jobs.map((job) => job.id));
  for (const { name } of snippet.jobs) {
    const free = freeName(name, (other) => taken.has(other));
    taken.add(free);
    names.set(name, free);
  }
  const step = bodyStep(context.doc);
  const gap = snippet.jobs.length > 1 && /\n[ \t]*\n/.test(snippet.doc.text) ? [''] : [];
  const lines = snippet.jobs.flatMap((job, k) => {
    const own = job.lines.slice(1).find((line) => /^ +[^\s#]/.test(line));
    return [...(k > 0 ? gap : []), ...restep(job.lines, /^ */.exec(own ?? '')?.[0].length || step, step)];
  });
  const draft = new Draft(wrapJobs(lines));
  draft.splice(renameJobsEdits(draft.doc, names));
  const inner = contextFor(context, draft.doc);
  const inputs = new Set(context.pipeline.inputs.map((input) => input.name));
  const isGone = ({ expression }: Binding): boolean => {
    if (expression.kind === 'parent-input') return !inputs.has(expression.input);
    return (expression.kind === 'job-output' || expression.kind === 'job-input' || expression.kind === 'job') && !taken.has(expression.job);
  };
  const left: string[] = [];
  const outputs = new Set(context.pipeline.outputs.map((output) => `parent.outputs.${output.name}`));
  const written = new Set([...outputs].filter((end) => writersOf(context.pipeline, end).length > 0));
  for (const job of inner.pipeline.jobs) {
    for (const port of job.outputs) {
      if (port.bound === undefined) continue;
      const isFree = outputs.has(port.bound) && !written.has(port.bound);
      written.add(port.bound);
      if (isFree) continue;
      unbindOutputAt(draft, ['jobs', job.id, 'outputs', port.name], declaresItsPorts(job));
      left.push(`${job.id}.${port.name}`);
    }
  }
  for (const path of [...findUnbindings(inner, isGone, new Set()).unset].reverse()) {
    draft.unset(path);
    left.push(`${path[1]}.${path.at(-1)}`);
  }
  const notes = left.length === 0 ? [] : [`Left unbound, because what they name is not here: ${listNames(left)}.`];
  return { names, lines: jobLines(draft.doc), notes };
}
