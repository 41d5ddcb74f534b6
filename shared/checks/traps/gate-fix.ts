import { insertGate } from '#shared/edits/insert-gate.edit.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { type CheckContext, type Fix, fix, libraryStep, step } from '../check.ts';

const LIBRARY = 'quality_gate';
const LIBRARY_PATH = `components/${LIBRARY}/component.yml`;

/**
 * The fix that puts a quality gate before a job: with the gate that the pipeline or the project has, else with the library's, which is copied first.
 * Undefined where no metrics decide about the job, or it cannot wait.
 */
export function gateFix(context: CheckContext, before: Job): Fix | undefined {
  const { path, doc, pipeline, components, files } = context;
  const isUsed = pipeline.jobs.some((job) => job.gateKind === 'metrics' && job.component?.ref !== undefined && job.component.key === 'component');
  const known = isUsed ? undefined : files.list().find((file) => isQualityGate(file, files.read(file)));
  const component = isUsed ? undefined : relativeRef(path, known ?? LIBRARY_PATH);
  const args = { before: before.id, ...(component === undefined ? {} : { component }) };
  const edit = { path, doc, pipeline, components, project: { list: () => [], read: (file: string) => files.read(file) } };
  if (insertGate.refuse(edit, args)) return undefined;
  const isCopied = component !== undefined && known === undefined;
  return fix('insert-gate', `Insert a quality gate before \`${before.id}\``, ...(isCopied ? [libraryStep(LIBRARY)] : []), step(insertGate, args));
}

function isQualityGate(path: string, text: string | undefined): boolean {
  return /quality[-_]?gate/i.test(path) && /\.ya?ml$/i.test(path) && text !== undefined && /^\s+rules:/m.test(text) && /^\s+verdict:/m.test(text);
}
