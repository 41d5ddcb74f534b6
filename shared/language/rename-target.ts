import { isComponentKind, isPipelineKind } from '#shared/azureml/document-kind.ts';
import { checkComponentPortName, checkInputName, checkJobName, checkOutputName } from '#shared/azureml/names.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { LanguageContext, TextRange } from './language-context.ts';
import { symbolAt } from './symbol-at.ts';

/** What a rename at a place would rename. */
export interface RenameTarget {
  readonly kind: 'job' | 'pipeline-input' | 'pipeline-output' | 'component-port';
  readonly name: string;
  /** The name where the caret is. */
  readonly range: TextRange;
  /** For a port: its side, and the job whose port it is; without a job the document is the component. */
  readonly side?: 'input' | 'output';
  readonly job?: string;
  /** Why a new name is not allowed, as a sentence. */
  check(name: string): string | undefined;
}

/** What can be renamed at `offset`, or why nothing can, as a sentence. */
export function renameTargetAt(context: LanguageContext, offset: number): RenameTarget | string {
  const symbol = symbolAt(context, offset);
  if (symbol?.kind === 'own-port') {
    if (!isComponentKind(context.pipeline.document)) return 'Only ports of a component can be renamed.';
    return {
      kind: 'component-port',
      name: symbol.name,
      range: symbol.range,
      side: symbol.side === 'inputs' ? 'input' : 'output',
      check: checkComponentPortName,
    };
  }
  if (symbol?.kind !== 'end' || !isPipelineKind(context.pipeline.document)) return 'Nothing to rename here: put the caret on a job, an input or an output.';
  const parts = parseEnd(symbol.end);
  switch (parts?.kind) {
    case 'job':
      return context.pipeline.job(parts.job) ? { kind: 'job', name: parts.job, range: symbol.range, check: checkJobName } : `There is no job '${parts.job}'.`;
    case 'input':
      return { kind: 'pipeline-input', name: parts.name, range: symbol.range, check: checkInputName };
    case 'output':
      return { kind: 'pipeline-output', name: parts.name, range: symbol.range, check: checkOutputName };
    case 'job-input':
    case 'job-output': {
      const component = context.pipeline.job(parts.job)?.component;
      if (component?.key !== 'inline' && (component?.path === undefined || !component.declared))
        return `'${parts.name}' is named by the component of '${parts.job}', which is no file of this project.`;
      return {
        kind: 'component-port',
        name: parts.name,
        range: symbol.range,
        job: parts.job,
        side: parts.kind === 'job-input' ? 'input' : 'output',
        check: checkComponentPortName,
      };
    }
    default:
      return 'Nothing to rename here: put the caret on a job, an input or an output.';
  }
}
